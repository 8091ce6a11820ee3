#include "check/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"

namespace arcsat {

namespace fs = std::filesystem;

CheckReport check_bundle(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  const Bundle bundle(directory, options, budget);
  CheckReport report;
  report.certificate = bundle.certificate();
  report.statement = statement(*bundle.instance(), report.certificate.verdict());
  report.done = {"every file has the SHA-256 that the certificate gives"};
  const Judgement judgement = report.certificate.kind->check(bundle);
  report.done.insert(report.done.end(), judgement.done.begin(), judgement.done.end());
  report.verified = judgement.verified;
  return report;
}

std::vector<std::string> bundles_under(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    throw InputError(fmt::format("{}: found {}, expected a certificate bundle (a directory)", path,
                                 fs::exists(path, error) ? "a file" : "nothing"));
  }
  std::vector<std::string> below;
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    if (!entry.is_directory()) return {path};
    below.push_back(entry.path().string());
  }
  if (below.empty()) throw InputError(fmt::format("{}: found an empty directory, expected a certificate bundle", path));
  std::sort(below.begin(), below.end());
  std::vector<std::string> bundles;
  for (const std::string& directory : below) {
    const std::vector<std::string> found = bundles_under(directory);
    bundles.insert(bundles.end(), found.begin(), found.end());
  }
  return bundles;
}

}  // namespace arcsat
