// Which tables z_2 a decoder of two steps in two epochs serves, found row by row.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "run/two_step_players.hpp"

namespace arcsat {

/// Once all that players 0 and 1 hear in epoch 1 is fixed, Y = (d, e), rows z_2(w, ·) are served each by itself: row w is
/// right if some a2[w] has for each class of tables z_1 with equal a1 a b2 that makes all its answers right. So the
/// tables served are a union over Y of boxes, of some rows for each w. Where there are few Y this counts as
/// ServedTables does, in a small part of the time.
class ServedRows {
 public:
  /// None if there are too many tables, rows or Y to go through.
  static std::optional<ServedRows> of(const TwoStep& sizes);

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
  ServedRows(TwoStepPlayers players, std::uint64_t tables, std::uint32_t rows, std::size_t ys);

  using Word = std::uint64_t;
  /// What is known of one query's rows.
  struct Query {
    std::vector<Word> class_rows;  // by a1, a2, d, e of the class: the rows that are right for some b2
    std::vector<Word> box;         // by Y: the rows that are right
    std::vector<Word> ys;          // by row, a set: the Y whose box has it
    std::vector<bool> spoilt;      // by a1, a2
  };
  struct Kept {
    std::size_t w;
    Query before;
  };

  /// The rows for which what is said makes all answers of z_1 at w right; d by z_0 and b2 by a0, in one number each.
  Word right_rows(std::size_t z1, std::uint32_t w, std::uint32_t a2, std::uint32_t d, std::uint32_t b2,
                  std::uint32_t e) const;
  Word& class_rows(Query& query, std::uint32_t a1, std::uint32_t a2, std::uint32_t d, std::size_t e) const {
    return query.class_rows[((std::size_t{a1} * players_.colours() + a2) * ds_ + d) * most_class_es_ + e];
  }
  /// What player 1 hears with this z_1.
  std::uint32_t e_in(std::size_t y, std::size_t z1) const {
    return static_cast<std::uint32_t>(y >> ((1 + z1) * players_.sizes().c * players_.sizes().m)) & (players_.es() - 1);
  }
  void work_out_class(Query& query, std::uint32_t w, std::uint32_t a1, std::uint32_t a2);
  void work_out_boxes(Query& query);
  void count();
  TwoStepSaid said_with(std::size_t y, const std::vector<std::uint32_t>& rows) const;

  TwoStepPlayers players_;
  std::uint64_t tables_;               // z_2
  std::uint32_t rows_;                 // values of one row of z_2
  std::uint32_t ds_ = 1, b2s_ = 1;     // values of d; of the b2 of a class at one query
  std::size_t ys_, words_;             // values of Y; words of a set of them
  std::vector<std::size_t> class_es_;  // by a1: values of e on the class
  std::size_t most_class_es_ = 1;
  std::vector<std::vector<std::size_t>> class_z1_;      // by a1: its tables z_1
  std::vector<std::vector<std::uint32_t>> class_e_of_;  // by a1 and Y: the values of e on the class, in one number
  std::vector<Word> atoms_;                             // by i and value: the rows with this entry
  std::vector<Query> queries_;
  std::vector<Word> right_;
  std::vector<Kept> kept_;
  std::uint64_t served_ = 0;
  std::uint64_t served_before_ = 0;
};

}  // namespace arcsat
