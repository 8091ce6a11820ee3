#include "certify/joining.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

bool allows_all(const Instance& instance) {
  return !instance.restriction().by_tuples && instance.restriction().lists.empty();
}

/// In the last epoch players 0 … L hear what nobody asks for.
bool asked_for(const Slot& slot, int epochs) { return slot.is_thought() || slot.epoch < epochs || slot.receiver() < 0; }

/// A task with one of its two sizes that may differ set to 1.
Task without_size(const Task& task, Joining joining) {
  std::vector<std::uint32_t> n = task.n();
  std::vector<std::uint32_t> q = task.q();
  if (joining == Joining::answers) q.back() = 1;
  if (joining == Joining::queries) n.back() = 1;
  return Task(task.m(), std::move(n), std::move(q));
}

std::optional<unsigned> thought_bits(const Instance& instance) {
  const auto* chain = std::get_if<ChainOfThought>(&instance.model().kind);
  return chain == nullptr ? 0 : chain->thought_bits;
}

Refusal model_refused(const Instance& part, const Instance& joined, Joining joining) {
  const Model& model = part.model();
  if (model.granularity != Granularity::functions || joined.model().granularity != Granularity::functions) {
    return "sums over tokens";
  }
  const auto* thinking = std::get_if<ChainOfThought>(&model.kind);
  const auto* also = std::get_if<ChainOfThought>(&joined.model().kind);
  const bool same =
      thinking != nullptr && also != nullptr ? thinking->thoughts == also->thoughts : model.kind == joined.model().kind;
  if (!same) return "another model";
  if (model.epochs != joined.epochs()) return "another number of epochs";
  if (!allows_all(part) || !allows_all(joined)) return "not all inputs are allowed";
  if (part.task().length() != joined.task().length()) return "another number of steps";
  if (joining == Joining::queries && (!is_plain_decoder(model) || part.task().length() < 2)) {
    return "queries are those of a decoder with two steps or more";
  }
  if (without_size(part.task(), joining) != without_size(joined.task(), joining)) return "other sizes";
  return std::nullopt;
}

Refusal size_refused(const Task& first, const Task& second, const Task& joined, Joining joining) {
  if (joining == Joining::answers) {
    const std::uint64_t product = std::uint64_t{first.answers()} * second.answers();
    if (joined.answers() > product) {
      return fmt::format("found the last q = {}, expected at most {}", joined.answers(), product);
    }
    return std::nullopt;
  }
  const std::uint64_t sum = std::uint64_t{first.n().back()} + second.n().back();
  if (joined.n().back() != sum) {
    return fmt::format("found the last n = {}, expected {}", joined.n().back(), sum);
  }
  return std::nullopt;
}

std::uint64_t needed_bits(const Slot& slot, std::uint64_t one, std::uint64_t other, Joining joining) {
  if (joining == Joining::queries && slot.receiver() == first_player) return std::max(one, other);
  return one + other;
}

Refusal room_refused(const Instance& first, const Instance& second, const Instance& joined, Joining joining) {
  // A thought that is a whole view is a slot in neither.
  const std::optional<unsigned> room = thought_bits(joined);
  if (room) {
    const std::optional<unsigned> one = thought_bits(first);
    const std::optional<unsigned> other = thought_bits(second);
    if (!one || !other || std::uint64_t{*one} + *other > *room) return "thoughts with too few bits";
  }
  for (std::size_t number = 0; number < joined.messages(); ++number) {
    const Slot& slot = joined.scheme().slot(number);
    if (slot.is_thought() || !asked_for(slot, joined.epochs())) continue;
    const std::uint64_t needed = needed_bits(slot, first.bits(slot.message()), second.bits(slot.message()), joining);
    if (slot.bits < needed) {
      return fmt::format("found {} bits from player {} to {} in epoch {}, expected at least {}", slot.bits,
                         slot.sender(), slot.receiver(), slot.epoch, needed);
    }
  }
  return std::nullopt;
}

/// One of the two protocols, and how inputs of the joined instance become its own.
class JoinedPart {
 public:
  JoinedPart(const Protocol& protocol, const Task& joined, Joining joining, std::uint32_t below)
      : protocol_(protocol), joined_(joined), joining_(joining), below_(below) {}

