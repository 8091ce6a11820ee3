#include "report/worked_protocol.hpp"

#include <fmt/format.h>

#include "explain/description.hpp"
#include "explain/input_words.hpp"
#include "protocol/simulate.hpp"
#include "report/words.hpp"

namespace arcsat {

namespace {

// More inputs are run in seconds, which a page of hundreds has not.
constexpr std::uint64_t most_inputs_worked_out = std::uint64_t{1} << 12;
constexpr std::size_t most_rows_in_words = 64;
// Inputs times slots: what takes longer to be described is left to arcsat explain.
constexpr std::uint64_t most_values_described = 3000;
constexpr std::size_t most_lines_described = 60;

/// The entries that a reduced function looks at.
std::vector<ViewEntry> looked_at(const std::vector<ViewEntry>& all, const ReducedFunction& function) {
  std::vector<ViewEntry> some;
  for (const std::size_t place : function.places) some.push_back(all[place]);
  return some;
}

std::string name_of_entry(const Scheme& scheme, const ViewEntry& entry) {
  if (!entry.part) return slot_in_words(scheme.slot(entry.slot));
  if (entry.part->player == first_player) return "w";
  const std::string name = fmt::format("z_{}", entry.part->player);
  return entry.part->position == Part::whole ? name : fmt::format("{} at position {}", name, entry.part->position);
}

std::string value_in_words(const Task& task, const ViewEntry& entry, std::uint32_t value) {
  const bool whole = entry.part && entry.part->position == Part::whole;
  return whole ? entries_in_words(task, entry.part->player, value) : std::to_string(value);
}

SaidFunction said(const Scheme& scheme, std::string place, const std::vector<ViewEntry>& entries,
                  const ReducedFunction& function) {
  SaidFunction shown{.place = std::move(place), .arguments = {}, .cases = {}, .rows = function.rows.size()};
  for (const ViewEntry& entry : entries) shown.arguments.push_back(name_of_entry(scheme, entry));
  if (shown.rows > most_rows_in_words) return shown;
  std::map<std::uint32_t, std::vector<std::string>> by_value;
  for (const auto& [key, value] : function.rows) {
    std::vector<std::string> words;
    for (std::size_t k = 0; k < key.size(); ++k) words.push_back(value_in_words(scheme.task(), entries[k], key[k]));
    by_value[value].push_back(words.size() == 1 ? words.front() : fmt::format("[{}]", fmt::join(words, ", ")));
  }
  for (const auto& [value, keys] : by_value) shown.cases.emplace_back(value, fmt::format("{}", fmt::join(keys, ", ")));
  return shown;
}

/// "of z_2 and 1 message": the parts by name, the messages by number.
std::string in_short(const std::vector<ViewEntry>& entries, const Scheme& scheme) {
  std::vector<std::string> words;
  std::size_t heard = 0;
  for (const ViewEntry& entry : entries) {
    if (!entry.part) {
      ++heard;
    } else if (const std::string name = name_of_entry(scheme, {Part(entry.part->player), 0});
               words.empty() || words.back() != name) {
      words.push_back(name);
    }
  }
  if (heard > 0) words.push_back(heard == 1 ? "1 slot" : fmt::format("{} slots", heard));
  return words.empty() ? "always the same" : fmt::format("of {}", fmt::join(words, ", "));
}

Json browser_function(const Scheme& scheme, const std::vector<ViewEntry>& entries, const ReducedFunction& function) {
  Json of = Json::array();
  Json names = Json::array();
  for (const ViewEntry& entry : entries) {
    if (entry.part) {
      of.push_back({seat(entry.part->player), entry.part->position});
    } else {
      of.push_back(entry.slot);
    }
    names.push_back(name_of_entry(scheme, entry));
  }
  Json rows = Json::object();
  for (const auto& [key, value] : function.rows) rows[fmt::format("{}", fmt::join(key, ","))] = value;
  return {{"of", std::move(of)}, {"names", std::move(names)}, {"rows", std::move(rows)}};
}

std::string input_in_words(const Task& task, const Input& input) {
  std::vector<std::string> words;
  for (Player p = first_player; p <= task.length(); ++p) words.push_back(player_in_words(task, p, input[seat(p)]));
  return fmt::format("{}", fmt::join(words, ", "));
}

/// Inputs spread over all.
std::vector<Input> sample(const Instance& instance) {
  constexpr std::uint64_t most = 24;
  const std::uint64_t size = instance.inputs().size();
  std::vector<Input> inputs;
  for (std::uint64_t k = 0; k < std::min(most, size); ++k) {
    inputs.push_back(instance.inputs().input(
        size <= most ? k
                     : static_cast<std::uint64_t>(static_cast<long double>(size) *
                                                  (static_cast<long double>(k) + 0.5L) / most)));
  }
  return inputs;
}

Json sizes_for_browser(const Task& task) { return {{"m", task.m()}, {"n", task.n()}, {"q", task.q()}}; }

Json runs_as_tables(const WorkedProtocol& worked) {
  const Instance& instance = worked.protocol.instance();
  const Scheme& scheme = instance.scheme();
  Json slots = Json::array();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (worked.needed->slots[number].empty()) continue;
    const Slot& slot = scheme.slot(number);
    Json terms = Json::array();
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      const ReducedFunction& function = worked.needed->slots[number][term];
      terms.push_back(browser_function(scheme, looked_at(entries_seen_by(scheme, slot, term), function), function));
    }
    slots.push_back({{"number", number}, {"place", slot_in_words(slot)}, {"terms", std::move(terms)}});
  }
  const ReducedFunction& answer = worked.needed->answer;
  Json out = {{"kind", "tables"}, {"task", sizes_for_browser(instance.task())}, {"slots", std::move(slots)}};
  out["answer"] = browser_function(scheme, looked_at(entries_of_answer(scheme), answer), answer);
  return out;
}

