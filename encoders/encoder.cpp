#include "encoders/encoder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <bit>

#include "base/error.hpp"

namespace arcsat {

namespace {

Count total(const std::vector<FamilySize>& families) {
  Count sum;
  for (const FamilySize& family : families) sum += family.size;
  return sum;
}

double machine_bytes() {
  return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

Count FormulaSize::all_variables() const { return total(variables); }
Count FormulaSize::all_clauses() const { return total(clauses); }

double FormulaSize::bytes() const {
  return static_cast<double>(literals.value()) * sizeof(Lit) +
         static_cast<double>(all_clauses().value()) * sizeof(std::uint64_t);
}

void EncodingWatch::bound_memory() {
  most_bytes_ = budget_.mebibytes() ? static_cast<double>(*budget_.mebibytes()) * (1 << 20) : 0.25 * machine_bytes();
}

void EncodingWatch::look(const Formula& formula) {
  budget_.check();
  const FormulaSize size{
      {}, {{"", static_cast<std::uint64_t>(formula.clauses())}}, static_cast<std::uint64_t>(formula.literals())};
  if (most_bytes_ && size.bytes() > *most_bytes_) {
    throw LimitReached(fmt::format("the formula takes more than {:.0f} MiB, {}", *most_bytes_ / (1 << 20),
                                   budget_.mebibytes() ? "the memory limit" : "a quarter of this machine's memory"));
  }
  if (progress_ != nullptr) progress_->update(fmt::format("{} clauses", formula.clauses()));
}

Formula CnfEncoder::encode(EncodingWatch& watch) const {
  const FormulaSize expected = size();
  if (expected.all_variables().value() > 0x7fffffff) {
    throw LimitReached(fmt::format("the {} formula would have {}{} variables, at most 2^31 - 1 can be numbered", name(),
                                   expected.all_variables().value() == UINT64_MAX ? "at least " : "",
                                   expected.all_variables().value()));
  }
  // Without a limit of the user's, what this machine cannot hold is refused in words rather than by the system.
  const double most_bytes = 0.5 * machine_bytes();
  if (!watch.budget().mebibytes() && expected.bytes() > most_bytes) {
    throw LimitReached(
        fmt::format("the {} formula would have {} clauses and take about {:.0f} MiB, more than half of "
                    "this machine's memory",
                    name(), expected.all_clauses().value(), expected.bytes() / (1 << 20)));
  }
  watch.budget().require_memory(expected.bytes(), "the formula");
  Formula formula;
  formula.reserve(static_cast<std::int64_t>(expected.all_clauses().value()),
                  static_cast<std::int64_t>(expected.literals.value()));
  formula.add_variables_of(variables_);
  write(formula, watch);
  return formula;
}

std::string words_in_names(const Slot& slot) {
  if (slot.is_thought()) return fmt::format("thought={}", first_player - slot.receiver());
  const std::string token = slot.token ? fmt::format(" token={}", *slot.token) : "";
  return fmt::format("epoch={} from={} to={}{}", slot.epoch, slot.sender(), slot.receiver(), token);
}

std::string words_in_names(const Scheme& scheme, const Slot& slot, std::size_t term) {
  const std::string words = words_in_names(slot);
  return slot.is_sum() ? fmt::format("{} term={}", words, scheme.token_of(slot.terms[term].holder).value()) : words;
}

unsigned bits_for(std::uint64_t values) { return static_cast<unsigned>(std::bit_width(values - 1)); }

}  // namespace arcsat
