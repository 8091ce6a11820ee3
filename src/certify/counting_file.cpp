#include "certify/counting_file.hpp"

#include <limits>

#include "base/document.hpp"
#include "base/json.hpp"

namespace arcsat {

namespace {

Json json_of(const PlayerInput& input) {
  if (const auto* index = std::get_if<InputIndex>(&input.form())) return *index;
  if (const auto* entries = std::get_if<PlayerInput::Entries>(&input.form())) return *entries;
  const auto& table = std::get<SparseTable>(input.form());
  Json entries = Json::array();
  for (const auto& [position, value] : table.entries)
    entries.push_back(Json(std::vector<std::uint64_t>{position, value}));
  return Json{{"default", table.otherwise}, {"entries", std::move(entries)}};
}

std::uint32_t read_value(const Node& node) {
  return static_cast<std::uint32_t>(node.integer(0, std::numeric_limits<std::uint32_t>::max()));
}

PlayerInput read_input(const Node& node) {
  if (std::holds_alternative<Node::Array>(node.value())) {
    PlayerInput::Entries entries;
    for (const Node& entry : node.array()) entries.push_back(read_value(entry));
    return PlayerInput(std::move(entries));
  }
  if (std::holds_alternative<Node::Table>(node.value())) {
    node.table({"default", "entries"});
    SparseTable table{read_value(node.at("default")), {}};
    for (const Node& entry : node.at("entries").array()) {
      const Node::Array& pair = entry.array();
      if (pair.size() != 2) entry.expected("[position, value]");
      table.entries.emplace_back(pair[0].integer(0, Task::most_positions), read_value(pair[1]));
    }
    return PlayerInput(std::move(table));
  }
  return static_cast<InputIndex>(node.integer(0, std::int64_t{1} << 31));
}

}  // namespace

std::string to_json(const CountingBound& bound, const CountingReport& report) {
  Json messages = Json::array();
  for (const CountedMessage& counted : report.messages) {
    messages.push_back({{"epoch", counted.message.epoch},
                        {"from", counted.message.sender},
                        {"to", counted.message.receiver},
                        {"bits", counted.width},
                        {"situations", counted.situations.str()}});
  }
  Json contexts = Json::array();
  for (const CountingContext& context : bound.contexts) {
    Json inputs = Json::array();
    for (const PlayerInput& input : context) inputs.push_back(json_of(input));
    contexts.push_back(std::move(inputs));
  }
  Json cut = Json::array();
  for (const auto& [player, epoch] : bound.knows_after) cut.push_back({{"player", player}, {"after", epoch}});
  const Json out = {{"format", "arcsat-counting"},     {"version", 2},
                    {"knows", std::move(cut)},         {"contexts", std::move(contexts)},
                    {"messages", std::move(messages)}, {"bits", report.bits.str()},
                    {"answers", report.answers.str()}};
  return out.dump() + "\n";
}

CountingBound parse_counting_bound(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "knows", "contexts", "messages", "bits", "answers"});
  if (root.at("format").text() != "arcsat-counting") root.at("format").expected("\"arcsat-counting\"");
  root.at("version").integer(2, 2);
  CountingBound bound;
  constexpr std::int64_t most = 1 << 20;  // players, epochs
  for (const Node& entry : root.at("knows").array()) {
    entry.table({"player", "after"});
    const auto player = static_cast<Player>(entry.at("player").integer(0, most));
    const int epoch = static_cast<int>(entry.at("after").integer(0, most));
    if (!bound.knows_after.emplace(player, epoch).second) entry.at("player").expected("each player once");
  }
  for (const Node& context : root.at("contexts").array()) {
    CountingContext& inputs = bound.contexts.emplace_back();
    for (const Node& input : context.array()) inputs.push_back(read_input(input));
  }
  return bound;
}

}  // namespace arcsat
