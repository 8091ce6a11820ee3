#include "explain/needed_arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "explain/input_words.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

using Key = std::vector<std::uint32_t>;
using Rows = std::map<Key, std::uint32_t>;

/// One entry of a view: a part of the input or a slot.
struct Argument {
  const Part* part = nullptr;
  std::size_t slot = 0;
};

void append_arguments(const Scheme& scheme, const View& view, std::vector<Argument>& list) {
  for (const Part& part : scheme.parts(view.holder)) list.push_back({&part, 0});
  for (const std::uint32_t slot : scheme.received(view)) list.push_back({nullptr, slot});
}

std::vector<Argument> arguments_of(const Scheme& scheme, const Slot& slot, std::size_t term) {
  std::vector<Argument> list;
  append_arguments(scheme, slot.terms[term], list);
  append_arguments(scheme, slot.to, list);
  return list;
}

std::vector<Argument> arguments_of_answer(const Scheme& scheme) {
  std::vector<Argument> list;
  append_arguments(scheme, scheme.answer(), list);
  return list;
}

Key at_places(const Key& key, const std::vector<std::size_t>& places) {
  Key chosen;
  for (const std::size_t place : places) chosen.push_back(key[place]);
  return chosen;
}

/// The rows by some places; none if they do not tell the value.
std::optional<Rows> rows_by(const Rows& rows, const std::vector<std::size_t>& places) {
  Rows by;
  for (const auto& [key, value] : rows) {
    const auto [row, fresh] = by.try_emplace(at_places(key, places), value);
    if (!fresh && row->second != value) return std::nullopt;
  }
  return by;
}

/// Drops messages, the last first, then parts.
ReducedFunction reduced(const Rows& rows, const std::vector<Argument>& arguments) {
  std::vector<std::size_t> order;
  for (std::size_t k = arguments.size(); k-- > 0;) {
    if (arguments[k].part == nullptr) order.push_back(k);
  }
  for (std::size_t k = arguments.size(); k-- > 0;) {
    if (arguments[k].part != nullptr) order.push_back(k);
  }
  ReducedFunction function;
  for (std::size_t k = 0; k < arguments.size(); ++k) function.places.push_back(k);
  function.rows = rows;
  for (const std::size_t dropped : order) {
    std::vector<std::size_t> places = function.places;
    std::erase(places, dropped);
    if (auto by = rows_by(rows, places)) function = {std::move(places), std::move(*by)};
  }
  return function;
}

class Reduction {
 public:
  Reduction(const Protocol& protocol, const Budget& budget)
      : protocol_(protocol), instance_(protocol.instance()), scheme_(instance_.scheme()), budget_(budget) {}

  NeededArguments run() {
    reach();
    NeededArguments found;
    found.slots.resize(scheme_.slots());
    std::vector<bool> needed(scheme_.slots());
    const auto need = [&](const ReducedFunction& function, const std::vector<Argument>& arguments) {
      for (const std::size_t place : function.places) {
        if (arguments[place].part == nullptr) needed[arguments[place].slot] = true;
      }
    };
    found.answer = reduced(answers_, arguments_of_answer(scheme_));
    need(found.answer, arguments_of_answer(scheme_));
    for (std::size_t number = scheme_.slots(); number-- > 0;) {
      if (!needed[number]) continue;
      budget_.check();
      const Slot& slot = scheme_.slot(number);
      for (std::size_t term = 0; term < slot.terms.size(); ++term) {
        const auto arguments = arguments_of(scheme_, slot, term);
        found.slots[number].push_back(reduced(reached_[slot.first_term + term], arguments));
        need(found.slots[number].back(), arguments);
      }
    }
    require_right(found);
    return found;
  }

 private:
  /// The rows of every function that some run reaches.
  void reach() {
    reached_.resize(scheme_.terms());
    for (std::uint64_t k = 0; k < instance_.inputs().size(); ++k) {
      if ((k & 0xff) == 0) budget_.check();
      const Input input = instance_.inputs().input(k);
      const Transcript run = simulate(protocol_, input);
      for (std::size_t number = 0; number < scheme_.slots(); ++number) {
        const Slot& slot = scheme_.slot(number);
        for (std::size_t term = 0; term < slot.terms.size(); ++term) {
          Key key;
          append_views(scheme_, slot, term, input, run.values, key);
          reached_[slot.first_term + term].emplace(std::move(key), run.term(number, slot, term));
        }
      }
      Key view;
      append_view(scheme_, scheme_.answer(), input, run.values, view);
      answers_.emplace(std::move(view), run.answer);
    }
  }

