#include "arcsat/encoders/encoder.hpp"

#include <fmt/format.h>

#include <bit>

#include "arcsat/base/error.hpp"
#include "arcsat/encoders/direct.hpp"
#include "arcsat/encoders/pairs.hpp"
#include "arcsat/encoders/tables.hpp"

namespace arcsat {

namespace {

Count total(const std::vector<FamilySize>& families) {
  Count sum;
  for (const FamilySize& family : families) sum += family.size;
  return sum;
}

}  // namespace

Count FormulaSize::all_variables() const { return total(variables); }
Count FormulaSize::all_clauses() const { return total(clauses); }

double FormulaSize::bytes() const {
  return static_cast<double>(literals.value()) * sizeof(Lit) +
         static_cast<double>(all_clauses().value()) * sizeof(std::uint64_t);
}

void EncodingWatch::look(const Formula& formula) {
  budget_.check();
  if (progress_ != nullptr) progress_->update(fmt::format("{} clauses", formula.clauses()));
}

Formula CnfEncoder::encode(EncodingWatch& watch) const {
  const FormulaSize expected = size();
  if (expected.all_variables().value() > 0x7fffffff) {
    throw LimitReached(fmt::format("the {} formula would have {}{} variables, at most 2^31 - 1 can be numbered", name(),
                                   expected.all_variables().value() == UINT64_MAX ? "at least " : "",
                                   expected.all_variables().value()));
  }
  // Without a limit of the user's, what no machine holds is refused in words rather than by the operating system.
  constexpr double most_bytes = 1e12;
  if (expected.bytes() > most_bytes) {
    throw LimitReached(fmt::format("the {} formula would have {} clauses", name(), expected.all_clauses().value()));
  }
  watch.budget().require_memory(expected.bytes(), "the formula");
  Formula formula;
  formula.reserve(static_cast<std::int64_t>(expected.all_clauses().value()),
                  static_cast<std::int64_t>(expected.literals.value()));
  write(formula, watch);
  return formula;
}

std::unique_ptr<CnfEncoder> make_cnf_encoder(std::string_view name, std::shared_ptr<const Instance> instance) {
  if (instance->inputs().size() > (std::uint64_t{1} << 31)) {
    throw Unsupported(fmt::format("found {} allowed inputs, expected at most 2^31", instance->inputs().size()));
  }
  if (name == "direct") return make_direct_encoder(std::move(instance));
  if (name == "tables") return std::make_unique<TablesEncoder>(std::move(instance));
  if (name == "pairs") return std::make_unique<PairsEncoder>(std::move(instance));
  throw InputError(fmt::format("found the encoder \"{}\", expected direct, tables or pairs", name));
}

unsigned bits_for(std::uint64_t values) { return static_cast<unsigned>(std::bit_width(values - 1)); }

}  // namespace arcsat
