#include "check/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "certify/coq_check.hpp"

namespace arcsat {

namespace {

using Status = VerifiedCheckResult::Status;

/// Has Coq's checker judge the bundle if it is to. A missing one is said in words; a rejection is a failure.
std::optional<VerifiedCheckResult> judge_by_coq(const Bundle& bundle) {
  const CheckOptions& options = bundle.options();
  const bool refuted = bundle.certificate().verdict() == Verdict::unrealizable;
  if (!options.with_coq && !(options.require_verified && refuted)) return std::nullopt;
  const VerifiedCheckResult result =
      check_by_coq(bundle.path(""), bundle.certificate().instance, !refuted, options.coq_checker, bundle.budget());
  if (result.status == Status::rejected) throw CheckFailed(bundle.path("") + ": " + result.words);
  return result;
}

}  // namespace

CheckReport check_bundle(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  Bundle bundle(directory, options, budget);
  CheckReport report;
  report.certificate = bundle.certificate();
  report.statement = statement(*bundle.instance(), report.certificate.verdict());
  if (report.certificate.verdict() == Verdict::unrealizable)
    report.corollary = transformer_corollary(*bundle.instance());
  report.done = {"every file has the SHA-256 that the certificate gives"};
  const std::optional<VerifiedCheckResult> by_coq = judge_by_coq(bundle);
  if (by_coq && by_coq->status == Status::verified) bundle.set_verified_by_coq();
  const Judgement judgement = report.certificate.kind->check(bundle);
  report.done.insert(report.done.end(), judgement.done.begin(), judgement.done.end());
  report.done.push_back(by_coq ? by_coq->words : "Coq's checker: not run (--with coq runs it)");
  report.verified = judgement.verified || (by_coq && by_coq->status == Status::verified);
  if (options.require_verified && report.certificate.verdict() == Verdict::unrealizable && !report.verified) {
    throw CheckFailed(fmt::format("{}: no formally verified checker accepted the refutation; {}; {}", directory,
                                  by_coq->words, judgement.done.back()));
  }
  return report;
}

const Sought& bundles() {
  // A directory of files alone is a bundle even without a certificate: one that lost it must not go unnoticed.
  static const Sought sought = {.name = "a certificate bundle (a directory)",
                                .file = {},
                                .directory = [](const std::vector<std::string>& names, bool files, bool directories) {
                                  return (files && !directories) ||
                                         std::find(names.begin(), names.end(), "certificate.json") != names.end();
                                }};
  return sought;
}

}  // namespace arcsat
