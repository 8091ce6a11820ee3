#include "certify/counting_file.hpp"

#include "base/document.hpp"
#include "base/json.hpp"

namespace arcsat {

std::string to_json(const CountingBound& bound, const CountingReport& report) {
  Json messages = Json::array();
  for (const CountedMessage& counted : report.messages) {
    messages.push_back({{"epoch", counted.message.epoch},
                        {"from", counted.message.sender},
                        {"to", counted.message.receiver},
                        {"bits", counted.width},
                        {"situations", counted.situations.str()}});
  }
  Json cut = Json::array();
  for (const auto& [player, epoch] : bound.knows_after) cut.push_back({{"player", player}, {"after", epoch}});
  const Json out = {{"format", "arcsat-counting"},     {"version", 2},
                    {"knows", std::move(cut)},         {"contexts", bound.contexts},
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
    Input& inputs = bound.contexts.emplace_back();
    for (const Node& input : context.array()) {
      inputs.push_back(static_cast<InputIndex>(input.integer(0, std::int64_t{1} << 31)));
    }
  }
  return bound;
}

}  // namespace arcsat
