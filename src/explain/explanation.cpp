#include "explain/explanation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "explain/decomposition_file.hpp"
#include "explain/input_words.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

std::string inputs_in_words(const Task& task, const Input& input, const std::vector<Player>& players, bool among) {
  std::vector<std::string> parts;
  for (Player p = first_player; p <= task.length(); ++p) {
    const bool listed = std::find(players.begin(), players.end(), p) != players.end();
    if (listed == among) parts.push_back(player_in_words(task, p, input[seat(p)]));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string players_in_words(const std::vector<Player>& players) {
  return fmt::format("player{} {} hold{} different inputs", players.size() == 1 ? "" : "s", fmt::join(players, ", "),
                     players.size() == 1 ? "s" : "");
}

/// Slots that can matter to the answer; the rest would only distract.
std::vector<std::size_t> shown_slots(const Scheme& scheme) {
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (scheme.matters(number)) numbers.push_back(number);
  }
  return numbers;
}

bool answerer_receives(const Scheme& scheme, std::size_t number) {
  const auto received = scheme.received(scheme.answer());
  return std::find(received.begin(), received.end(), number) != received.end();
}

void add_pair(const FailingPair& pair, const Protocol& protocol, std::vector<std::string>& lines) {
  const Task& task = protocol.instance().task();
  const Scheme& scheme = protocol.instance().scheme();
  lines.push_back(fmt::format("Two inputs that look alike at last, and are answered differently: {}, in {} entr{}.",
                              players_in_words(pair.players), pair.entries, pair.entries == 1 ? "y" : "ies"));
  const std::string common = inputs_in_words(task, pair.one, pair.players, false);
  lines.push_back("  both: " + (common.empty() ? "nothing" : common));
  for (const auto& [name, input] : {std::pair{"A", &pair.one}, std::pair{"B", &pair.other}}) {
    lines.push_back(fmt::format("  {}: {}; the right answer is {} (arcsat simulate --input {})", name,
                                inputs_in_words(task, *input, pair.players, true), task.answer(*input),
                                fmt::join(*input, ",")));
  }
  const Transcript one = messages_on(protocol, pair.one);
  const Transcript other = messages_on(protocol, pair.other);
  lines.push_back(fmt::format("  {:<44} {:>6} {:>6}", "message", "A", "B"));
  for (const std::size_t number : shown_slots(scheme)) {
    lines.push_back(fmt::format("  {:<44} {:>6} {:>6}{}{}", place_of(scheme.slot(number)), one.values[number],
                                other.values[number], one.values[number] == other.values[number] ? "" : "  differs",
                                answerer_receives(scheme, number) ? "  seen by who answers" : ""));
  }
}

void add_decomposition(const Decomposition& decomposition, const Lemma43& lemma, const Instance& instance,
                       std::vector<std::string>& lines) {
  const Task& task = instance.task();
  const Player last = task.length();
  const InputSet& inputs = instance.inputs();
  lines.push_back("An indistinguishable decomposition: with all of");
  for (std::size_t k = 0; k < decomposition.Z.size(); ++k) {
    std::vector<std::string> list;
    for (const InputIndex index : decomposition.Z[k]) {
      list.push_back(player_in_words(task, first_player + static_cast<Player>(k), index));
    }
    lines.push_back(fmt::format("  {}", fmt::join(list, ", ")));
  }
  lines.push_back(
      fmt::format("  {} of the {} tables z_{} look alike to who answers (R, a share of 2^{:.2f}).", lemma.members,
                  inputs.values(last), last,
                  std::log2(static_cast<double>(lemma.members) / static_cast<double>(inputs.values(last)))));
  const bool all = !instance.restriction().lists.contains(last);
  const std::string side =
      all ? fmt::format("|A_{0}| / q_{0}^{1}", last, lemma.cover.size()) : "the allowed tables that agree there";
  lines.push_back(fmt::format("  They are asked for {} entr{}. Lemma 4.3: a protocol that is right has |R| <= {} = {};",
                              lemma.cover.size(), lemma.cover.size() == 1 ? "y" : "ies", side, lemma.most));
  lines.push_back(
      lemma.refutes()
          ? fmt::format("  here |R| = {} > {}, so the numbers alone show that it is wrong.", lemma.members, lemma.most)
          : fmt::format("  here |R| = {} <= {}: the numbers alone show nothing, the values do:", lemma.members,
                        lemma.most));
  for (std::size_t k = 0; k < lemma.cover.size(); ++k) {
    const std::uint64_t columns = task.range(last - 1);
    const std::string entry =
        last == 1 ? fmt::format("z_1({})", lemma.cover[k])
                  : fmt::format("z_{}({},{})", last, lemma.cover[k] / columns, lemma.cover[k] % columns);
    lines.push_back(
        fmt::format("    {} is {}{}", entry, fmt::join(lemma.values[k], " or "),
                    lemma.values[k].size() > 1 ? " on R: one answer cannot be right for all" : " on all of R"));
  }
  if (!is_plain_decoder(instance.model())) {
    lines.push_back(
        "  The lemma holds for every model. The paper's induction, which builds such sets, is about decoders of");
    lines.push_back("  whole functions alone.");
  }
}

}  // namespace

