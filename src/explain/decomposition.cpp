#include "explain/decomposition.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_runs = std::uint64_t{1} << 24;

/// Visits every tuple with one index of each list.
template <typename Visit>
void for_each_tuple(const std::vector<std::vector<InputIndex>>& lists, Visit visit) {
  std::vector<std::size_t> at(lists.size());
  for (;;) {
    Input tuple;
    for (std::size_t k = 0; k < lists.size(); ++k) tuple.push_back(lists[k][at[k]]);
    visit(tuple);
    std::size_t k = 0;
    while (k < lists.size() && ++at[k] == lists[k].size()) at[k++] = 0;
    if (k == lists.size()) return;
  }
}

Input joined(Input context, const Input& member) {
  context.insert(context.end(), member.begin(), member.end());
  return context;
}

class DecompositionCheck {
 public:
  DecompositionCheck(const Protocol& protocol, const Decomposition& decomposition, const Budget& budget)
      : protocol_(protocol), instance_(protocol.instance()), claim_(decomposition), budget_(budget) {}

  std::uint64_t run() {
    require_shape();
    find_compared();
    for_each_tuple(claim_.Z, [&](const Input& context) { compare(context); });
    return runs_;
  }

 private:
  /// The slots that are to be the same.
  void find_compared() {
    const Scheme& scheme = instance_.scheme();
    if (claim_.l == instance_.last_player() && claim_.epochs == instance_.epochs()) {
      const auto seen = scheme.received(scheme.answer());
      compared_.assign(seen.begin(), seen.end());
      return;
    }
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      if (slot.sender() >= claim_.l && slot.receiver() < claim_.l && slot.epoch <= claim_.epochs) {
        compared_.push_back(number);
      }
    }
  }

  void require_shape() const {
    const Player last = instance_.last_player();
    if (claim_.l < 1 || claim_.l > last)
      throw InputError(fmt::format("found l = {}, expected 1 to {}", claim_.l, last));
    if (claim_.epochs < 1 || claim_.epochs > instance_.epochs()) {
      throw InputError(fmt::format("found {} epochs, expected 1 to {}", claim_.epochs, instance_.epochs()));
    }
    if (claim_.Z.size() != seat(claim_.l)) {
      throw InputError(fmt::format("found {} lists below player {}, expected W and Z_0 to Z_{}", claim_.Z.size(),
                                   claim_.l, claim_.l - 1));
    }
    std::uint64_t runs = claim_.R.size();
    for (const auto& list : claim_.Z) {
      if (list.empty()) throw InputError("found an empty list, expected inputs");
      if (runs > most_runs / list.size()) throw Unsupported("found more than 2^24 runs, expected fewer");
      runs *= list.size();
    }
    if (claim_.R.empty()) throw InputError("found an empty R, expected inputs");
    const auto members = static_cast<std::size_t>(last - claim_.l + 1);
    for (const Input& member : claim_.R) {
      if (member.size() != members) {
        throw InputError(fmt::format("found [{}] in R, expected indices of players {} to {}", fmt::join(member, ","),
                                     claim_.l, last));
      }
    }
    if (std::set<Input>(claim_.R.begin(), claim_.R.end()).size() != claim_.R.size()) {
      throw InputError("found a member of R twice, expected it once");
    }
  }

  void compare(const Input& context) {
    std::optional<Transcript> first;
    for (const Input& member : claim_.R) {
      if ((runs_++ & 0xff) == 0) budget_.check();
      const Input input = joined(context, member);
      if (!instance_.inputs().contains(input)) {
        throw InputError(fmt::format("found the input [{}], expected an allowed one", fmt::join(input, ",")));
      }
      Transcript run = messages_on(protocol_, input);
      if (!first) {
        first = std::move(run);
        continue;
      }
      for (const std::size_t number : compared_) {
        if (first->values[number] == run.values[number]) continue;
        refuse(context, member,
               fmt::format("{} is {} and {}", place_of(instance_.scheme().slot(number)), first->values[number],
                           run.values[number]));
      }
    }
  }

  [[noreturn]] void refuse(const Input& context, const Input& member, const std::string& difference) const {
    throw CheckFailed(fmt::format("found that inputs [{}] and [{}] are told apart ({}), expected them to sound alike",
                                  fmt::join(joined(context, claim_.R.front()), ","),
                                  fmt::join(joined(context, member), ","), difference));
  }

  const Protocol& protocol_;
  const Instance& instance_;
  const Decomposition& claim_;
  const Budget& budget_;
  std::vector<std::size_t> compared_;
  std::uint64_t runs_ = 0;
};

/// The values of table z_L at positions.
std::vector<std::uint32_t> values_at(const Task& task, InputIndex table, const std::vector<std::uint64_t>& positions) {
  std::vector<std::uint32_t> values;
  for (const std::uint64_t position : positions) values.push_back(task.entry(task.length(), table, position));
  return values;
}

}  // namespace

bool Lemma43::disagree() const {
  return std::any_of(values.begin(), values.end(), [](const auto& one) { return one.size() > 1; });
}

Lemma43 lemma_4_3(const Instance& instance, const Decomposition& decomposition) {
  const Task& task = instance.task();
  const Player last = task.length();
  std::set<std::uint64_t> asked;
  for_each_tuple(decomposition.Z, [&](const Input& context) { asked.insert(task.asked_position(context, last)); });
  Lemma43 lemma;
  lemma.cover.assign(asked.begin(), asked.end());
  lemma.members = decomposition.R.size();
  std::vector<std::set<std::uint32_t>> values(lemma.cover.size());
  for (const Input& member : decomposition.R) {
    const auto here = values_at(task, member.front(), lemma.cover);
    for (std::size_t k = 0; k < here.size(); ++k) values[k].insert(here[k]);
  }
  for (const auto& one : values) lemma.values.emplace_back(one.begin(), one.end());
  std::map<std::vector<std::uint32_t>, std::uint64_t> agreeing;
  const InputSet& inputs = instance.inputs();
  for (std::uint64_t k = 0; k < inputs.values(last); ++k) {
    ++agreeing[values_at(task, inputs.value(last, k * inputs.stride(last)), lemma.cover)];
  }
  for (const auto& [on_cover, count] : agreeing) lemma.most = std::max(lemma.most, count);
  return lemma;
}

std::uint64_t check_decomposition(const Protocol& protocol, const Decomposition& decomposition, const Budget& budget) {
  return DecompositionCheck(protocol, decomposition, budget).run();
}

}  // namespace arcsat
