#include <fmt/format.h>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/protocol_argument.hpp"
#include "cli/sums_run.hpp"
#include "protocol/simulate.hpp"

namespace arcsat::cli {

namespace {

Input parse_input(const Instance& instance, const std::string& text) {
  const Task& task = instance.task();
  const std::vector<std::uint32_t> indices = parse_list("input", text, 0, 0x7fffffff);
  if (indices.size() != static_cast<std::size_t>(task.players())) {
    CommandLine::reject("input", text, fmt::format("{} indices: w,z0,…,z{}", task.players(), task.length()));
  }
  for (Player p = first_player; p <= task.length(); ++p) {
    const InputIndex index = indices[seat(p)];
    if (index >= task.indices(p)) {
      CommandLine::reject(
          "input", std::to_string(index),
          fmt::format("an index below {} for {}", task.indices(p), p == first_player ? "w" : fmt::format("z{}", p)));
    }
  }
  return indices;
}

void print_run(const Instance& instance, const Input& input, const Transcript& run) {
  print_line("input [{}]", fmt::join(input, ","));
  const Scheme& scheme = instance.scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    if (slot.bits == 0) continue;
    print_line("  {}: {} ({} bit{})", place_of(slot), run.values[number], slot.bits, slot.bits == 1 ? "" : "s");
  }
  const std::uint32_t right = instance.task().answer(input);
  print_line("  answer {} ({})", run.answer, run.answer == right ? "right" : fmt::format("wrong: {}", right));
}

Json json_run(const Instance& instance, const Input& input, const Transcript& run) {
  Json messages = Json::array();
  Json thoughts = Json::array();
  const Scheme& scheme = instance.scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    Json shown = {{"epoch", slot.epoch}, {"from", slot.sender()}, {"to", slot.receiver()}};
    if (slot.is_thought()) shown = {{"thought", first_player - slot.receiver()}};
    if (slot.token) shown["token"] = *slot.token;
    shown["bits"] = slot.bits;
    shown["value"] = run.values[number];
    (slot.is_thought() ? thoughts : messages).push_back(std::move(shown));
  }
  Json result = {{"input", input}, {"messages", std::move(messages)}};
  if (facts_of(instance.model().kind).thoughts > 0) result["thoughts"] = std::move(thoughts);
  result["answer"] = run.answer;
  result["right_answer"] = instance.task().answer(input);
  return result;
}

/// A number, or its bits, bit 0 first, where it has too many.
std::string value_words(const std::vector<bool>& bits) {
  constexpr std::size_t most_bits = 63;
  std::uint64_t number = 0;
  std::string digits;
  for (std::size_t k = 0; k < bits.size(); ++k) {
    digits += bits[k] ? '1' : '0';
    if (k < most_bits) number |= std::uint64_t{bits[k]} << k;
  }
  return bits.size() <= most_bits ? std::to_string(number) : digits + ", bit 0 first";
}

/// One input of sums, however many there are.
int simulate_sums(const CommandLine& line, const SumsProtocol& protocol) {
  const Instance& instance = *protocol.instance;
  const SumsInput input = parse_sums_input(instance.task(), line.text("input"));
  const SumsTranscript run = run_sums(protocol, input);
  const bool right = run.answer == run.right_answer;
  if (line.has("json")) {
    Json messages = Json::array();
    for (std::size_t k = 0; k < run.bits.size(); ++k) {
      const Message& message = protocol.messages[k].message;
      messages.push_back({{"epoch", message.epoch},
                          {"from", message.sender},
                          {"to", message.receiver},
                          {"bits", run.bits[k].size()},
                          {"values", std::vector<int>(run.bits[k].begin(), run.bits[k].end())}});
    }
    Json shown = {{"control", input.control}, {"entries", input.entries}, {"messages", std::move(messages)}};
    shown["answer"] = run.answer;
    shown["right_answer"] = run.right_answer;
    Json out = {{"format", "arcsat-runs"}, {"version", 1}, {"inputs", 1}, {"right", right ? 1 : 0}};
    if (!line.has("quiet")) out["runs"] = Json::array();
    if (!line.has("quiet")) out["runs"].push_back(std::move(shown));
    print_json(out);
    return right ? 0 : 2;
  }
  if (!line.has("quiet")) {
    print_line("input [{},{}]", fmt::join(input.control, ","), fmt::join(input.entries, "."));
    for (std::size_t k = 0; k < run.bits.size(); ++k) {
      const std::size_t bits = run.bits[k].size();
      if (bits == 0) continue;
      print_line("  {}: {} ({} bit{})", place_of(instance.scheme().slot(instance.number(protocol.messages[k].message))),
                 value_words(run.bits[k]), bits, bits == 1 ? "" : "s");
    }
    print_line("  answer {} ({})", run.answer, right ? "right" : fmt::format("wrong: {}", run.right_answer));
  }
  print_line("{} of 1 answers right", right ? 1 : 0);
  return right ? 0 : 2;
}

/// Sums of more inputs than are shown one after the other.
bool too_many_to_list(const SumsProtocol& protocol) {
  constexpr std::uint64_t most = std::uint64_t{1} << 20;
  return !can_be_tabulated(protocol) || protocol.instance->inputs().size() > most;
}

int run_simulate(const Words& words) {
  CommandLine line("simulate", "simulate PROTOCOL|BUNDLE [--input w,z0,…,zL] [OPTIONS]",
                   "Runs a protocol, or a bundle's, on one input, or on every allowed one, and shows each message.");
  line.option(
      "input",
      "one input, an index per player: w,z0,…,zL; of sums the last table may be its entries, with dots between");
  line.flag("json", "print one JSON object");
  line.flag("quiet", "no runs, only the summary");
  if (!line.parse(words, 1)) return 0;
  if (line.positionals().empty()) throw InputError("found no protocol, expected arcsat simulate PROTOCOL|BUNDLE");
  const Budget budget;
  const std::optional<SumsProtocol> sums = sums_in(line.positionals().front(), budget);
  const bool entries = line.has("input") && line.text("input").find('.') != std::string::npos;
  if (sums && (entries || too_many_to_list(*sums))) {
    if (line.has("input")) return simulate_sums(line, *sums);
    throw Unsupported(fmt::format("{}: found sums of more than 2^20 inputs, expected --input for one of them",
                                  line.positionals().front()));
  }
  const Protocol protocol = protocol_in(line.positionals().front(), budget);
  const Instance& instance = protocol.instance();
  const bool one = line.has("input");
  const Input single = one ? parse_input(instance, line.text("input")) : Input{};
  const std::uint64_t runs = one ? 1 : instance.inputs().size();
  std::uint64_t right = 0;
  Json json_runs = Json::array();
  for (std::uint64_t k = 0; k < runs; ++k) {
    if ((k & 0xff) == 0) budget.check();
    const Input input = one ? single : instance.inputs().input(k);
    const Transcript run = simulate(protocol, input);
    if (run.answer == instance.task().answer(input)) ++right;
    if (line.has("quiet")) continue;
    if (line.has("json")) {
      json_runs.push_back(json_run(instance, input, run));
    } else {
      print_run(instance, input, run);
    }
  }
  if (line.has("json")) {
    Json out = {{"format", "arcsat-runs"}, {"version", 1}, {"inputs", runs}, {"right", right}};
    if (!line.has("quiet")) out["runs"] = std::move(json_runs);
    print_json(out);
  } else {
    print_line("{} of {} answers right", right, runs);
  }
  return right == runs ? 0 : 2;
}

}  // namespace

const Command simulate_command = {"simulate", "run a protocol on one input or on all", run_simulate};

}  // namespace arcsat::cli
