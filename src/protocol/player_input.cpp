#include "protocol/player_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// Tables of up to so many positions have every entry written out.
constexpr std::uint64_t most_written_out = 64;

std::uint64_t positions_of(const Task& task, Player p) {
  return p == first_player ? task.n().size() : task.positions(p);
}

void require_value(const Task& task, Player p, std::uint64_t position, std::uint32_t value) {
  const std::uint32_t end = task.radix(p, static_cast<std::size_t>(position));
  if (value >= end) {
    throw CheckFailed(fmt::format("found the value {} in an input of player {}, expected one below {}", value, p, end));
  }
}

void require_sparse(const Task& task, Player p, const SparseTable& table) {
  const std::uint64_t positions = positions_of(task, p);
  std::uint64_t next = 0;
  for (const auto& [position, value] : table.entries) {
    if (position < next || position >= positions) {
      throw CheckFailed(fmt::format("found the position {} in an input of player {}, expected ascending ones below {}",
                                    position, p, positions));
    }
    require_value(task, p, position, value);
    next = position + 1;
  }
  if (p != first_player) {
    if (table.entries.size() < positions) require_value(task, p, 0, table.otherwise);
    return;
  }
  for (std::uint64_t position = 0; position < positions; ++position) {
    require_value(task, p, position, entry_of(task, p, PlayerInput(table), position));
  }
}

SparseTable sparse(const Task& task, Player p, const PlayerInput& input) {
  if (const auto* table = std::get_if<SparseTable>(&input.form())) {
    require_sparse(task, p, *table);
    return *table;
  }
  SparseTable table;
  const auto& entries = std::get<PlayerInput::Entries>(input.form());
  if (entries.size() != positions_of(task, p)) {
    throw CheckFailed(fmt::format("found {} entries in an input of player {}, expected {}", entries.size(), p,
                                  positions_of(task, p)));
  }
  for (std::size_t k = 0; k < entries.size(); ++k) table.entries.emplace_back(k, entries[k]);
  require_sparse(task, p, table);
  return table;
}

/// With the most frequent value, the least of several, as `otherwise`.
SparseTable with_few_entries(const SparseTable& table, std::uint64_t positions) {
  std::map<std::uint32_t, std::uint64_t> count;
  for (const auto& [position, value] : table.entries) ++count[value];
  if (table.entries.size() < positions) count[table.otherwise] += positions - table.entries.size();
  const auto most =
      std::max_element(count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  SparseTable result{most->first, {}};
  std::uint64_t next = 0;
  // If `otherwise` changes, it was at no more positions than there are entries.
  const auto add_those_before = [&](std::uint64_t end) {
    for (; table.otherwise != result.otherwise && next < end; ++next)
      result.entries.emplace_back(next, table.otherwise);
  };
  for (const auto& [position, value] : table.entries) {
    add_those_before(position);
    if (value != result.otherwise) result.entries.emplace_back(position, value);
    next = position + 1;
  }
  add_those_before(positions);
  return result;
}

}  // namespace

PlayerInput in_its_form(const Task& task, Player p, const PlayerInput& input) {
  if (const auto* index = std::get_if<InputIndex>(&input.form())) {
    if (!task.numbered(p)) {
      throw CheckFailed(
          fmt::format("found an index for player {}, expected entries (of one of {})", p, task.inputs_in_words(p)));
    }
    if (*index >= task.domain(p)) {
      throw CheckFailed(fmt::format("found the input {} of player {}, which is not in its domain", *index, p));
    }
    return input;
  }
  const SparseTable table = sparse(task, p, input);
  const std::uint64_t positions = positions_of(task, p);
  if (!task.numbered(p) && p != first_player && positions > most_written_out) {
    return PlayerInput(with_few_entries(table, positions));
  }
  if (task.numbered(p) && p > 0 && task.range(p) == 1) return InputIndex{0};  // however many positions there are
  PlayerInput::Entries entries;
  for (std::uint64_t k = 0; k < positions; ++k) entries.push_back(entry_of(task, p, PlayerInput(table), k));
  if (task.numbered(p)) return task.index_of(p, entries);
  return PlayerInput(std::move(entries));
}

std::uint32_t entry_of(const Task& task, Player p, const PlayerInput& input, std::uint64_t position) {
  if (const auto* index = std::get_if<InputIndex>(&input.form())) {
    if (p == first_player) return task.query(*index, static_cast<Player>(position) + 1);
    return task.entry(p, *index, position);
  }
  if (const auto* entries = std::get_if<PlayerInput::Entries>(&input.form())) {
    return (*entries)[static_cast<std::size_t>(position)];
  }
  const auto& table = std::get<SparseTable>(input.form());
  const auto place = std::lower_bound(table.entries.begin(), table.entries.end(), position,
                                      [](const auto& entry, std::uint64_t sought) { return entry.first < sought; });
  return place != table.entries.end() && place->first == position ? place->second : table.otherwise;
}

std::optional<InputIndex> index_of(const Task& task, Player p, const PlayerInput& input) {
  if (const auto* index = std::get_if<InputIndex>(&input.form())) return *index;
  std::uint64_t index = 0;
  const auto add = [&](std::uint64_t position, std::uint32_t value) {
    if (value == 0) return true;
    const std::uint64_t weight =
        p == first_player ? task.query_weight(static_cast<Player>(position) + 1) : task.weight(p, position);
    if (weight < Task::most_inputs) index += weight * value;
    return weight < Task::most_inputs && index < Task::most_inputs;
  };
  if (const auto* table = std::get_if<SparseTable>(&input.form())) {
    // Of more than 64 entries most are `otherwise`, so that one beyond the 31st is.
    if (table->otherwise != 0) return std::nullopt;
    for (const auto& [position, value] : table->entries) {
      if (!add(position, value)) return std::nullopt;
    }
    return static_cast<InputIndex>(index);
  }
  const auto& entries = std::get<PlayerInput::Entries>(input.form());
  for (std::size_t k = 0; k < entries.size(); ++k) {
    if (!add(k, entries[k])) return std::nullopt;
  }
  return static_cast<InputIndex>(index);
}

std::uint64_t asked_position(const Task& task, std::span<const PlayerInput> inputs, Player l) {
  std::uint64_t asked = entry_of(task, 0, inputs[seat(0)], 0);
  for (Player k = 1; k < l; ++k) {
    asked = task.position(k + 1,
                          entry_of(task, first_player, inputs[seat(first_player)], static_cast<std::uint64_t>(k - 1)),
                          entry_of(task, k, inputs[seat(k)], asked));
  }
  return asked;
}

}  // namespace arcsat
