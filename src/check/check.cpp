#include "check/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"

namespace arcsat {

CheckReport check_bundle(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  const Bundle bundle(directory, options, budget);
  CheckReport report;
  report.certificate = bundle.certificate();
  report.statement = statement(*bundle.instance(), report.certificate.verdict());
  if (report.certificate.verdict() == Verdict::unrealizable)
    report.corollary = transformer_corollary(*bundle.instance());
  report.done = {"every file has the SHA-256 that the certificate gives"};
  const Judgement judgement = report.certificate.kind->check(bundle);
  report.done.insert(report.done.end(), judgement.done.begin(), judgement.done.end());
  report.verified = judgement.verified;
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
