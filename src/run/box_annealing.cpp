#include "run/box_annealing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "base/error.hpp"
#include "certify/two_step.hpp"
#include "run/first_of_threads.hpp"
#include "run/step_limit.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_tables_covered = std::uint64_t{1} << 22;
constexpr std::uint64_t steps_of_a_cooling = 20'000'000;
// Tables that all steps together look at: some ten seconds.
constexpr std::uint64_t most_looked_at = 20'000'000'000;
// Uncovered tables that a step may add, as a part of those that it looks at: at first, and at the end of a run.
constexpr double hottest_boxes = 4.0 / 256;
constexpr double coldest_boxes = 2.0 / 256;

/// A list of C² boxes: for each box and position the values in it, and those that are not.
struct Boxes {
  std::vector<std::vector<std::vector<std::uint32_t>>> in, out;
};

/// Mask: an unsigned number with a bit for each box.
template <typename Mask>
class BoxAnnealing {
 public:
  BoxAnnealing(const TwoStep& sizes, std::uint64_t seed)
      : positions_(sizes.q1),
        values_(sizes.q2),
        count_(std::uint32_t{1} << (2 * sizes.c)),
        side_(std::min(count_, values_)),
        random_(seed) {}

  /// One run; the boxes, once they cover all tables.
  std::optional<Boxes> run(StepLimit& limit, const std::atomic<bool>& stop) {
    start();
    const auto looked_at = static_cast<std::uint64_t>(std::pow(side_, positions_ - 1));
    double heat = 0;
    for (std::uint64_t step = 0; step < steps_of_a_cooling && uncovered_ != 0; ++step) {
      if (stop || !limit.take(looked_at)) return std::nullopt;
      if (step % 4096 == 0) {
        const double passed = static_cast<double>(step) / static_cast<double>(steps_of_a_cooling);
        heat = static_cast<double>(looked_at) * hottest_boxes * std::pow(coldest_boxes / hottest_boxes, passed);
      }
      move(heat);
    }
    if (uncovered_ != 0) return std::nullopt;
    return boxes_;
  }

 private:
  // Not std::uniform_…_distribution, which differs from one library to another.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  static Mask bit(std::uint32_t box) { return static_cast<Mask>(Mask{1} << box); }

  void start() {
    boxes_ = {};
    holds_.assign(positions_, std::vector<Mask>(values_, 0));
    std::vector<std::uint32_t> order(values_);
    for (std::uint32_t box = 0; box < count_; ++box) {
      auto& in = boxes_.in.emplace_back();
      auto& out = boxes_.out.emplace_back();
      for (std::uint32_t position = 0; position < positions_; ++position) {
        std::iota(order.begin(), order.end(), 0);
        for (std::uint32_t k = 0; k < side_; ++k) std::swap(order[k], order[k + below(values_ - k)]);
        in.emplace_back(order.begin(), order.begin() + side_);
        out.emplace_back(order.begin() + side_, order.end());
        for (const std::uint32_t value : in.back()) holds_[position][value] |= bit(box);
      }
    }
    // Of each table the boxes that hold it; those without any.
    std::vector<Mask> tables = {static_cast<Mask>(~Mask{0})};
    for (const std::vector<Mask>& position : holds_) tables = both(tables, position);
    uncovered_ = static_cast<std::int64_t>(std::count(tables.begin(), tables.end(), Mask{0}));
  }

  static std::vector<Mask> both(const std::vector<Mask>& some, const std::vector<Mask>& others) {
    std::vector<Mask> result;
    result.reserve(some.size() * others.size());
    for (const Mask one : some) {
      for (const Mask other : others) result.push_back(one & other);
    }
    return result;
  }

  /// In some box at some position one value takes the place of another. Only tables change that are in the box at all other
  /// positions: those with the first are uncovered if no other box holds them, those with the second are covered.
  void move(double heat) {
    const std::uint32_t box = below(count_);
    const std::uint32_t position = below(positions_);
    std::vector<std::uint32_t>& in = boxes_.in[box][position];
    std::vector<std::uint32_t>& out = boxes_.out[box][position];
    std::uint32_t& leaves = in[below(side_)];
    std::uint32_t& comes = out[below(values_ - side_)];
    others_.assign(1, static_cast<Mask>(~Mask{0}));
    for (std::uint32_t other = 0; other < positions_; ++other) {
      if (other == position) continue;
      side_masks_.clear();
      for (const std::uint32_t value : boxes_.in[box][other]) side_masks_.push_back(holds_[other][value]);
      others_ = both(others_, side_masks_);
    }
    const Mask of_leaving = holds_[position][leaves], of_coming = holds_[position][comes], own = bit(box);
    std::int64_t lost = 0;
    for (const Mask other : others_) {
      lost += static_cast<int>(static_cast<Mask>(other & of_leaving) == own) -
              static_cast<int>(static_cast<Mask>(other & of_coming) == 0);
    }
    if (lost > 0 && std::exp(-static_cast<double>(lost) / heat) <= static_cast<double>(random_() >> 11) * 0x1p-53)
      return;
    holds_[position][leaves] ^= own;
    holds_[position][comes] ^= own;
    std::swap(leaves, comes);
    uncovered_ += lost;
  }

