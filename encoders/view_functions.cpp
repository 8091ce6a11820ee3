#include "encoders/view_functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "encoders/reachable.hpp"

namespace arcsat {

namespace {

std::vector<std::uint32_t> input_numbers(const InputSet& set, Player p) {
  const ReachableInputs reachable(set, p);
  std::vector<std::uint32_t> result;
  for (std::uint64_t x = 0; x < set.projections(p); ++x) result.push_back(reachable.of(x));
  return result;
}

}  // namespace

ViewFunctions::ViewFunctions(const SumsShape& shape, Formula& formula, EncodingWatch& watch)
    : shape_(shape), formula_(formula), watch_(watch) {
  const InputSet& set = shape_.controls().set();
  for (const SumsMessage& sent : shape_.messages()) {
    differences_.push_back({GroupedPairs(sent.pair_rows.group), std::nullopt});
  }
  for (Player p = first_player; p < shape_.last_player(); ++p) {
    views_of_.push_back({GroupedPairs(input_numbers(set, p)),
                         std::vector<std::optional<Block>>(static_cast<std::size_t>(shape_.epochs() + 1))});
  }
}

std::vector<ViewFunctions::Group> ViewFunctions::groups(Player level, std::span<const ControlView> views) const {
  const InputSet& set = shape_.controls().set();
  std::map<std::vector<InputIndex>, std::size_t> number_of;
  std::vector<Group> result;
  std::vector<InputIndex> inputs;
  for (std::uint64_t x = 0; x < set.projections(level); ++x) {
    inputs.clear();
    for (const ControlView& view : views) {
      if (view.player < shape_.last_player()) inputs.push_back(set.value(view.player, set.first_input(level, x)));
    }
    const auto [place, fresh] = number_of.try_emplace(inputs, result.size());
    if (fresh) result.emplace_back();
    result[place->second].members.push_back(x);
  }
  std::vector<std::uint32_t> rows;
  for (Group& group : result) {
    group.bits.resize(group.members.size());
    for (const SumsMessage& sent : shape_.messages()) {
      for (const ControlView& view : views) {
        if (!sent.control || sent.message.receiver != view.player || sent.message.epoch > view.epoch) continue;
        rows.clear();
        for (const std::uint64_t x : group.members) {
          rows.push_back(sent.pair_rows.of[shape_.projection(view.player, level, x)]);
        }
        if (std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return row == rows[0]; })) continue;
        for (std::size_t member = 0; member < rows.size(); ++member) {
          for (unsigned bit = 0; bit < sent.width; ++bit) {
            group.bits[member].push_back(sent.controls(rows[member], bit, 0));
          }
        }
      }
    }
  }
  return result;
}

void ViewFunctions::add(std::string_view family, Player level, std::span<const ControlView> views, std::uint64_t values,
                        const Value& value) {
  formula_.begin_family(family);
  if (values == 0) return;
  const std::vector<Group> all = groups(level, views);
  Count by_tables;
  Count by_pairs;
  for (const Group& group : all) {
    const std::uint64_t members = group.members.size();
    if (members > 1) by_tables += Count(members) * Count::power_of_two(group.bits[0].size());
    by_pairs += members * (members - 1) / 2;
  }
  if (by_tables <= by_pairs) {
    add_by_tables(all, values, value);
  } else {
    add_by_pairs(level, views, all, values, value);
  }
}

// (some literal of `unless`) ∨ one ≡ two
void ViewFunctions::add_equal(std::vector<Lit>& unless, Var one, Var two) {
  for (const bool both : {false, true}) {
    unless.push_back(Lit(one, both));
    unless.push_back(Lit(two, !both));
    formula_.add_clause(unless);
    unless.resize(unless.size() - 2);
  }
  watch_.tick(formula_);
}

// b(x) = β → (value(x, k) ≡ table(β, k))
void ViewFunctions::add_by_tables(const std::vector<Group>& groups, std::uint64_t values, const Value& value) {
  std::uint64_t entries = 0;
  for (const Group& group : groups) {
    if (group.members.size() > 1) entries += values << group.bits[0].size();
  }
  const Block table =
      formula_.block("table", {entries}, [first = formula_.variables() + 1](std::span<const std::uint64_t> at) {
        return fmt::format("table first={} entry={}", first, at[0]);
      });
  std::uint64_t before = 0;  // entries of the groups before
  std::vector<Lit> other;
  for (const Group& group : groups) {
    if (group.members.size() == 1) continue;
    const std::uint64_t patterns = std::uint64_t{1} << group.bits[0].size();
    for (std::size_t member = 0; member < group.members.size(); ++member) {
      for (std::uint64_t pattern = 0; pattern < patterns; ++pattern) {
        other.clear();
        for (std::size_t bit = 0; bit < group.bits[member].size(); ++bit) {
          other.push_back(Lit(group.bits[member][bit], (pattern >> bit & 1) == 0));
        }
        for (std::uint64_t k = 0; k < values; ++k) {
          add_equal(other, value(group.members[member], k), table(before + pattern * values + k));
        }
      }
    }
    before += patterns * values;
  }
}

