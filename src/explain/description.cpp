#include "explain/description.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>

#include "explain/input_words.hpp"

namespace arcsat {

namespace {

/// A … Z, A1 … Z1, A2 ….
std::string letter(std::size_t number) {
  std::string name(1, static_cast<char>('A' + number % 26));
  return number < 26 ? name : name + std::to_string(number / 26);
}

/// Whether a reading looks at a part.
bool looks_at(const Reading& reading, const Part& part, const Task& task) {
  const auto looks_at_queries = [&](Player from, Player to) {
    for (Player l = from; l <= to; ++l) {
      if (part.player == first_player && task.queries(l) > 1) return true;
    }
    return false;
  };
  switch (reading.kind) {
    case Reading::Kind::query:
      return part.player == first_player;
    case Reading::Kind::z_0:
      return part.player == 0;
    case Reading::Kind::entry:
      if (reading.row == Reading::asked && looks_at_queries(reading.l - 1, reading.l - 1)) return true;
      return part.player == reading.l &&
             (part.position == Part::whole || part.position == reading.row * task.range(reading.l - 1) + reading.place);
    case Reading::Kind::intermediate:
      return (part.player >= 0 && part.player <= reading.l) || looks_at_queries(1, reading.l - 1);
    case Reading::Kind::said:
    case Reading::Kind::bit:
      return false;
  }
  return false;
}

std::string part_in_words(const Part& part, const Task& task) {
  if (part.player == first_player) return "w";
  if (part.position == Part::whole || part.player == 0) return fmt::format("z_{}", part.player);
  const std::int64_t columns = task.range(part.player - 1);
  return Reading{
      .kind = Reading::Kind::entry, .l = part.player, .row = part.position / columns, .place = part.position % columns}
      .words(task, {});
}

/// What a function might look at and does not: parts of the input that have several values, and messages that say something.
std::vector<std::string> ignored(const Expression& expression, Arguments arguments, const Task& task,
                                 const SlotNames& names) {
  std::vector<const Reading*> used;
  expression.add_readings(used);
  std::vector<std::string> list;
  std::sort(arguments.parts.begin(), arguments.parts.end());
  std::sort(arguments.slots.begin(), arguments.slots.end());
  for (const Part& part : arguments.parts) {
    const bool varies = part.position == Part::whole ? task.indices(part.player) > 1 : task.range(part.player) > 1;
    const auto looks = [&](const Reading* one) { return looks_at(*one, part, task); };
    if (varies && std::none_of(used.begin(), used.end(), looks)) list.push_back(part_in_words(part, task));
  }
  for (const std::uint32_t number : arguments.slots) {
    const auto is = [&](const Reading* one) { return one->kind == Reading::Kind::said && one->slot == number; };
    if (!names[number].empty() && std::none_of(used.begin(), used.end(), is)) list.push_back(names[number]);
  }
  return list;
}

std::vector<std::string> function_in_words(const Expression& expression, const std::vector<std::string>& ignores,
                                           const Task& task, const SlotNames& names) {
  std::vector<std::string> lines = expression.words(task, names);
  if (!ignores.empty()) lines[0] += fmt::format(" [ignores {}]", fmt::join(ignores, ", "));
  return lines;
}

}  // namespace

DescribedProtocol::DescribedProtocol(Description description, Runs runs)
    : description_(std::move(description)),
      runs_(std::move(runs)),
      names_(runs_.scheme().slots()),
      bits_said_(runs_.scheme().slots()) {
  std::size_t named = 0;
  for (std::size_t number = 0; number < names_.size(); ++number) {
    if (!description_.slots[number].empty()) names_[number] = letter(named++);
  }
  // The example is the input on which most is said that is not 0.
  std::size_t most = 0;
  for (std::size_t k = 0; k < runs_.inputs(); ++k) {
    const Transcript run = run_of(description_, runs_.scheme(), runs_.input(k));
    std::size_t count = run.answer == 0 ? 0 : 1;
    for (std::size_t number = 0; number < run.values.size(); ++number) {
      count += run.values[number] == 0 ? 0 : 1;
      bits_said_[number] = std::max<std::uint64_t>(bits_said_[number], std::bit_width(run.values[number]));
    }
    if (count > most) {
      most = count;
      example_ = k;
    }
  }
}

std::vector<std::string> DescribedProtocol::words(std::optional<std::size_t> most) const {
  const Scheme& scheme = runs_.scheme();
  const Task& task = runs_.instance().task();
  std::vector<std::vector<std::string>> blocks;
  std::size_t said = 0;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    const auto& terms = description_.slots[number];
    said += terms.empty() ? 0 : 1;
    for (std::size_t term = 0; term < terms.size(); ++term) {
      const Expression& expression = terms[term].expression;
      const auto ignores = ignored(expression, seen_by(scheme, slot, term), task, names_);
      std::vector<std::string> lines = function_in_words(expression, ignores, task, names_);
      lines[0] =
          fmt::format("  {}  {}{}: {}", names_[number], words_of_term(scheme, slot, term), place_of(slot), lines[0]);
      blocks.push_back(std::move(lines));
    }
  }
  const Expression& answering = description_.answer.expression;
  std::vector<std::string> answer =
      function_in_words(answering, ignored(answering, seen_by_answer(scheme), task, names_), task, names_);
  answer[0] = "  the answer: " + answer[0];
  blocks.push_back(std::move(answer));

