// What all players but player 2 do in a protocol of two steps in two epochs, changed step by step.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "certify/two_step.hpp"

namespace arcsat {

/// All of a 2-epoch protocol for two steps but for what player 2 says; values of messages, in the words of TwoStep.
/// What player 1 tells player -1 in epoch 1 is the same at every query, and so is what player 0 tells it.
struct TwoStepDecoder {
  std::vector<std::uint32_t> a0;      // by z_0
  std::vector<std::uint32_t> a1;      // by z_1
  std::vector<std::uint32_t> f;       // by z_1, z_0
  std::vector<std::uint32_t> b1;      // by z_1, w, a0, a2, e
  std::vector<std::uint32_t> b0;      // by z_0, f, w, a2, a1, d
  std::vector<std::uint32_t> answer;  // by w, a2, a1, a0, b2, b1, b0
};

/// What player 2 says when it holds some table: a2 by query, d by z_0, b2 by (a1, query, a0), e by z_1.
struct TwoStepSaid {
  std::vector<std::uint32_t> a2;
  std::vector<std::uint32_t> d;
  std::vector<std::uint32_t> b2;
  std::vector<std::uint32_t> e;
};

enum class DecoderPart { f, b1, b0, answer };

/// Where a changed value matters: for tables z_1 with this a1, and, of what else is given, there alone.
struct Touched {
  std::uint32_t a1;
  std::optional<std::uint32_t> w;
  std::optional<std::uint32_t> a2;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> d;  // z_0, and d at it
};

/// base^exponent; none above `most`.
std::optional<std::uint64_t> power_up_to(std::uint64_t base, std::uint64_t exponent, std::uint64_t most);

class TwoStepPlayers {
 public:
  /// With values of messages 0; none if there are too many tables z_1, or values of e, to go through.
  static std::optional<TwoStepPlayers> of(const TwoStep& sizes);

  const TwoStep& sizes() const { return sizes_; }
  std::uint32_t colours() const { return colours_; }  // C = 2^c
  std::uint32_t kinds0() const { return kinds0_; }    // values of a0
  std::uint32_t kinds1() const { return kinds1_; }    // values of a1
  std::uint32_t es() const { return es_; }            // values of e
  const std::vector<FirstTable>& z1() const { return z1_; }
  const TwoStepDecoder& decoder() const { return decoder_; }
  const std::vector<std::uint32_t>& part(DecoderPart which) const;

  /// Replaces the decoder; its parts have the lengths of the one before.
  void set(TwoStepDecoder decoder);
  /// undo() takes back all changes since the last keep().
  Touched change(DecoderPart part, std::size_t at, std::uint32_t value);
  void keep() { changes_.clear(); }
  void undo();

  /// The c-bit message at this place of several in one number.
  std::uint32_t message(std::uint64_t messages, std::uint64_t place) const {
    return static_cast<std::uint32_t>(messages >> (place * sizes_.c)) & (colours_ - 1);
  }
  /// In the context (w, z_0, z_1).
  std::uint32_t answered(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2, std::uint32_t d,
                         std::uint32_t b2, std::uint32_t e) const;
  std::uint32_t b2_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const;
  std::uint32_t b1_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const;
  std::uint32_t b0_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const;

 private:
  TwoStepPlayers(const TwoStep& sizes, std::uint64_t z1s, std::uint64_t es);

  struct Change {
    DecoderPart part;
    std::size_t at;
    std::uint32_t before;
  };

  std::vector<std::uint32_t>& changeable(DecoderPart which);
  std::uint32_t b1_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2, std::uint32_t e) const;
  std::uint32_t b0_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2, std::uint32_t d) const;

  TwoStep sizes_;
  std::uint32_t colours_, kinds0_, kinds1_, es_;
  std::vector<FirstTable> z1_;
  TwoStepDecoder decoder_;
  std::vector<Change> changes_;
};

}  // namespace arcsat
