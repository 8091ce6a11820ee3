// What one player holds, whether or not it has an index.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "protocol/task.hpp"

namespace arcsat {

/// An entry for each position: `otherwise`, but for those that are listed, ascending by position. Of w: queries.
struct SparseTable {
  std::uint32_t otherwise = 0;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
  friend auto operator<=>(const SparseTable&, const SparseTable&) = default;
};

/// One player's input in one of three forms, of which a player has one: its index where the player's inputs have indices
/// (Task::numbered); else every entry if these are few, or the queries of w; else a SparseTable whose `otherwise` is the
/// most frequent value, the least of several.
class PlayerInput {
 public:
  using Entries = std::vector<std::uint32_t>;

  PlayerInput(InputIndex index) : form_(index) {}
  explicit PlayerInput(Entries entries) : form_(std::move(entries)) {}
  explicit PlayerInput(SparseTable table) : form_(std::move(table)) {}

  const std::variant<InputIndex, Entries, SparseTable>& form() const { return form_; }

  friend auto operator<=>(const PlayerInput&, const PlayerInput&) = default;

 private:
  std::variant<InputIndex, Entries, SparseTable> form_;
};

/// The same input in the form that the player has. Throws CheckFailed, in words, if it is no input of the player: too
/// large an index, a value or a position that there is not, entries that are not ascending.
PlayerInput in_its_form(const Task& task, Player p, const PlayerInput& input);

/// Its entry at a position, or a query of w, counted from 0. Of an input of the player.
std::uint32_t entry_of(const Task& task, Player p, const PlayerInput& input, std::uint64_t position);

/// Its index, also where not all of the player's inputs have one; nothing if it is 2^31 or more. Of an input in its form.
std::optional<InputIndex> index_of(const Task& task, Player p, const PlayerInput& input);

/// The position of z_l that the inputs of players -1 … l-1 ask for, l ≥ 1. Players from l on may be missing.
std::uint64_t asked_position(const Task& task, std::span<const PlayerInput> inputs, Player l);

}  // namespace arcsat
