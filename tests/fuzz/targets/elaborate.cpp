// The elaborator: what it makes of a solver's proof is accepted by the LRAT checker, is the same in both forms, and
// refutes only formulas without satisfying assignment.
#include "certify/elaborate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "certify/clrat.hpp"
#include "certify/lrat_check.hpp"
#include "cnf/dimacs.hpp"
#include "exhaustive.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "proof_steps.hpp"

using namespace arcsat;

namespace {

Budget small_budget() { return Budget(std::nullopt, 64); }

/// What `write` writes to a file.
template <class Write>
std::string captured(Write write) {
  char* bytes = nullptr;
  std::size_t size = 0;
  std::FILE* const out = open_memstream(&bytes, &size);
  fuzz::require(out != nullptr, "a stream in memory can be opened");
  const auto close = [&] {
    std::fclose(out);
    std::string text(bytes, size);
    std::free(bytes);
    return text;
  };
  try {
    write(out);
  } catch (...) {
    close();
    throw;
  }
  return close();
}

std::string elaborated(const Formula& formula, std::string_view proof, LratFormat format) {
  return captured([&](std::FILE* out) {
    ProofReader reader(proof, "proof");
    elaborate(formula, reader, out, format, small_budget());
  });
}

/// The formula with the variables that the proof introduces: the elaborator knows them, the LRAT checker wants them
/// announced.
Formula with_variables_of(const Formula& formula, std::string_view proof) {
  std::int32_t most = formula.variables();
  for (const fuzz::OwnedStep& step : fuzz::read_steps(proof, ProofFormat::detect)) {
    for (const Lit lit : step.literals) most = std::max(most, lit.var().dimacs());
  }
  Formula extended = formula;
  extended.add_variables(most - formula.variables(), "extension", [](std::int64_t k) { return fmt::format("e{}", k); });
  return extended;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::split(fuzz::text_of(bytes, size));
  const auto formula = fuzz::unless_refused([&] { return read_dimacs(input.subject, "f.cnf"); });
  if (!formula) return 0;
  const auto lrat = fuzz::unless_refused([&] { return elaborated(*formula, input.proof, LratFormat::text); });
  if (!lrat) return 0;
  fuzz::require(fuzz::is_satisfiable(*formula) != true, "what the elaborator refutes is unsatisfiable");
  fuzz::never_refused("an elaborated proof is accepted", [&] {
    return check_lrat(with_variables_of(*formula, input.proof), *lrat, "elaborated", small_budget());
  });
  const std::string binary = fuzz::never_refused("a proof is elaborated in both forms",
                                                 [&] { return elaborated(*formula, input.proof, LratFormat::binary); });
  const std::string translated = fuzz::never_refused("an elaborated proof has a binary form", [&] {
    return captured([&](std::FILE* out) { write_clrat(source_of(*lrat), "elaborated", out, small_budget()); });
  });
  fuzz::require(binary == translated, "both forms of an elaborated proof say the same");
  return 0;
}