  std::vector<std::string> example;
  const Input input = runs_.input(example_);
  std::vector<std::string> held;
  for (Player p = first_player; p <= task.length(); ++p) held.push_back(player_in_words(task, p, input[seat(p)]));
  example.push_back(fmt::format("For example {}:", fmt::join(held, ", ")));
  const Transcript run = run_of(description_, scheme, input);
  std::vector<std::string> values;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!names_[number].empty()) values.push_back(fmt::format("{} = {}", names_[number], run.values[number]));
  }
  std::vector<std::string> chain;
  for (Player l = 1; l <= task.length(); ++l) chain.push_back(fmt::format("i_{} = {}", l, task.intermediate(input, l)));
  example.push_back(fmt::format("  {}; so the answer is {}; and it is right: {}", fmt::join(values, ", "), run.answer,
                                fmt::join(chain, ", ")));

  std::vector<std::string> lines = {
      fmt::format("In words, {} of its {} messages being needed{}; replayed on all {} inputs:", said, scheme.slots(),
                  description_.cut_short ? " (to look for shorter words would take too long)" : "", runs_.inputs())};
  std::size_t total = lines.size() + example.size();
  for (const auto& block : blocks) total += block.size();
  while (most && total > *most) {
    const auto longest = std::max_element(blocks.begin(), blocks.end(),
                                          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    if (longest->size() <= 1) break;
    total -= longest->size() - 1;
    longest->front() += fmt::format(" ... ({} lines, which --full shows)", longest->size() - 1);
    longest->resize(1);
  }
  for (const auto& block : blocks) lines.insert(lines.end(), block.begin(), block.end());
  lines.insert(lines.end(), example.begin(), example.end());
  return lines;
}

Protocol DescribedProtocol::as_tables(std::shared_ptr<const Instance> instance) const {
  ProtocolBuilder builder(std::move(instance));
  for (std::size_t k = 0; k < runs_.inputs(); ++k) {
    builder.record(k, run_of(description_, runs_.scheme(), runs_.input(k)));
  }
  return builder.finish();
}

Json DescribedProtocol::json() const {
  const Scheme& scheme = runs_.scheme();
  const Task& task = runs_.instance().task();
  const auto of = [&](const Expression& one, const Arguments& arguments) {
    const auto ignores = ignored(one, arguments, task, names_);
    Json object = Json::object();
    object["is"] = one.json(task, names_);
    object["ignores"] = ignores;
    object["words"] = function_in_words(one, ignores, task, names_);
    return object;
  };
  Json messages = Json::array();
  Json values = Json::object();
  const Input input = runs_.input(example_);
  const Transcript run = run_of(description_, scheme, input);
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (names_[number].empty()) continue;
    const Slot& slot = scheme.slot(number);
    Json one = Json::object();
    one["name"] = names_[number];
    if (slot.is_thought()) {
      one["thought"] = first_player - slot.receiver();
    } else {
      one["epoch"] = slot.epoch;
      one["from"] = slot.sender();
      one["to"] = slot.receiver();
      if (slot.token) one["token"] = *slot.token;
    }
    one["bits"] = slot.bits;
    Json terms = Json::array();
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      Json entry = of(description_.slots[number][term].expression, seen_by(scheme, slot, term));
      if (const auto token = scheme.token_of(slot.terms[term].holder)) entry["token"] = *token;
      terms.push_back(std::move(entry));
    }
    one["terms"] = std::move(terms);
    messages.push_back(std::move(one));
    values[names_[number]] = run.values[number];
  }
  Json example = Json::object();
  example["input"] = input;
  example["values"] = std::move(values);
  example["answer"] = run.answer;
  Json object = Json::object();
  object["messages"] = std::move(messages);
  object["answer"] = of(description_.answer.expression, seen_by_answer(scheme));
  object["example"] = std::move(example);
  return object;
}

DescribedProtocol describe(const Protocol& protocol, const Budget& budget) {
  Runs runs(protocol, budget);
  Description description = simplify(runs, budget);
  return {std::move(description), std::move(runs)};
}

}  // namespace arcsat
