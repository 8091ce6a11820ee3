// The allowed inputs without player L's table, and that table as a vector over F_2.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// The control inputs are the distinct projections (w, z_0 … z_{L-1}) of the allowed inputs. Player L's range q_L is
/// rounded up to a power of two 2^r; then z_L is a vector of r coordinates for each position of its domain, of which
/// only those count that some control input asks for.
class ControlInputs {
 public:
  /// Throws LimitReached if there are more than `most` of them (or of allowed tuples).
  ControlInputs(const DecoderInstance& instance, std::uint64_t most);

  /// The control inputs; their players are -1 … L-1.
  const InputSet& set() const { return *set_; }
  /// r, the bits of an answer.
  unsigned answer_bits() const { return answer_bits_; }
  /// The number of coordinates of z_L that count.
  unsigned dimension() const { return answer_bits_ * static_cast<unsigned>(positions_.size()); }
  /// The coordinate of z_L that is the given bit of the answer to control input x.
  unsigned coordinate(std::uint64_t x, unsigned bit) const { return answer_bits_ * asked_[x] + bit; }

  /// Where a coordinate that counts is among all r·|domain| coordinates of z_L.
  std::uint64_t among_all(unsigned coordinate) const {
    return positions_[coordinate / answer_bits_] * answer_bits_ + coordinate % answer_bits_;
  }

 private:
  std::optional<InputSet> set_;
  unsigned answer_bits_;
  std::vector<std::uint64_t> positions_;  // the domain's positions that are asked for, ascending
  std::vector<std::uint32_t> asked_;      // by control input: which of them
};

}  // namespace arcsat
