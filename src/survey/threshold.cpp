#include "survey/threshold.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/clock.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

using CellAt = std::function<std::shared_ptr<const Instance>(std::uint32_t)>;
using Report = std::function<void(std::uint32_t, const VariedCell&)>;

/// What every protocol for an instance solves as well, where the order says so: its task without the last step. None of one step.
std::shared_ptr<const Instance> without_last_step(const Instance& instance) {
  const Task& task = instance.task();
  const bool plain = instance.restriction().lists.empty() && !instance.restriction().by_tuples;
  if (task.length() < 2 || !plain || !instance.model().widths.empty()) return nullptr;
  const std::uint32_t answers = std::min(task.answers(), task.range(task.length() - 1));
  std::vector<std::uint32_t> q(task.q().begin(), task.q().end() - 1);
  q.back() = answers;
  return std::make_shared<const Instance>("", Task(task.m(), {task.n().begin(), task.n().end() - 1}, std::move(q)),
                                          Restriction{}, instance.model());
}

class ThresholdSearch {
 public:
  ThresholdSearch(const CellAt& cell_at, std::uint32_t from, std::uint32_t to, const DecideOptions& options,
                  DecidedCells& decided, const Report& report)
      : cell_at_(cell_at), from_(from), to_(to), options_(options), decided_(decided), report_(report) {}

  Threshold run() {
    find_ease();
    if (!found_.ease) {
      for (std::uint32_t value = from_; value <= to_; ++value) {
        if (look(value, Effort::arguments) == Verdict::undecided) look(value, Effort::search);
      }
      return std::move(found_);
    }
    // One below and one above stand for "none".
    below_ = std::int64_t{from_} - 1;
    above_ = std::int64_t{to_} + 1;
    for (const Effort effort : {Effort::arguments, Effort::search}) narrow(effort);
    const auto value = [&](std::int64_t side) {
      return side < from_ || side > to_ ? std::nullopt : std::optional(static_cast<std::uint32_t>(side));
    };
    const bool easier = found_.ease == Ease::larger_is_easier;
    found_.realizable = value(easier ? above_ : below_);
    found_.unrealizable = value(easier ? below_ : above_);
    if (above_ - below_ > 1) {
      found_.open_from = static_cast<std::uint32_t>(below_ + 1);
      found_.open_to = static_cast<std::uint32_t>(above_ - 1);
    }
    return std::move(found_);
  }

 private:
  /// Neighbour by neighbour, so that it holds for all.
  void find_ease() {
    std::set<std::string> easier;
    std::set<std::string> harder;
    bool all_easier = true;
    bool all_harder = true;
    std::shared_ptr<const Instance> one = cell_at_(from_);
    for (std::uint32_t value = from_; value < to_ && (all_easier || all_harder); ++value) {
      const std::shared_ptr<const Instance> next = cell_at_(value + 1);
      const auto note = [](bool& all, std::set<std::string>& names, const std::optional<OrderRule>& rule) {
        all = all && rule;
        if (rule) names.insert(name_of(*rule));
      };
      note(all_easier, easier, find_order({one}, *next));
      note(all_harder, harder, find_order({next}, *one));
      one = next;
    }
    if (!all_easier && !all_harder) return;
    found_.ease = all_easier ? Ease::larger_is_easier : Ease::larger_is_harder;
    found_.rules = fmt::format("{}", fmt::join(all_easier ? easier : harder, ", "));
  }

  /// The verdict of smaller values.
  Verdict lower() const { return found_.ease == Ease::larger_is_easier ? Verdict::unrealizable : Verdict::realizable; }

