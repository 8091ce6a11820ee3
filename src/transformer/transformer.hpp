// A finite-precision Transformer in exact integers: its weights, and what its tokens are.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "protocol/instance.hpp"

namespace arcsat {

using Row = std::vector<std::int64_t>;
using Matrix = std::vector<Row>;

/// s = ⟨Q x_i, K x_j⟩ must be at most 0; token i adds up ω(s)·V x_j and ω(s), ω(s) = ⌊2^(F+s)⌋, over the tokens j it hears.
struct Head {
  Matrix query;
  Matrix key;
  Matrix value;
};

/// What a token becomes: x', a function of its state x and of y, what its heads heard.
/// Table: the coordinates `writes` get the values of the row of (x at `reads`, y); without a row x stays as it is.
struct TableUpdate {
  std::vector<std::uint32_t> reads;
  std::vector<std::uint32_t> writes;
  std::map<Row, Row> rows;
};
/// x' = M (x, y, 1).
struct LinearUpdate {
  Matrix matrix;
};
/// x' = x + B max(0, A (x, y, 1)).
struct ReluUpdate {
  Matrix inner;
  Matrix outer;
};
using Update = std::variant<TableUpdate, LinearUpdate, ReluUpdate>;

struct Layer {
  std::vector<Head> heads;
  Update update;
};

/// A token of the prompt or, with chain of thought, a thought. Its value is an entry of z_l, z_0, w's index or a thought.
struct Token {
  Player player;
  std::uint32_t position;
  std::uint64_t values;
};

/// Every layer has H heads of dimension d: `head_dimension` rows of V, and y has H·d numbers, those of head 1 first. With N
/// and D the two sums of a head, y = ⌊N/D⌋ (0 where D = 0) or, unnormalised, N mod 2^p. Of every block of tokens of one
/// player and of all that a token hears, N and D are to be numbers from 0 to 2^p - 1; unnormalised this is asked of nothing.
struct Transformer {
  static constexpr std::size_t most_tokens = 4096;
  static constexpr unsigned most_precision = 62;

  /// The claim: its layers are the epochs of the instance, and what a head sends fits in the bits per token.
  std::shared_ptr<const Instance> instance;
  unsigned heads = 1;
  unsigned head_dimension = 1;
  /// p, and F of ω.
  unsigned precision = 1;
  unsigned fraction_bits = 0;
  bool normalised = true;
  /// The names of the coordinates of a state; their number is the width of the residual stream.
  std::vector<std::string> coordinates;
  /// By token as in tokens_of, then by value: the token's first state.
  std::vector<Matrix> embedding;
  std::vector<Layer> layers;
  /// The coordinate of the last token's last state that is the answer; and, with thoughts, that which is the next thought.
  std::uint32_t answer = 0;
  std::uint32_t thought = 0;

  std::size_t width() const { return coordinates.size(); }
  /// The numbers that a block sends to a token in a layer: of each head d parts of N and, normalised, one of D.
  std::size_t numbers() const { return std::size_t{heads} * (head_dimension + (normalised ? 1 : 0)); }
  std::uint64_t bits() const { return std::uint64_t{numbers()} * precision; }
};

/// The tokens of the prompt in its order, z_L's first and w last, then the thoughts. Throws Unsupported if there are more than
/// 4096, or thoughts of more than 16 bits, or more than 2^16 queries w.
std::vector<Token> tokens_of(const Instance& instance);

/// "token 3 of player 2", "player -1", "thought 1".
std::string words_of(const Token& token);

/// "a 3-layer decoder Transformer with H = 1, d = 1, p = 2, unnormalised".
std::string words_of(const Transformer& transformer);

/// Throws CheckFailed if what a head sends does not fit in the instance's bits per token, if there are not as many layers as
/// epochs, if widths are overridden, or if the instance asks for sums in (Z/2)^c and p > 1.
void require_fits(const Transformer& transformer);

}  // namespace arcsat
