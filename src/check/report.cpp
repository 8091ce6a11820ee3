#include "check/report.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/file.hpp"
#include "check/check.hpp"
#include "evidence/certificate.hpp"

namespace arcsat {

std::string bundle_table(const std::string& directory) {
  namespace fs = std::filesystem;
  std::string text =
      "# Certified verdicts\n\n"
      "Made by `arcsat table`; `arcsat check results/*` judges every bundle anew, without any solver.\n\n"
      "| bundle | verdict | statement | formula | engine | KiB |\n|---|---|---|---|---|---|\n";
  for (const std::string& bundle : bundles_under(directory)) {
    const std::string path = (fs::path(bundle) / "certificate.json").string();
    const Certificate certificate = parse_certificate(read_file(path), path);
    std::uintmax_t bytes = fs::file_size(path);
    for (const auto& [name, hash] : certificate.files) bytes += fs::file_size(fs::path(bundle) / name);
    const std::optional<SolvedFormula>& solved = certificate.solved;
    const std::string how =
        !solved ? fmt::format("{} | |", certificate.method())
                : fmt::format("{}: {} variables, {} clauses | {} {} |", solved->encoder, solved->variables,
                              solved->clauses, solved->engine, solved->engine_version);
    text += fmt::format("| {} | {} | {} | {} {} |\n", fs::path(bundle).lexically_relative(directory).string(),
                        to_string(certificate.verdict()), certificate.statement, how, (bytes + 1023) / 1024);
  }
  return text;
}

}  // namespace arcsat
