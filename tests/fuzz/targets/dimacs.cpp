// The DIMACS reader: what it reads, written again, is the same formula in the same bytes.
#include "cnf/dimacs.hpp"

#include <algorithm>
#include <string>

#include "input.hpp"
#include "outcome.hpp"

using namespace arcsat;

namespace {

bool same(const Formula& a, const Formula& b) {
  if (a.variables() != b.variables() || a.clauses() != b.clauses()) return false;
  for (std::int64_t k = 0; k < a.clauses(); ++k) {
    const auto clause = a.clause(k);
    const auto other = b.clause(k);
    if (!std::equal(clause.begin(), clause.end(), other.begin(), other.end())) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto formula = fuzz::unless_refused([&] { return read_dimacs(fuzz::text_of(bytes, size), "f.cnf"); });
  if (!formula) return 0;
  const std::string written = dimacs_text(*formula);
  const Formula again =
      fuzz::never_refused("a written formula is read", [&] { return read_dimacs(written, "written.cnf"); });
  fuzz::require(same(*formula, again), "a written formula is read as the same formula");
  fuzz::require(dimacs_text(again) == written, "a formula is always written alike");
  return 0;
}
