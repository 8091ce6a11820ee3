#include "evidence/lrat_refutation.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/xz.hpp"
#include "certify/verified_check.hpp"
#include "cnf/dimacs.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"

namespace arcsat {

namespace {

constexpr std::string_view formula_file = "formula.cnf.xz";
constexpr std::string_view proof_file = "proof.lrat.xz";

/// The file is read by others, so it must be the formula, too.
void check_formula_file(const Bundle& bundle, const std::string& hash_of_formula) {
  XzReader reader(bundle.path(formula_file), bundle.options().most_bytes);
  Sha256 hash;
  char chunk[1 << 16];
  while (const std::size_t count = reader.read(chunk, sizeof chunk)) hash.update({chunk, count});
  if (hash.hex() != hash_of_formula) {
    throw CheckFailed(fmt::format("{}: is not the formula of this instance", bundle.path(formula_file)));
  }
}

/// A missing ACL2 is said in words; a rejection is a failure.
void check_by_acl2(const Bundle& bundle, const Formula& formula, Judgement& judgement) {
  const CheckOptions& options = bundle.options();
  if (!bundle.wants_acl2()) {
    judgement.done.push_back("ACL2's verified LRAT checker: not run (--with acl2 runs it)");
    return;
  }
  XzReader proof(bundle.path(proof_file), options.most_bytes);
  VerifiedChecker checker;
  checker.cache_directory = options.image_directory;
  const VerifiedCheckResult result = check_verified(
      formula, [&](char* bytes, std::size_t size) { return proof.read(bytes, size); }, bundle.path(proof_file), checker,
      bundle.budget());
  judgement.verified = result.status == VerifiedCheckResult::Status::verified;
  if (result.status == VerifiedCheckResult::Status::rejected) {
    throw CheckFailed(fmt::format("{}: {}", bundle.path(proof_file), result.words));
  }
  judgement.done.push_back(result.words);
}

}  // namespace

const EvidenceKind LratRefutation::kind = {
    .name = "lrat-refutation",
    .verdict = Verdict::unrealizable,
    .files = {std::string(formula_file), "instance.toml", std::string(proof_file)},
    .mark = proof_file,
    .solved = true,
    .argued_as = "",
    .check_done = {"LRAT proof of the formula's unsatisfiability", "arcsat LRAT checker"},
    .check = check,
};

Judgement LratRefutation::check(const Bundle& bundle) {
  Judgement judgement;
  check_lrat_files(bundle, bundle.instance(), "instance", judgement);
  return judgement;
}

void check_lrat_files(const Bundle& bundle, const std::shared_ptr<const Instance>& refuted, std::string_view what,
                      Judgement& judgement) {
  require_encoder_version(bundle);
  const SolvedFormula& solved = bundle.certificate().solved.value();
  check_lrat_files(bundle, encode_again(refuted, solved.encoder, solved.symmetry, bundle.budget()), what, judgement);
}

void check_lrat_files(const Bundle& bundle, const Formula& formula, std::string_view what, Judgement& judgement) {
  require_encoder_version(bundle);
  const std::string certificate = bundle.path("certificate.json");
  const SolvedFormula& solved = bundle.certificate().solved.value();
  if (formula_sha256(formula) != solved.sha256) {
    throw CheckFailed(
        fmt::format("{}: the formula's SHA-256 is not that of the formula of this instance", certificate));
  }
  if (formula.variables() != solved.variables || formula.clauses() != solved.clauses) {
    throw CheckFailed(fmt::format("{}: the formula has {} variables and {} clauses", certificate, formula.variables(),
                                  formula.clauses()));
  }
  check_formula_file(bundle, solved.sha256);
  judgement.done.push_back(fmt::format("the formula, made again from the {} ({}, symmetry {}), is the bundle's", what,
                                       solved.encoder, solved.symmetry));
  XzReader proof(bundle.path(proof_file), bundle.options().most_bytes);
  const LratReport report = check_lrat(
      formula, [&](char* bytes, std::size_t size) { return proof.read(bytes, size); }, bundle.path(proof_file),
      bundle.budget());
  judgement.done.push_back("arcsat's LRAT checker: " + report.statement());
  check_by_acl2(bundle, formula, judgement);
}

void LratRefutation::write(const BundleWriter& bundle) const {
  XzWriter formula_writer(bundle.path(formula_file));
  for_each_dimacs_chunk(*formula, [&](std::string_view chunk) { formula_writer.write(chunk); });
  formula_writer.finish();
  std::FILE* file = std::fopen(proof.path.c_str(), "rb");
  if (file == nullptr) throw Error(fmt::format("{}: cannot be read: {}", proof.path, std::strerror(errno)));
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> closer(file, &std::fclose);
  XzWriter proof_writer(bundle.path(proof_file));
  char chunk[1 << 16];
  while (const std::size_t count = std::fread(chunk, 1, sizeof chunk, file)) proof_writer.write({chunk, count});
  if (std::ferror(file) != 0) throw Error(fmt::format("{}: cannot be read", proof.path));
  proof_writer.finish();
}

std::vector<std::string> LratRefutation::words(const Instance&) const { return {"proof: " + report.statement()}; }

void LratRefutation::add_json(Json& out) const { out["refuted"] = report.statement(); }

}  // namespace arcsat