  const Instance& instance() const { return protocol_.instance(); }

  Transcript run(const Input& input) const {
    const Player last = joined_.length();
    const Task& task = instance().task();
    Input own = input;
    std::vector<std::uint32_t> entries = joined_.digits(last, input[seat(last)]);
    if (joining_ == Joining::answers) {
      // `below` is 1 for the lower digit, else the lower digit's range.
      for (std::uint32_t& entry : entries) entry = entry / below_ % task.answers();
    } else {
      const std::uint64_t row = task.range(last - 1);
      const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(below_ * row);
      entries = {begin, begin + static_cast<std::ptrdiff_t>(task.n().back() * row)};
      std::vector<std::uint32_t> queries = joined_.digits(first_player, input[seat(first_player)]);
      queries.back() = asked(input) ? queries.back() - below_ : 0;
      own[seat(first_player)] = task.index_of(first_player, queries);
    }
    own[seat(last)] = task.index_of(last, entries);
    return simulate(protocol_, own);
  }

  /// Whether the input's w asks for one of this part's rows.
  bool asked(const Input& input) const {
    if (joining_ == Joining::answers) return true;
    const std::uint32_t query = joined_.digits(first_player, input[seat(first_player)]).back();
    return query >= below_ && query - below_ < instance().task().n().back();
  }

 private:
  const Protocol& protocol_;
  const Task& joined_;
  Joining joining_;
  std::uint32_t below_;
};

/// The number of a slot like this one in another instance.
std::size_t like(const Slot& slot, const Instance& other) {
  return slot.is_thought() ? other.scheme().thought_of(slot.receiver()).value() : other.number(slot.message());
}

Transcript joined_run(const JoinedPart& first, const JoinedPart& second, const Instance& joined, Joining joining,
                      const Input& input) {
  const Transcript one = first.run(input);
  const Transcript other = second.run(input);
  const Scheme& scheme = joined.scheme();
  Transcript run{std::vector<std::uint32_t>(scheme.slots()), 0};
  run.answer = joining == Joining::answers ? one.answer + first.instance().task().answers() * other.answer
               : first.asked(input)        ? one.answer
                                           : other.answer;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    if (!scheme.matters(number) || !asked_for(slot, joined.epochs())) continue;
    const std::size_t lower = like(slot, first.instance());
    const std::size_t upper = like(slot, second.instance());
    if (joining == Joining::queries && slot.receiver() == first_player) {
      run.values[number] = first.asked(input) ? one.values[lower] : other.values[upper];
      continue;
    }
    slot.width();  // where it cannot be enumerated, nothing can be put together
    run.values[number] = one.values[lower] | other.values[upper] << first.instance().scheme().slot(lower).width();
  }
  return run;
}

}  // namespace

Refusal joining_refused(const Instance& first, const Instance& second, const Instance& joined, Joining joining) {
  Refusal refusal = model_refused(first, joined, joining);
  if (!refusal) refusal = model_refused(second, joined, joining);
  if (!refusal) refusal = size_refused(first.task(), second.task(), joined.task(), joining);
  if (!refusal) refusal = room_refused(first, second, joined, joining);
  if (refusal) refusal->insert(0, "cannot be joined: ");
  return refusal;
}

Protocol joined_protocol(const Protocol& first, const Protocol& second, std::shared_ptr<const Instance> joined,
                         Joining joining, const Budget& budget) {
  require(joining_refused(first.instance(), second.instance(), *joined, joining));
  const Task& task = joined->task();
  const Task& lower = first.instance().task();
  const JoinedPart one(first, task, joining, joining == Joining::answers ? 1 : 0);
  const JoinedPart other(second, task, joining, joining == Joining::answers ? lower.answers() : lower.n().back());
  ProtocolBuilder builder(joined);
  for (std::uint64_t k = 0; k < joined->inputs().size(); ++k) {
    if ((k & 0x3ff) == 0) budget.check();
    builder.record(k, joined_run(one, other, *joined, joining, joined->inputs().input(k)));
  }
  return builder.finish();
}

}  // namespace arcsat
