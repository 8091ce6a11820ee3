#include "arcsat/certify/counting_file.hpp"

#include <nlohmann/json.hpp>

#include "arcsat/base/document.hpp"

namespace arcsat {

std::string to_json(const CountingBound& bound, const CountingReport& report) {
  using Json = nlohmann::ordered_json;
  Json messages = Json::array();
  for (const CountedMessage& counted : report.messages) {
    messages.push_back({{"epoch", counted.message.epoch},
                        {"from", counted.message.sender},
                        {"to", counted.message.receiver},
                        {"bits", counted.width},
                        {"situations", counted.situations.str()}});
  }
  const Json out = {{"format", "arcsat-counting"},     {"version", 1},
                    {"knowing", bound.knowing},        {"contexts", bound.contexts},
                    {"messages", std::move(messages)}, {"bits", report.bits.str()},
                    {"answers", report.answers.str()}};
  return out.dump() + "\n";
}

CountingBound parse_counting_bound(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "knowing", "contexts", "messages", "bits", "answers"});
  if (root.at("format").text() != "arcsat-counting") root.at("format").expected("\"arcsat-counting\"");
  root.at("version").integer(1, 1);
  CountingBound bound;
  constexpr std::int64_t most_players = 1 << 20;
  for (const Node& player : root.at("knowing").array()) {
    bound.knowing.push_back(static_cast<Player>(player.integer(0, most_players)));
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
