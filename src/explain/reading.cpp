#include "explain/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arcsat {

std::uint32_t Reading::value(const Task& task, std::span<const InputIndex> input,
                             std::span<const std::uint32_t> values) const {
  switch (kind) {
    case Kind::query:
      return task.query(input[seat(first_player)], l);
    case Kind::z_0:
      return input[seat(0)];
    case Kind::entry: {
      const std::uint64_t query =
          row == asked ? task.query(input[seat(first_player)], l - 1) : static_cast<std::uint64_t>(row);
      const std::uint64_t at = place == asked ? inner->value(task, input, values) : static_cast<std::uint64_t>(place);
      return at < task.range(l - 1) ? task.entry(l, input[seat(l)], task.position(l, query, at)) : 0;
    }
    case Kind::intermediate:
      return task.intermediate(input, l);
    case Kind::said:
      return values[slot];
    case Kind::bit:
      return inner->value(task, input, values) >> bit & 1;
  }
  return 0;
}

std::string Reading::words(const Task& task, const SlotNames& names) const {
  const auto query_in_words = [&](Player number) {
    return task.length() == 2 ? std::string("w") : fmt::format("w_{}", number);
  };
  switch (kind) {
    case Kind::query:
      return query_in_words(l);
    case Kind::z_0:
      return "z_0";
    case Kind::entry: {
      const std::string at = place == asked ? inner->words(task, names) : std::to_string(place);
      if (task.queries(l - 1) == 1) return fmt::format("z_{}({})", l, at);
      return fmt::format("z_{}({},{})", l, row == asked ? query_in_words(l - 1) : std::to_string(row), at);
    }
    case Kind::intermediate:
      return fmt::format("i_{}", l);
    case Kind::said:
      return names[slot];
    case Kind::bit:
      return fmt::format("bit {} of {}", bit, inner->words(task, names));
  }
  return "";
}

std::vector<ReadingPtr> readings_of(const Runs& runs, const Arguments& arguments) {
  const Task& task = runs.instance().task();
  const auto whole = [&](Player p) {
    return std::find(arguments.parts.begin(), arguments.parts.end(), Part(p)) != arguments.parts.end();
  };
  std::vector<ReadingPtr> found;
  const auto add = [&](Reading one) { found.push_back(std::make_shared<const Reading>(std::move(one))); };
  const bool knows_w = whole(first_player) || task.indices(first_player) == 1;
  if (whole(0) && task.m() > 1) add({.kind = Reading::Kind::z_0});
  if (knows_w) {
    for (Player l = 1; l < task.length(); ++l) {
      if (task.queries(l) > 1) add({.kind = Reading::Kind::query, .l = l});
    }
  }
  bool knows_intermediate = whole(0) || task.m() == 1;
  bool knew_before = false;
  std::vector<ReadingPtr> said;
  for (const std::uint32_t number : arguments.slots) {
    if (!runs.silent(number)) {
      said.push_back(std::make_shared<const Reading>(Reading{.kind = Reading::Kind::said, .slot = number}));
    }
  }
  const auto fits_a_row = [&](const ReadingPtr& one, Player l) {
    const Column& column = runs.slot(one->slot);
    return *std::max_element(column.begin(), column.end()) < task.range(l - 1);
  };
  for (Player l = 1; l <= task.length(); ++l) {
    const bool knows_query = task.queries(l - 1) == 1 || knows_w;
    knew_before = knows_intermediate;
    knows_intermediate = knows_intermediate && knows_query && (whole(l) || task.range(l) == 1);
    if (knows_intermediate && task.range(l) > 1) add({.kind = Reading::Kind::intermediate, .l = l});
    if (!whole(l) || task.range(l) == 1) continue;
    std::vector<std::int64_t> rows;
    if (knows_w && task.queries(l - 1) > 1) rows.push_back(Reading::asked);
    for (std::int64_t row = 0; row < task.queries(l - 1); ++row) rows.push_back(row);
    for (const std::int64_t row : rows) {
      for (std::int64_t place = 0; place < task.range(l - 1); ++place) {
        add({.kind = Reading::Kind::entry, .l = l, .row = row, .place = place});
      }
      if (task.range(l - 1) == 1) continue;
      if (knew_before && l > 1 && task.queries(l - 1) > 1 && row != Reading::asked) {
        add({.kind = Reading::Kind::entry,
             .l = l,
             .row = row,
             .place = Reading::asked,
             .inner = std::make_shared<const Reading>(Reading{.kind = Reading::Kind::intermediate, .l = l - 1})});
      }
      for (const ReadingPtr& one : said) {
        if (!fits_a_row(one, l)) continue;
        add({.kind = Reading::Kind::entry, .l = l, .row = row, .place = Reading::asked, .inner = one});
      }
    }
  }
  for (const Part& part : arguments.parts) {
    if (part.position == Part::whole || part.player < 1) continue;
    const std::int64_t columns = task.range(part.player - 1);
    add({.kind = Reading::Kind::entry,
         .l = part.player,
         .row = part.position / columns,
         .place = part.position % columns});
  }
  found.insert(found.end(), said.begin(), said.end());
  return found;
}

}  // namespace arcsat
