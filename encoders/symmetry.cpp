#include "encoders/symmetry.hpp"

#include <fmt/format.h>

#include <bit>
#include <map>

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

LabelOrder::LabelOrder(const Instance& instance) : projections_(instance.inputs(), instance.scheme()) {
  const Scheme& scheme = instance.scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    if (!scheme.matters(number) || slot.to.received > 0) continue;
    Column column{number, slot.width(), &projections_.of(number), {}, {}};
    const Projection& held = projections_.held(slot.to, slot.to);
    std::vector<std::uint32_t> rows_of(held.size());
    for (std::uint64_t row = 0; row < column.rows->size(); ++row) {
      column.receiver.push_back(static_cast<std::uint32_t>(held.of(column.rows->first(row))));
      column.rank.push_back(rows_of[column.receiver.back()]++);
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
    // New labels by first occurrence for each receiver's input.
    std::map<std::uint32_t, std::map<std::uint32_t, std::uint32_t>> labels;
    for (std::uint64_t row = 0; row < column.rows->size(); ++row) {
      auto& label_of = labels[column.receiver[row]];
      label_of.try_emplace(runs[column.rows->first(row)].values[column.number],
                           static_cast<std::uint32_t>(label_of.size()));
    }
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      std::uint32_t& value = runs[k].values[column.number];
      value = labels[column.receiver[column.rows->of(k)]].at(value);
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
