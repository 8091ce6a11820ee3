// A solver's proof in memory, to be written in other formats than it was read from.
#pragma once

#include <string_view>
#include <vector>

#include "certify/proof_reader.hpp"

namespace arcsat::fuzz {

struct OwnedStep {
  ProofStep::Kind kind;
  std::vector<Lit> literals;
  friend bool operator==(const OwnedStep&, const OwnedStep&) = default;
};

std::vector<OwnedStep> read_steps(std::string_view proof, ProofFormat format);

/// Reads the proof in the given format. If that succeeds, then its steps, written as DRAT in text, as binary DRAT and
/// as FRAT, must be recognized as such and read as the same steps.
void check_proof(std::string_view proof, ProofFormat format);

}  // namespace arcsat::fuzz
