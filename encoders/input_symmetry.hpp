// The renamings of inputs and answers under which an instance stays what it is.
#pragma once

#include <cstdint>
#include <vector>

#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// Renamings that map allowed inputs to allowed inputs, computed from the instance.
///
/// The task knows four kinds of renaming: of the positions i_0 in [m] (through z_0 and the order of z_1); of the values
/// i_l in [q_l], 1 ≤ l < L (through the values of z_l and the columns of z_{l+1}); of the queries w_l in [n_l] (through
/// w and the rows of z_{l+1}); and, for each value of w_{L-1} apart, of the answers (through the values of z_L in that
/// row). Each is a permutation of every player's inputs, by itself, and of the answers given w: under the first three
/// the renamed input has the same answer, under the last the answer renamed, which player -1, who knows w, can do. So a
/// protocol P for the instance gives a protocol gP — a player with input a does what P does with g^-1(a), with the same
/// messages — that is right on g(x) for every allowed x; if g maps the allowed inputs onto themselves, gP solves the
/// instance. Widths do not matter: every message keeps its players.
class InputSymmetry {
 public:
  /// The image of every allowed input, by number.
  using Renaming = std::vector<std::uint32_t>;

  /// Keeps the transpositions of each kind that map the allowed inputs to allowed inputs. Of instances with more than
  /// 2^18 allowed inputs, or with which there are more than 2^22 images to find, none is kept.
  explicit InputSymmetry(const DecoderInstance& instance);

  const std::vector<Renaming>& transpositions() const { return transpositions_; }

  /// Every product of transpositions, the identity first. Throws Unsupported for more than `most`.
  std::vector<Renaming> group(std::size_t most) const;

 private:
  std::vector<Renaming> transpositions_;
};

}  // namespace arcsat
