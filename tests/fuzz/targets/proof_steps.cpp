#include "proof_steps.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "outcome.hpp"

namespace arcsat::fuzz {

namespace {

std::string literals_text(const OwnedStep& step) {
  std::string text;
  for (const Lit lit : step.literals) text += fmt::format("{} ", lit.dimacs());
  return text + "0\n";
}

std::string drat_text(const std::vector<OwnedStep>& steps) {
  std::string text;
  for (const OwnedStep& step : steps) {
    text += (step.kind == ProofStep::Kind::remove ? "d " : "") + literals_text(step);
  }
  return text;
}

std::string drat_binary(const std::vector<OwnedStep>& steps) {
  std::string bytes;
  for (const OwnedStep& step : steps) {
    bytes.push_back(step.kind == ProofStep::Kind::remove ? 'd' : 'a');
    for (const Lit lit : step.literals) {
      auto code = 2 * static_cast<std::uint32_t>(lit.var().dimacs()) + (lit.positive() ? 0 : 1);
      for (; code > 127; code >>= 7) bytes.push_back(static_cast<char>(code % 128 + 128));
      bytes.push_back(static_cast<char>(code));
    }
    bytes.push_back('\0');
  }
  return bytes;
}

/// Begins with an original clause, so that it is FRAT even if it has deletions only.
std::string frat_text(const std::vector<OwnedStep>& steps) {
  std::string text = "o 1 0\n";
  std::size_t id = 1;
  for (const OwnedStep& step : steps) {
    text += fmt::format("{} {} {}", step.kind == ProofStep::Kind::remove ? 'd' : 'a', ++id, literals_text(step));
  }
  return text;
}

}  // namespace

std::vector<OwnedStep> read_steps(std::string_view proof, ProofFormat format) {
  ProofReader reader(proof, "proof", format);
  std::vector<OwnedStep> steps;
  ProofStep step;
  while (reader.next(step)) steps.push_back({step.kind, {step.literals.begin(), step.literals.end()}});
  return steps;
}

void check_proof(std::string_view proof, ProofFormat format) {
  const auto steps = unless_refused([&] { return read_steps(proof, format); });
  if (!steps) return;
  for (const std::string& written : {drat_text(*steps), drat_binary(*steps), frat_text(*steps)}) {
    const auto again =
        never_refused("a written proof is read", [&] { return read_steps(written, ProofFormat::detect); });
    require(again == *steps, "a written proof is read as the same steps");
  }
}

}  // namespace arcsat::fuzz
