#include "encoders/symmetry.hpp"

#include <fmt/format.h>

#include <bit>
#include <map>
#include <unordered_map>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

std::string_view to_string(Symmetry symmetry) {
  switch (symmetry) {
    case Symmetry::none:
      return "none";
    case Symmetry::labels:
      return "labels";
    case Symmetry::all:
      return "all";
  }
  throw InternalError("a symmetry without a name");
}

Symmetry symmetry_named(std::string_view name) {
  for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels, Symmetry::all}) {
    if (name == to_string(symmetry)) return symmetry;
  }
  throw InputError(fmt::format("found the symmetry \"{}\", expected none, labels or all", name));
}

LabelOrder::LabelOrder(const Instance& instance) {
  const std::size_t end = instance.epochs() > 1 ? instance.first_to(2, first_player) : instance.messages();
  for (std::size_t number = 0; number < end; ++number) {
    const Message message = instance.message(number);
    if (!instance.matters(message)) continue;
    Column column{number,
                  message.receiver,
                  instance.width(message),
                  ReachablePairs(instance.inputs(), message.sender, message.receiver),
                  {}};
    std::unordered_map<InputIndex, std::uint32_t> rows_of;
    for (std::size_t pair = 0; pair < column.pairs.size(); ++pair) {
      column.rank.push_back(rows_of[column.pairs.pair(pair).receiver]++);
    }
    columns_.push_back(std::move(column));
  }
}

Protocol LabelOrder::canonical(const Protocol& protocol) const {
  const Instance& instance = protocol.instance();
  const InputSet& inputs = instance.inputs();
  std::vector<Transcript> runs;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) runs.push_back(simulate(protocol, inputs.input(k)));
  for (const Column& column : columns_) {
    // What each pair sends, then new labels by first occurrence for each receiver's input.
    std::vector<std::uint32_t> sent(column.pairs.size());
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      sent[column.pairs.of(inputs.projection(column.receiver, k))] = runs[k].values[column.number];
    }
    std::map<InputIndex, std::map<std::uint32_t, std::uint32_t>> labels;
    for (std::size_t pair = 0; pair < sent.size(); ++pair) {
      auto& label_of = labels[column.pairs.pair(pair).receiver];
      label_of.try_emplace(sent[pair], static_cast<std::uint32_t>(label_of.size()));
    }
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      std::uint32_t& value = runs[k].values[column.number];
      value = labels[inputs.value(column.receiver, k)].at(value);
    }
  }
  ProtocolBuilder builder(protocol.shared_instance());
  for (std::uint64_t k = 0; k < inputs.size(); ++k) builder.record(k, runs[k]);
  return builder.finish();
}

void count_at_most(std::uint64_t most, unsigned width, Count times, Count& clauses, Count& literals) {
  for (unsigned zero = 0; zero < width; ++zero) {
    if ((most >> zero & 1) != 0) continue;
    clauses += times;
    literals += times * Count(1 + static_cast<unsigned>(std::popcount(most >> zero)));
  }
}

}  // namespace arcsat
