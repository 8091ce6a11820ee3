// Indistinguishable decompositions (Chen, Peng, Wu, arXiv 2412.02975): on a product of inputs of the players below l, some
// inputs of the players from l on sound alike.
#pragma once

#include <cstdint>
#include <vector>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// Z_{<l} with some w, and R_{≥l}. Claim, for each w of W, each z_k of Z_k, and all (z_l … z_L) of R alike: what the players below
/// l hear in epochs 1 … t from those from l on is the same. For l = L and t the last epoch less is claimed, which is all that
/// Lemma 4.3 asks for: the final view of whoever answers is the same.
struct Decomposition {
  Player l = 2;
  int epochs = 1;
  /// W, then Z_0 … Z_{l-1}: indices, ascending.
  std::vector<std::vector<InputIndex>> Z;
  /// Each of l … L's indices.
  std::vector<Input> R;
};

/// Lemma 4.3. For l = L and all epochs, a protocol that is right gives one answer on all of R at each input of W × Z, so that
/// all of R agree on the cover, the positions (w_{L-1}, i_{L-1}) that are asked for there: |R| is at most the number of the
/// allowed z_L that agree on the cover, which is |A_L| / q_L^|cover| if all z_L are allowed. It holds for every model, as nothing
/// is used but that the answer is a function of the final view.
struct Lemma43 {
  /// Positions of z_L, ascending; and the values that R's members have there.
  std::vector<std::uint64_t> cover;
  std::vector<std::vector<std::uint32_t>> values;
  std::uint64_t members = 0;
  /// The most allowed z_L that agree on the cover.
  std::uint64_t most = 0;

  /// Whether the numbers alone show that the protocol is wrong.
  bool refutes() const { return members > most; }
  /// Whether R's members do.
  bool disagree() const;
};

/// Of a decomposition with l = L of an instance whose inputs are a product.
Lemma43 lemma_4_3(const Instance& instance, const Decomposition& decomposition);

/// Checks the claim by running the protocol. Returns the number of runs. Throws CheckFailed if it does not hold, with the
/// inputs and the two members of R that are told apart, by which message; InputError if there is no such player or epoch, or an
/// input is not allowed; Unsupported for more than 2^24 runs; LimitReached when the budget is spent.
std::uint64_t check_decomposition(const Protocol& protocol, const Decomposition& decomposition, const Budget& budget);

}  // namespace arcsat
