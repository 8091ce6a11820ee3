// Which tables z_2 a decoder of two steps in two epochs serves, as sets of bits.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "run/two_step_players.hpp"

namespace arcsat {

/// A decoder, and for each choice of (a2, d) and each class of tables z_1 with equal a1 the tables z_2 for which some b2
/// and e make all answers of the class right. A table is served if one choice serves it in every class.
class ServedTables {
 public:
  /// How many steps of 64 tables a choice takes at most.
  static constexpr std::uint64_t most_work = std::uint64_t{1} << 20;

  /// None if there are too many tables, choices or messages to go through.
  static std::optional<ServedTables> of(const TwoStep& sizes);

  const TwoStepPlayers& players() const { return players_; }
  std::uint64_t tables() const { return tables_; }
  /// Of them, how many are served.
  std::uint64_t served() const { return served_; }

  /// Replaces the decoder; its parts have the lengths of the one before.
  void set(TwoStepDecoder decoder);

  /// Changes one value, and what follows from it; undo() takes back all changes since the last keep().
  void change(DecoderPart part, std::size_t at, std::uint32_t value);
  /// Counts anew what is served after changes.
  void update();
  void keep();
  void undo();

  /// About how many words are gone through for one change.
  std::uint64_t words_of_a_step() const;

  /// What player 2 says of a table; none if it is not served.
  std::optional<TwoStepSaid> said_of(std::uint64_t table) const;

 private:
  explicit ServedTables(TwoStepPlayers players);

  using Word = std::uint64_t;
  struct Kept {
    std::size_t block;
    std::vector<Word> before;
  };

  std::uint32_t position_value(std::uint64_t table, std::uint32_t w, std::uint32_t i) const;
  /// Marks the blocks that depend on what was changed.
  void spoil(const Touched& touched);
  void work_out(std::size_t block);
  void count();
  bool class_said(std::uint64_t table, std::uint32_t a1, TwoStepSaid& said) const;

  TwoStepPlayers players_;
  TwoStep sizes_;
  std::uint32_t colours_, kinds0_, kinds1_, es_;
  std::uint64_t tables_;  // z_2
  std::size_t words_;
  std::uint64_t choices_, a2s_, b2s_;  // values of (a2, d); of a2; of a class's b2
  std::vector<Word> atoms_;            // by w, i, value: the tables with this entry
  std::vector<Word> blocks_;           // by choice and class
  std::vector<bool> spoilt_;
  std::vector<Kept> kept_;
  std::uint64_t served_ = 0;
  std::uint64_t served_before_ = 0;
};

}  // namespace arcsat
