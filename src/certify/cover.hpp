// A witness for one step: blocks of positions and labelled trees that serve every table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "certify/labelled_tree.hpp"

namespace arcsat {

/// Notation of one_step.hpp. `count` blocks alike, of `size` positions each, and their C trees.
struct CoverBlock {
  enum class By {
    stream,   // label i of the leaf with u_1 … u_R = i: each tree serves all of [q], which has at most C^R values
    leaves,   // size 1: leaf i has the label i; at most C^(2R) values
    windows,  // size 1: leaf i of tree b has the label (from[b] + i) mod q
    trees,    // as listed
  };

  std::uint32_t size = 1;
  std::uint32_t count = 1;
  By by = By::stream;
  /// Of windows: C values.
  std::vector<std::uint32_t> from;
  /// Of trees: one for all b, or C of them.
  std::vector<Labels> labels;

  friend bool operator==(const CoverBlock&, const CoverBlock&) = default;
};

struct Cover {
  std::vector<CoverBlock> blocks;
};

struct CoverReport {
  OneStep sizes;
  std::uint64_t blocks = 0;
  /// Sets of values that were looked at, in all blocks.
  std::uint64_t sets = 0;
  std::string statement() const;
};

/// Checks that the cover serves every table. Claim: then a protocol exists; cover_protocol.hpp makes it.
///
/// It is the corollary of one_step.hpp: there are at most C blocks (the rest is empty), their sizes have the sum m, and
/// for all choices of sets Q_a of min(k_a, q) values some b lies in every B_a(Q_a). B(Q) is worked out for each Q of each
/// block, from all strategies of all trees; for streams and leaves it is [C]. That the intersections are not empty
/// follows from the fewest elements of a B(Q) in each block if less than C are missing in all; otherwise the intersections
/// of the first blocks are worked out one block after the other, of which only those matter that contain no other. ∎
///
/// Throws CheckFailed if it is no cover, Unsupported if it is too large to be checked.
CoverReport check_cover(const OneStep& sizes, const Cover& cover);

}  // namespace arcsat