// view(p, t, x, x') ∨ … ∨ (value(x, k) ≡ value(x', k))
void ViewFunctions::add_by_pairs(Player level, std::span<const ControlView> views, const std::vector<Group>& groups,
                                 std::uint64_t values, const Value& value) {
  for (const ControlView& view : views) need_view(view);
  std::vector<Lit> apart;
  for (const Group& group : groups) {
    for (std::size_t high = 1; high < group.members.size(); ++high) {
      for (std::size_t low = 0; low < high; ++low) {
        const std::uint64_t x = group.members[low];
        const std::uint64_t y = group.members[high];
        apart.clear();
        for (const ControlView& view : views) {
          if (view.player == shape_.last_player()) continue;
          append_view(view, shape_.projection(view.player, level, x), shape_.projection(view.player, level, y), apart);
        }
        for (std::uint64_t k = 0; k < values; ++k) add_equal(apart, value(x, k), value(y, k));
      }
    }
  }
}

/// Makes the variables `view` of a view and the earlier ones, and the variables `differ` of the messages behind them.
void ViewFunctions::need_view(const ControlView& view) {
  if (!shape_.hears(view.player, view.epoch)) return;
  PlayerViews& at = views_of(view.player);
  std::optional<Block>& made = at.views[static_cast<std::size_t>(view.epoch)];
  if (made) return;
  made = formula_.block("view", {at.pairs.size()}, [view](std::span<const std::uint64_t> numbers) {
    return fmt::format("view player={} epoch={} pair={}", view.player, view.epoch, numbers[0]);
  });
  for (std::size_t k = 0; k < differences_.size(); ++k) {
    const SumsMessage& sent = shape_.messages()[k];
    if (!sent.control || sent.message.receiver != view.player || sent.message.epoch != view.epoch) continue;
    differences_[k].differ =
        formula_.block("differ", {differences_[k].rows.size(), sent.width},
                       [message = sent.message](std::span<const std::uint64_t> numbers) {
                         return fmt::format("differ epoch={} from={} to={} pair={} bit={}", message.epoch,
                                            message.sender, message.receiver, numbers[0], numbers[1]);
                       });
  }
  need_view({view.player, view.epoch - 1});
}

/// Adds "the player can tell the two projections at its level apart", where that is not plainly false.
void ViewFunctions::append_view(const ControlView& view, std::uint64_t x, std::uint64_t y,
                                std::vector<Lit>& clause) const {
  if (x == y || !shape_.hears(view.player, view.epoch)) return;
  const PlayerViews& at = views_of(view.player);
  clause.push_back(Lit((*at.views[static_cast<std::size_t>(view.epoch)])(at.pairs.number(x, y)), true));
}

void ViewFunctions::write_views() {
  for (std::size_t k = 0; k < differences_.size(); ++k) {
    if (differences_[k].differ) write_differences(k);
  }
  for (Player p = first_player; p < shape_.last_player(); ++p) {
    for (std::size_t epoch = 1; epoch < views_of(p).views.size(); ++epoch) {
      if (views_of(p).views[epoch]) write_view({p, static_cast<int>(epoch)});
    }
  }
}

// differ(b, x, x') → b(x) ≠ b(x')
void ViewFunctions::write_differences(std::size_t message) {
  formula_.begin_family("differ");
  const SumsMessage& sent = shape_.messages()[message];
  const Block& differ = *differences_[message].differ;
  std::uint64_t pair = 0;
  differences_[message].rows.for_each([&](std::uint64_t row, std::uint64_t other) {
    for (unsigned bit = 0; bit < sent.width; ++bit) {
      const Lit not_differ(differ(pair, bit), false);
      const Lit one(sent.controls(row, bit, 0), true);
      const Lit two(sent.controls(other, bit, 0), true);
      formula_.add_clause({not_differ, one, two});
      formula_.add_clause({not_differ, ~one, ~two});
    }
    ++pair;
    watch_.tick(formula_);
  });
}

// view(p, t, x, x') → view(p, t-1, x, x') ∨ some differ(b, x, x')
void ViewFunctions::write_view(const ControlView& view) {
  formula_.begin_family("view");
  std::vector<Lit> clause;
  const Block& apart = *views_of(view.player).views[static_cast<std::size_t>(view.epoch)];
  std::uint64_t number = 0;
  views_of(view.player).pairs.for_each([&](std::uint64_t x, std::uint64_t y) {
    clause.assign({Lit(apart(number++), false)});
    append_view({view.player, view.epoch - 1}, x, y, clause);
    for (std::size_t k = 0; k < differences_.size(); ++k) {
      const SumsMessage& sent = shape_.messages()[k];
      if (!sent.control || sent.message.receiver != view.player || sent.message.epoch != view.epoch) continue;
      const std::uint32_t row = sent.pair_rows.of[x];
      const std::uint32_t other = sent.pair_rows.of[y];
      if (row == other) continue;
      const std::uint64_t pair = differences_[k].rows.number(row, other);
      for (unsigned bit = 0; bit < sent.width; ++bit) {
        clause.push_back(Lit((*differences_[k].differ)(pair, bit), true));
      }
    }
    formula_.add_clause(clause);
    watch_.tick(formula_);
  });
}

}  // namespace arcsat