  std::uint32_t positions_, values_, count_, side_;
  std::mt19937_64 random_;
  Boxes boxes_;
  std::vector<std::vector<Mask>> holds_;  // by position and value: the boxes with it
  std::vector<Mask> others_, side_masks_;
  std::int64_t uncovered_ = 0;
};

/// Whether there may be such boxes, but not trivially, and not too much to look at.
bool are_for_boxes(const TwoStep& sizes, const Instance& instance) {
  if (sizes.m != 1 || sizes.n != 1 || sizes.c < 1 || sizes.c > 3 || sizes.q1 < 2) return false;
  const std::uint64_t boxes = std::uint64_t{1} << (2 * sizes.c);
  if (sizes.q1 > std::uint32_t{1} << sizes.c || sizes.q2 <= boxes) return false;
  if (!instance.inputs().numbered() || instance.inputs().size() / sizes.q1 > most_tables_covered) return false;
  const double tables = std::pow(sizes.q2, sizes.q1);
  return std::pow(static_cast<double>(boxes), sizes.q1 + 1) >= tables;
}

Protocol protocol_of_boxes(const std::shared_ptr<const Instance>& instance, const TwoStep& sizes, Boxes boxes) {
  for (auto& box : boxes.in) {
    for (auto& values : box) std::sort(values.begin(), values.end());
  }
  const Task& task = instance->task();
  const std::uint32_t colours = std::uint32_t{1} << sizes.c;
  const auto slot = [&](int epoch, Player from, Player to) { return instance->number({epoch, from, to}); };
  ProtocolBuilder builder(instance);
  Transcript run;
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    const Input input = instance->inputs().input(k);
    const std::vector<std::uint32_t> table = task.digits(2, input[seat(2)]);
    const auto holds = [&](const std::vector<std::vector<std::uint32_t>>& box) {
      for (std::size_t position = 0; position < table.size(); ++position) {
        if (!std::binary_search(box[position].begin(), box[position].end(), table[position])) return false;
      }
      return true;
    };
    const auto box = std::find_if(boxes.in.begin(), boxes.in.end(), holds);
    if (box == boxes.in.end()) throw CheckFailed("found a table z_2 in no box, expected boxes that cover all tables");
    const auto number = static_cast<std::uint32_t>(box - boxes.in.begin());
    const std::uint32_t asked = task.intermediate(input, 1);
    const std::vector<std::uint32_t>& values = (*box)[asked];
    const auto which =
        static_cast<std::uint32_t>(std::lower_bound(values.begin(), values.end(), table[asked]) - values.begin());
    run.values.assign(instance->messages(), 0);
    run.values[slot(1, 2, -1)] = number / colours;
    run.values[slot(1, 2, 0)] = number % colours;
    run.values[slot(1, 2, 1)] = which % colours;
    run.values[slot(1, 1, -1)] = asked;
    run.values[slot(2, 2, -1)] = which / colours;
    run.values[slot(2, 1, -1)] = which % colours;
    run.values[slot(2, 0, -1)] = number % colours;
    run.answer = task.answer(input);
    builder.record(k, run);
  }
  return builder.finish();
}

template <typename Mask>
std::optional<Boxes> anneal(const TwoStep& sizes, std::uint64_t seed, unsigned threads, const Budget& budget) {
  return first_of_threads(threads, [&](unsigned number, const std::atomic<bool>& stop) {
    StepLimit limit(most_looked_at, budget);
    BoxAnnealing<Mask> annealing(sizes, seed + number);
    std::optional<Boxes> found;
    while (!found && !stop && !limit.reached()) found = annealing.run(limit, stop);
    return found;
  });
}

}  // namespace

std::optional<Protocol> find_by_boxes(const DecoderInstance& instance, std::uint64_t seed, unsigned threads,
                                      const Budget& budget) {
  if (!instance->restriction().lists.empty()) return std::nullopt;
  TwoStep sizes;
  try {
    sizes = two_step_of(*instance);
  } catch (const CheckFailed&) {  // it is of another kind
    return std::nullopt;
  }
  if (!are_for_boxes(sizes, *instance)) return std::nullopt;
  std::optional<Boxes> boxes = sizes.c <= 2 ? anneal<std::uint16_t>(sizes, seed, threads, budget)
                                            : anneal<std::uint64_t>(sizes, seed, threads, budget);
  if (!boxes) return std::nullopt;
  return protocol_of_boxes(instance.shared(), sizes, std::move(*boxes));
}

}  // namespace arcsat