Json runs_as_runs(const WorkedProtocol& worked) {
  const Instance& instance = worked.protocol.instance();
  const Scheme& scheme = instance.scheme();
  Json slots = Json::array();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (scheme.slot(number).bits > 0 && scheme.matters(number) && worked.needs(number)) {
      slots.push_back({{"number", number}, {"place", slot_in_words(scheme.slot(number))}});
    }
  }
  Json runs = Json::array();
  for (const Input& input : sample(instance)) {
    const Transcript run = simulate(worked.protocol, input);
    Json values = Json::array();
    for (const Json& slot : slots.elements()) values.push_back(run.values[std::stoull(slot.at("number").dump())]);
    runs.push_back({{"input", input_in_words(instance.task(), input)},
                    {"digits", input},
                    {"values", std::move(values)},
                    {"answer", run.answer},
                    {"right", instance.task().answer(input)}});
  }
  return {{"kind", "runs"}, {"slots", std::move(slots)}, {"runs", std::move(runs)}};
}

}  // namespace

WorkedProtocol work_out(Protocol protocol, const Budget& budget) {
  const Instance& instance = protocol.instance();
  const Scheme& scheme = instance.scheme();
  const std::uint64_t size = instance.inputs().size();
  WorkedProtocol worked{
      .protocol = protocol, .needed = {}, .functions = {}, .short_words = {}, .words = {}, .example = {}, .run = {}};
  // Not the first inputs, in which everything is 0.
  worked.example = instance.inputs().input(size / 8 * 5 + size % 8 * 5 / 8);
  worked.run = simulate(protocol, worked.example);
  worked.short_words.resize(scheme.slots());
  if (size > most_inputs_worked_out) return worked;
  worked.needed = needed_arguments(protocol, budget);
  if (size * scheme.slots() <= most_values_described) {
    worked.words = describe(protocol, budget).words(most_lines_described);
  }
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < worked.needed->slots[number].size(); ++term) {
      const ReducedFunction& function = worked.needed->slots[number][term];
      const std::vector<ViewEntry> entries = looked_at(entries_seen_by(scheme, slot, term), function);
      worked.functions.push_back(
          said(scheme, words_of_term(scheme, slot, term) + slot_in_words(slot), entries, function));
      worked.short_words[number] = slot.is_sum() ? "a sum of terms" : in_short(entries, scheme);
    }
  }
  const ReducedFunction& answer = worked.needed->answer;
  worked.functions.push_back(said(scheme, "the answer", looked_at(entries_of_answer(scheme), answer), answer));
  return worked;
}

Json browser_runs(const WorkedProtocol& worked) {
  constexpr std::size_t most_bytes = 24'000;
  constexpr std::uint64_t most_digits = 40;
  const Instance& instance = worked.protocol.instance();
  const Task& task = instance.task();
  std::uint64_t digits = task.n().size();
  for (Player p = 0; p <= task.length(); ++p) digits += task.positions(p);
  if (worked.needed && sizes_say_all(instance) && digits <= most_digits) {
    Json tables = runs_as_tables(worked);
    if (tables.dump().size() <= most_bytes) {
      tables["example"] = worked.example;
      return tables;
    }
  }
  return runs_as_runs(worked);
}

}  // namespace arcsat
