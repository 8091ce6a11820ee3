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
    const Projection& held = projections_.held(slot.to, slot.to);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      Column column{number, term, slot.width(), &projections_.of(slot, term), {}, {}};
      std::vector<std::uint32_t> rows_of(held.size());
      for (std::uint64_t row = 0; row < column.rows->size(); ++row) {
        column.receiver.push_back(static_cast<std::uint32_t>(held.of(column.rows->first(row))));
        const std::uint32_t rank = rows_of[column.receiver.back()]++;
        column.most.push_back(slot.is_sum() && rank > 0 ? UINT32_MAX : rank);
      }
      columns_.push_back(std::move(column));
    }
  }
}

Protocol LabelOrder::canonical(const Protocol& protocol) const {
  const Instance& instance = protocol.instance();
  const InputSet& inputs = instance.inputs();
  std::vector<Transcript> runs;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) runs.push_back(simulate(protocol, inputs.input(k)));
  const Scheme& scheme = instance.scheme();
  for (const Column& column : columns_) {
    const Slot& slot = scheme.slot(column.number);
    // New labels for each receiver's parts: by first occurrence or, in a sum, the distance from the first.
    std::map<std::uint32_t, std::map<std::uint32_t, std::uint32_t>> labels;
    std::map<std::uint32_t, std::uint32_t> first;
    for (std::uint64_t row = 0; row < column.rows->size(); ++row) {
      auto& label_of = labels[column.receiver[row]];
      const std::uint32_t value = runs[column.rows->first(row)].term(column.number, slot, column.term);
      const std::uint32_t distance = value ^ first.try_emplace(column.receiver[row], value).first->second;
      label_of.try_emplace(value, slot.is_sum() ? distance : static_cast<std::uint32_t>(label_of.size()));
    }
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      const std::uint32_t value = runs[k].term(column.number, slot, column.term);
      runs[k].set_term(column.number, slot, column.term, labels[column.receiver[column.rows->of(k)]].at(value));
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
