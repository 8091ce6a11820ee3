#include "run/refutation.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/child_process.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

namespace arcsat {

namespace {

ProofFormat format_of(ProofKind kind) {
  switch (kind) {
    case ProofKind::drat:
      return ProofFormat::drat_binary;
    case ProofKind::frat:
      return ProofFormat::frat_text;
    case ProofKind::none:
      break;
  }
  throw InternalError("an engine without proofs cannot be certified");
}

LratReport check_file(const Formula& formula, const std::string& path, const Budget& budget) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw Error(fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
  const auto source = [&](char* bytes, std::size_t size) { return std::fread(bytes, 1, size, file.get()); };
  return check_lrat(formula, source, path, budget);
}

}  // namespace

Refutation certify_refutation(const Formula& formula, ProofKind kind, const std::string& proof_path,
                              const std::string& lrat_path, const Budget& budget, Progress* progress) {
  Refutation refutation;
  if (progress != nullptr) progress->phase("elaborating the proof");
  const ChildOutcome elaborated = run_isolated(
      "the elaborator",
      [&] {
        FileWriter writer(lrat_path);
        elaborate(formula, proof_path, format_of(kind), writer.stream(), LratFormat::text, budget);
        writer.commit();
        return std::string();
      },
      budget, progress);
  refutation.elaborate_seconds = elaborated.seconds;
  if (!elaborated.completed) {
    refutation.reason = fmt::format("the engine's proof was not elaborated: {}", elaborated.reason);
    return refutation;
  }
  if (progress != nullptr) progress->phase("checking the proof");
  const auto started = Clock::now();
  try {
    refutation.report = check_file(formula, lrat_path, budget);
    refutation.accepted = true;
  } catch (const LimitReached& limit) {
    refutation.reason = fmt::format("the proof was not checked: {}", limit.what());
  } catch (const Error& error) {
    refutation.reason = fmt::format("the elaborated proof was not accepted: {}", error.what());
  }
  refutation.check_seconds = seconds_since(started);
  return refutation;
}

}  // namespace arcsat