  /// Halves what is between the two sides; where the middle stays undecided, each half apart.
  void narrow(Effort effort) {
    while (above_ - below_ > 1) {
      const std::int64_t middle = below_ + (above_ - below_) / 2;
      if (settle(middle, effort)) continue;
      bool moved = false;
      for (std::int64_t undecided = middle; undecided - below_ > 1;) {
        const std::int64_t value = below_ + (undecided - below_) / 2;
        if (!settle(value, effort)) {
          undecided = value;
        } else if (above_ <= middle) {
          moved = true;  // the change is below the middle after all
          break;
        }
      }
      for (std::int64_t undecided = middle; !moved && above_ - undecided > 1;) {
        const std::int64_t value = undecided + (above_ - undecided) / 2;
        if (!settle(value, effort)) {
          undecided = value;
        } else if (below_ >= middle) {
          moved = true;
        }
      }
      if (!moved) return;
    }
  }

  /// Whether the value was decided; then it is one of the two sides.
  bool settle(std::int64_t value, Effort effort) {
    const Verdict verdict = look(static_cast<std::uint32_t>(value), effort);
    if (verdict == Verdict::undecided) return false;
    (verdict == lower() ? below_ : above_) = value;
    return true;
  }

  Verdict look(std::uint32_t value, Effort effort) {
    VariedCell& cell = found_.cells[value];
    if (cell.verdict != Verdict::undecided || interrupted) return cell.verdict;
    if (!tried_.insert({value, effort}).second) return Verdict::undecided;
    const std::shared_ptr<const Instance> instance = cell_at_(value);
    const auto started = Clock::now();
    if (!follow(instance, cell)) {
      DecideOptions options = options_;
      options.effort = effort;
      Decision decision = decide(instance, options);
      cell.verdict = decision.evidence ? decision.verdict : Verdict::undecided;
      cell.how = decision.evidence ? decision.encoder : decision.reason;
      if (decision.evidence) {
        cell.evidence = &decided_.add({instance, std::move(decision)});
      } else if (effort == Effort::arguments && refute_shorter(*instance)) {
        follow(instance, cell);
      }
    }
    cell.seconds += seconds_since(started);
    if (cell.verdict != Verdict::undecided || effort == Effort::search) report_(value, cell);
    return cell.verdict;
  }

  /// Whether the verdict follows from what was decided.
  bool follow(const std::shared_ptr<const Instance>& instance, VariedCell& cell) const {
    const auto follows = decided_.following(instance);
    if (!follows) return false;
    cell = {follows->verdict,
            fmt::format("follows by {} from: {}", words_of(follows->rule), follows->from->decision.statement), 0,
            follows->from, follows->rule};
    return true;
  }

  /// Whether an argument refutes it without some of its last steps.
  bool refute_shorter(const Instance& instance) {
    for (auto shorter = without_last_step(instance); shorter; shorter = without_last_step(*shorter)) {
      if (decided_.following(shorter)) continue;
      DecideOptions options = options_;
      options.effort = Effort::arguments;
      Decision decision = decide(shorter, options);
      if (!decision.evidence) continue;
      const bool refuted = decision.verdict == Verdict::unrealizable;
      decided_.add({shorter, std::move(decision)});
      if (refuted) return true;
    }
    return false;
  }

  const CellAt& cell_at_;
  std::uint32_t from_;
  std::uint32_t to_;
  const DecideOptions& options_;
  DecidedCells& decided_;
  const Report& report_;
  Threshold found_;
  std::set<std::pair<std::uint32_t, Effort>> tried_;
  // The largest value that has the verdict of smaller ones, the smallest that has that of larger ones.
  std::int64_t below_ = 0;
  std::int64_t above_ = 0;
};

}  // namespace

Threshold find_threshold(const CellAt& cell_at, std::uint32_t from, std::uint32_t to, const DecideOptions& options,
                         DecidedCells& decided, const Report& report) {
  constexpr std::uint32_t most_values_varied = 1U << 16;
  if (to < from || to - from >= most_values_varied) {
    throw InputError(fmt::format("found values from {} to {}, expected one to 2^16 of them", from, to));
  }
  return ThresholdSearch(cell_at, from, to, options, decided, report).run();
}

}  // namespace arcsat
