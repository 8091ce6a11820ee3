// Functions of what players know of the control inputs, as clauses.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "encoders/encoder.hpp"
#include "encoders/grouped_pairs.hpp"
#include "encoders/sums_shape.hpp"

namespace arcsat {

/// What a player knows of the control input at the end of an epoch: its own input, and the control bits that it has
/// received. (A bit that is data counts as a control bit 0, see SumsEncoder.)
struct ControlView {
  Player player;
  int epoch;
};

/// Says of families of variables, value(x, k) for the projections x at some level, that they are functions of control
/// views. Two ways, of which each family gets the one with fewer clauses:
///   by tables, one per choice of the players' inputs, over the control bits b(x) that can differ there:
///     b(x) = β → (value(x, k) ≡ table(β, k))                               for every x and β
///   by pairs of projections x, x' with the same inputs of these players (implications one way, as in PairsEncoder):
///     view(p, t, x, x') ∨ … ∨ (value(x, k) ≡ value(x', k))                 one view literal per control view
///     view(p, t, x, x') → view(p, t-1, x, x') ∨ some differ(b, x, x')      b a bit that p receives in epoch t
///     differ(b, x, x')  → b(x) ≠ b(x')
class ViewFunctions {
 public:
  ViewFunctions(const SumsShape& shape, Formula& formula, EncodingWatch& watch);

  /// value(x, k), k < values, is a function of the views and k. The views are of players from `level` on; player L's
  /// add nothing and may be left out.
  using Value = std::function<Var(std::uint64_t x, std::uint64_t k)>;
  void add(std::string_view family, Player level, std::span<const ControlView> views, std::uint64_t values,
           const Value& value);

  /// The clauses on `view` and `differ`, to be written once, after the last function.
  void write_views();

 private:
  /// Projections with equal inputs of the viewing players, and for each the control bits that are not the same
  /// variables for all of them.
  struct Group {
    std::vector<std::uint64_t> members;
    std::vector<std::vector<Var>> bits;
  };
  struct PlayerViews {
    GroupedPairs pairs;
    std::vector<std::optional<Block>> views;  // by epoch, as far as some function needs them; by pair
  };
  struct Differences {
    GroupedPairs rows;
    std::optional<Block> differ;  // by pair and bit, if some function needs it
  };

  std::vector<Group> groups(Player level, std::span<const ControlView> views) const;
  void add_by_tables(const std::vector<Group>& groups, std::uint64_t values, const Value& value);
  void add_by_pairs(Player level, std::span<const ControlView> views, const std::vector<Group>& groups,
                    std::uint64_t values, const Value& value);
  void add_equal(std::vector<Lit>& unless, Var one, Var two);
  void need_view(const ControlView& view);
  void append_view(const ControlView& view, std::uint64_t x, std::uint64_t y, std::vector<Lit>& clause) const;
  void write_view(const ControlView& view);
  void write_differences(std::size_t message);
  PlayerViews& views_of(Player p) { return views_of_[seat(p)]; }
  const PlayerViews& views_of(Player p) const { return views_of_[seat(p)]; }

  const SumsShape& shape_;
  Formula& formula_;
  EncodingWatch& watch_;
  std::vector<PlayerViews> views_of_;     // by player
  std::vector<Differences> differences_;  // by message of the shape
};

}  // namespace arcsat