  /// Runs what was found, from its own rows.
  void require_right(const NeededArguments& found) const {
    for (std::uint64_t k = 0; k < instance_.inputs().size(); ++k) {
      if ((k & 0xff) == 0) budget_.check();
      const Input input = instance_.inputs().input(k);
      Transcript run;
      run.values.resize(scheme_.slots());
      run.terms.resize(scheme_.has_sums() ? scheme_.terms() : 0);
      Key key;
      for (std::size_t number = 0; number < scheme_.slots(); ++number) {
        for (std::size_t term = 0; term < found.slots[number].size(); ++term) {
          const ReducedFunction& function = found.slots[number][term];
          key.clear();
          append_views(scheme_, scheme_.slot(number), term, input, run.values, key);
          run.set_term(number, scheme_.slot(number), term, function.rows.at(at_places(key, function.places)));
        }
      }
      key.clear();
      append_view(scheme_, scheme_.answer(), input, run.values, key);
      const std::uint32_t answer = found.answer.rows.at(at_places(key, found.answer.places));
      if (answer != instance_.task().answer(input)) {
        throw CheckFailed(fmt::format("input [{}]: found the answer {}, expected {}", fmt::join(input, ","), answer,
                                      instance_.task().answer(input)));
      }
    }
  }

  const Protocol& protocol_;
  const Instance& instance_;
  const Scheme& scheme_;
  const Budget& budget_;
  std::vector<Rows> reached_;
  Rows answers_;
};

std::string name_of(const Task& task, const Scheme& scheme, const Argument& argument) {
  if (argument.part == nullptr) {
    const Slot& slot = scheme.slot(argument.slot);
    return slot.is_thought() ? place_of(slot) : fmt::format("({})", place_of(slot));
  }
  const std::string player = argument.part->player == first_player ? "w" : fmt::format("z_{}", argument.part->player);
  if (argument.part->position == Part::whole || task.positions(std::max(argument.part->player, 0)) == 1) return player;
  return fmt::format("{} at position {}", player, argument.part->position);
}

std::vector<std::string> names_of(const Task& task, const Scheme& scheme, const ReducedFunction& function,
                                  const std::vector<Argument>& arguments) {
  std::vector<std::string> names;
  for (const std::size_t place : function.places) names.push_back(name_of(task, scheme, arguments[place]));
  return names;
}

/// "of z_1, z_0; …": its arguments and, if it is short, its table: each value but the last with the arguments that have it; of a
/// table z_l all its entries.
std::string function_in_words(const Task& task, const Scheme& scheme, const ReducedFunction& function,
                              const std::vector<Argument>& arguments) {
  if (function.places.empty()) return fmt::format("always {}", function.rows.begin()->second);
  const std::string of = fmt::format("of {}", fmt::join(names_of(task, scheme, function, arguments), ", "));
  constexpr std::size_t most_rows = 16;
  if (function.rows.size() > most_rows) return fmt::format("{}; {} rows", of, function.rows.size());
  std::map<std::uint32_t, std::vector<std::string>> by_value;
  for (const auto& [key, value] : function.rows) {
    std::vector<std::string> words;
    for (std::size_t k = 0; k < key.size(); ++k) {
      const Part* part = arguments[function.places[k]].part;
      words.push_back(part != nullptr && part->position == Part::whole ? entries_in_words(task, part->player, key[k])
                                                                       : std::to_string(key[k]));
    }
    by_value[value].push_back(key.size() == 1 ? words.front() : fmt::format("[{}]", fmt::join(words, ", ")));
  }
  std::vector<std::string> cases;
  for (const auto& [value, keys] : by_value) {
    cases.push_back(cases.size() + 1 < by_value.size() ? fmt::format("{} for {}", value, fmt::join(keys, ", "))
                                                       : fmt::format("else {}", value));
  }
  return fmt::format("{}; {}", of, fmt::join(cases, "; "));
}

}  // namespace

NeededArguments needed_arguments(const Protocol& protocol, const Budget& budget) {
  return Reduction(protocol, budget).run();
}

std::vector<std::string> words_of(const NeededArguments& needed, const Protocol& protocol) {
  const Task& task = protocol.instance().task();
  const Scheme& scheme = protocol.instance().scheme();
  std::size_t kept = 0;
  for (const auto& functions : needed.slots) kept += functions.empty() ? 0 : 1;
  std::vector<std::string> lines = {fmt::format(
      "It needs {} of its {} messages; each is a function of what is named after it (run again on every input):", kept,
      scheme.slots())};
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < needed.slots[number].size(); ++term) {
      const auto arguments = arguments_of(scheme, slot, term);
      lines.push_back(fmt::format("  {}{}: {}", words_of_term(scheme, slot, term), place_of(slot),
                                  function_in_words(task, scheme, needed.slots[number][term], arguments)));
    }
  }
  lines.push_back("  the answer: " + function_in_words(task, scheme, needed.answer, arguments_of_answer(scheme)));
  return lines;
}

Json json_of(const NeededArguments& needed, const Protocol& protocol) {
  const Task& task = protocol.instance().task();
  const Scheme& scheme = protocol.instance().scheme();
  Json list = Json::array();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < needed.slots[number].size(); ++term) {
      const ReducedFunction& function = needed.slots[number][term];
      list.push_back({{"place", words_of_term(scheme, slot, term) + place_of(slot)},
                      {"arguments", names_of(task, scheme, function, arguments_of(scheme, slot, term))},
                      {"rows", function.rows.size()}});
    }
  }
  return list;
}

}  // namespace arcsat
