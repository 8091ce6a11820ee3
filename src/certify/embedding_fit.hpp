// What an embedding needs of two instances (embedding.hpp), but for the choice of its blocks.
#pragma once

#include <cstdint>
#include <string>

#include "base/refusal.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

class EmbeddingFit {
 public:
  /// Keeps references to both.
  EmbeddingFit(const Instance& harder, const Instance& easier);

  /// What of the models, the sizes or the inputs is in the way.
  Refusal refused() const;
  /// What keeps player 1 from being informed.
  Refusal informing_refused() const;

  /// Whether a message of the harder instance has to be said in the easier one.
  bool is_said(const Slot& slot) const;
  /// Epoch 1, player 2 to player 1, where player 1 can be informed.
  static bool is_informing(const Slot& slot) { return slot.epoch == 1 && slot.sender() == 2 && slot.receiver() == 1; }

  /// What player 0 can say to player -1 in epoch 1, for each w: how many things.
  std::uint64_t told_by_player_0() const;

  /// What of the harder instance's epoch has no room in these epochs of the easier one.
  Refusal missing(int epoch, int first, int last, bool informed) const;

 private:
  std::uint64_t informing_bits() const;
  std::uint64_t room_for(const Slot& slot, int first, int last) const;
  Refusal models_refused() const;
  Refusal sizes_refused() const;
  Refusal inputs_refused() const;

  const Instance& harder_;
  const Instance& easier_;
  int steps_;
};

/// Sums of bits, at most UINT64_MAX.
inline std::uint64_t capped_sum(std::uint64_t a, std::uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

/// What an input of the easier task becomes in the harder one.
Input lifted(const Task& easier, const Task& harder, const Input& input);

}  // namespace arcsat
