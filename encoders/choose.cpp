// The encoders that choose another one.
#include <algorithm>

#include "encoders/compact.hpp"
#include "encoders/encoder_table.hpp"
#include "encoders/pairs.hpp"
#include "encoders/tables.hpp"

namespace arcsat {

extern const EncoderRow direct_row;
extern const EncoderRow automatic_row;

namespace {

/// `pairs` breaks the first labels at most.
std::unique_ptr<CnfEncoder> smaller_reference(std::shared_ptr<const Instance> instance,
                                              std::optional<Symmetry> symmetry) {
  auto tables = std::make_unique<TablesEncoder>(instance, symmetry.value_or(most_of_tables(*instance)));
  auto pairs = std::make_unique<PairsEncoder>(instance, std::min(tables->symmetry(), Symmetry::labels));
  if (tables->size().bytes() <= pairs->size().bytes()) return tables;
  return pairs;
}

/// Of other models than the plain decoder: `tables`, all labels fixed, is quicker both ways, though larger, while it is
/// not very large.
std::unique_ptr<CnfEncoder> tables_unless_large(std::shared_ptr<const Instance> instance,
                                                std::optional<Symmetry> symmetry) {
  constexpr double most_bytes = 1 << 28;
  auto tables = std::make_unique<TablesEncoder>(instance, symmetry.value_or(Symmetry::all));
  if (tables->size().bytes() <= most_bytes) return tables;
  return smaller_reference(std::move(instance), symmetry);
}

/// The compact formula is quicker to refute unless it is many times larger.
std::unique_ptr<CnfEncoder> compact_unless_large(std::shared_ptr<const Instance> instance,
                                                 std::optional<Symmetry> symmetry) {
  constexpr double many = 8;
  const std::optional<DecoderInstance> decoder = as_decoder(instance);
  if (!decoder) return tables_unless_large(std::move(instance), symmetry);
  auto compact = std::make_unique<CompactEncoder>(*decoder, symmetry.value_or(Symmetry::all));
  if (symmetry == Symmetry::all) return compact;
  auto pairs = std::make_unique<PairsEncoder>(std::move(instance), symmetry.value_or(Symmetry::labels));
  if (compact->size().bytes() <= many * pairs->size().bytes()) return compact;
  return pairs;
}

}  // namespace

const EncoderRow direct_row = {
    .name = "direct",
    .summary = "the smaller of the next two",
    .chooses = true,
    .most = Symmetry::all,
    .make = smaller_reference,
};

const EncoderRow automatic_row = {
    .name = "auto",
    .summary = "default: closed forms and arguments, then searches side by side",
    .chooses = true,
    .most = Symmetry::all,
    .most_inputs = most_inputs_of_compact,
    .make = compact_unless_large,
};

}  // namespace arcsat