Explanation explain(const FinalViews& views, bool answered, const Budget& budget) {
  Explanation found;
  found.confusions = views.confusions();
  found.pair = failing_pair(views, budget);
  if (found.pair) {
    found.decomposition = grow_decomposition(views, *found.pair, budget);
    if (found.decomposition) found.lemma = lemma_4_3(views.instance(), *found.decomposition);
    return found;
  }
  if (answered && found.confusions.wrong > 0) {
    for (std::uint64_t k = 0; k < views.inputs() && !found.wrong; ++k) {
      if (!views.answered_right(k)) found.wrong = Input(views.input(k).begin(), views.input(k).end());
    }
  }
  return found;
}

std::vector<std::string> words_of(const Explanation& explanation, const Protocol& protocol) {
  const Confusions& count = explanation.confusions;
  std::vector<std::string> lines = {
      fmt::format("{} inputs, {} final views of who answers; {} of these are confusions: they belong to inputs with "
                  "different right answers.",
                  count.inputs, count.views, count.confused)};
  if (!explanation.pair) {
    lines.push_back("The messages tell the answer: every final view has one right answer.");
    if (explanation.wrong) {
      lines.push_back(fmt::format("But the protocol's own answers are wrong or missing on {} inputs, first on [{}].",
                                  count.wrong, fmt::join(*explanation.wrong, ",")));
    }
    return lines;
  }
  lines.push_back(fmt::format("Whatever is answered, at least {} of {} inputs get a wrong answer ({:.1f} %).",
                              count.least_wrong, count.inputs,
                              100.0 * static_cast<double>(count.least_wrong) / static_cast<double>(count.inputs)));
  add_pair(*explanation.pair, protocol, lines);
  if (explanation.decomposition) {
    add_decomposition(*explanation.decomposition, *explanation.lemma, protocol.instance(), lines);
  } else if (protocol.instance().inputs().listed()) {
    lines.push_back("No decomposition: the allowed inputs are listed one by one, so that they are no product.");
  } else {
    lines.push_back(
        fmt::format("No decomposition: no two tables of player {} look alike anywhere and differ in the answer.",
                    protocol.instance().last_player()));
  }
  return lines;
}

std::vector<std::string> one_run_in_words(const Protocol& protocol) {
  const Instance& instance = protocol.instance();
  const Task& task = instance.task();
  // Not one of the first inputs, in which everything is 0.
  const std::uint64_t size = instance.inputs().size();
  const Input input = instance.inputs().input(size / 8 * 5 + size % 8 * 5 / 8);
  const Transcript run = messages_on(protocol, input);
  std::vector<std::string> lines = {fmt::format("For example {}; the right answer is {}. What is said and is not 0:",
                                                inputs_in_words(task, input, {}, false), task.answer(input))};
  for (const std::size_t number : shown_slots(instance.scheme())) {
    if (run.values[number] == 0) continue;
    lines.push_back(fmt::format("  {:<44} {:>6}", place_of(instance.scheme().slot(number)), run.values[number]));
  }
  return lines;
}

Json json_of(const Explanation& explanation, const Protocol& protocol) {
  const Confusions& count = explanation.confusions;
  Json out = {{"inputs", count.inputs},
              {"final_views", count.views},
              {"confusions", count.confused},
              {"least_wrong", count.least_wrong}};
  if (explanation.wrong) {
    out["answered_wrongly"] = count.wrong;
    out["first_wrong_input"] = *explanation.wrong;
  }
  if (const auto& pair = explanation.pair) {
    const Task& task = protocol.instance().task();
    const Scheme& scheme = protocol.instance().scheme();
    const Transcript one = messages_on(protocol, pair->one);
    const Transcript other = messages_on(protocol, pair->other);
    Json messages = Json::array();
    for (const std::size_t number : shown_slots(scheme)) {
      const Slot& slot = scheme.slot(number);
      Json message = {
          {"place", place_of(slot)}, {"epoch", slot.epoch}, {"from", slot.sender()}, {"to", slot.receiver()}};
      if (slot.token) message["token"] = *slot.token;
      message["values"] = std::vector<std::uint32_t>{one.values[number], other.values[number]};
      message["seen_by_answerer"] = answerer_receives(scheme, number);
      messages.push_back(std::move(message));
    }
    out["pair"] = {{"inputs", std::vector<Input>{pair->one, pair->other}},
                   {"right_answers", std::vector<std::uint32_t>{task.answer(pair->one), task.answer(pair->other)}},
                   {"players", pair->players},
                   {"entries", pair->entries},
                   {"messages", std::move(messages)}};
  }
  if (explanation.decomposition) {
    out["decomposition"] = json_of(*explanation.decomposition);
    const Lemma43& lemma = *explanation.lemma;
    Json cover = Json::array();
    for (std::size_t k = 0; k < lemma.cover.size(); ++k) {
      cover.push_back({{"position", lemma.cover[k]}, {"values", lemma.values[k]}});
    }
    out["lemma_4_3"] = {
        {"R", lemma.members}, {"most_if_right", lemma.most}, {"refutes", lemma.refutes()}, {"cover", std::move(cover)}};
  }
  return out;
}

}  // namespace arcsat
