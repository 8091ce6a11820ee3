#include "run/decision_certificate.hpp"

#include "protocol/instance_file.hpp"

namespace arcsat {

Certificate certificate_of(const Instance& instance, const Decision& decision, std::uint64_t seed,
                           std::string formula_hash, bool by_sums) {
  Certificate certificate;
  certificate.instance = canonical_json(instance);
  certificate.verdict = decision.verdict;
  certificate.statement = statement(instance, decision.verdict);
  certificate.encoder = decision.encoder;
  certificate.symmetry = decision.symmetry;
  certificate.by_sums = by_sums;
  certificate.of_sub_instance = decision.part != nullptr;
  certificate.formula_sha256 = std::move(formula_hash);
  certificate.variables = decision.variables;
  certificate.clauses = decision.clauses;
  certificate.engine = decision.engine;
  certificate.engine_version = decision.engine_version;
  certificate.seed = seed;
  if (by_sums) {
    certificate.checks = {{"sums of the last table compared with the entry asked for", "arcsat checker of sums"}};
  } else if (decision.protocol) {
    certificate.checks = {{"protocol replayed on every allowed input", "arcsat simulator"}};
  } else if (certificate.by_counting()) {
    certificate.checks = {{"counting bound", "arcsat counting checker"}};
  } else {
    certificate.checks = {{certificate.of_sub_instance
                               ? "LRAT proof of the unsatisfiability of a sub-instance's formula"
                               : "LRAT proof of the formula's unsatisfiability",
                           "arcsat LRAT checker"}};
  }
  certificate.seconds = {decision.encode_seconds, decision.solve_seconds, decision.elaborate_seconds,
                         decision.check_seconds};
  return certificate;
}

}  // namespace arcsat
