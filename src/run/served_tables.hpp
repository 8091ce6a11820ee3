// Which tables z_2 a decoder of two steps in two epochs serves, as sets of bits.
#pragma once

#include <cstdint>
#include <optional>
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

/// A decoder, and for each choice of (a2, d) and each class of tables z_1 with equal a1 the tables z_2 for which some b2
/// and e make all answers of the class right. A table is served if one choice serves it in every class.
class ServedTables {
 public:
  /// How many steps of 64 tables a choice takes at most.
  static constexpr std::uint64_t most_work = std::uint64_t{1} << 20;

  /// None if there are too many tables, choices or messages to go through.
  static std::optional<ServedTables> of(const TwoStep& sizes);

  const TwoStepDecoder& decoder() const { return decoder_; }
  std::uint64_t tables() const { return tables_; }
  /// Of them, how many are served.
  std::uint64_t served() const { return served_; }

  /// Replaces the decoder; its parts have the lengths of the one before.
  void set(TwoStepDecoder decoder);

  /// Changes one value, and what follows from it; undo() takes back all changes since the last keep().
  void change_f(std::size_t at, std::uint32_t value);
  void change_b1(std::size_t at, std::uint32_t value);
  void change_b0(std::size_t at, std::uint32_t value);
  void change_answer(std::size_t at, std::uint32_t value);
  /// Counts anew what is served after changes.
  void update();
  void keep();
  void undo();

  /// About how many words are gone through for one change.
  std::uint64_t words_of_a_step() const;

  /// What player 2 says of a table; none if it is not served.
  std::optional<TwoStepSaid> said_of(std::uint64_t table) const;
  /// What player -1 then hears in epoch 2 in the context (w, z_0, z_1).
  std::uint32_t b2_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const;
  std::uint32_t b1_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const;
  std::uint32_t b0_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const;

 private:
  explicit ServedTables(const TwoStep& sizes);

  using Word = std::uint64_t;
  struct Change {
    std::vector<std::uint32_t>* part;
    std::size_t at;
    std::uint32_t before;
  };
  struct Kept {
    std::size_t block;
    std::vector<Word> before;
  };

  /// One of several messages of c bits in one number.
  std::uint32_t message(std::uint64_t messages, std::uint64_t place) const {
    return static_cast<std::uint32_t>(messages >> (place * sizes_.c)) & (colours_ - 1);
  }
  std::uint32_t position_value(std::uint64_t table, std::uint32_t w, std::uint32_t i) const;
  std::uint32_t b1_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2, std::uint32_t e) const;
  std::uint32_t b0_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2, std::uint32_t d) const;
  std::uint32_t answered(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2, std::uint32_t d,
                         std::uint32_t b2, std::uint32_t e) const;
  void change(std::vector<std::uint32_t>& part, std::size_t at, std::uint32_t value);
  /// The blocks of a class, at choices with this a2 at w and, unless there is none, this d at z_0.
  void spoil(std::uint32_t a1, std::uint32_t w, std::uint32_t a2,
             std::optional<std::pair<std::uint32_t, std::uint32_t>> d);
  void work_out(std::size_t block);
  void count();
  bool class_said(std::uint64_t table, std::uint32_t a1, TwoStepSaid& said) const;

  TwoStep sizes_;
  std::uint32_t colours_;  // C = 2^c
  std::uint32_t kinds0_;   // values of a0
  std::uint32_t kinds1_;   // values of a1
  std::uint64_t tables_;   // z_2
  std::size_t words_;
  std::vector<FirstTable> z1_;
  std::uint64_t es_, choices_, a2s_, b2s_;  // values of e; of (a2, d); of a2; of a class's b2
  std::vector<Word> atoms_;                 // by w, i, value: the tables with this entry
  TwoStepDecoder decoder_;
  std::vector<Word> blocks_;  // by choice and class
  std::vector<bool> spoilt_;
  std::vector<Change> changes_;
  std::vector<Kept> kept_;
  std::uint64_t served_ = 0;
  std::uint64_t served_before_ = 0;
};

}  // namespace arcsat
