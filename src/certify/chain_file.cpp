#include "certify/chain_file.hpp"

#include <array>
#include <utility>

#include "base/json.hpp"
#include "certify/two_step_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_in_a_chain = std::int64_t{1} << 40;

constexpr std::array<std::pair<std::string_view, FirstStep>, 3> first_steps = {{
    {"single", FirstStep::single},
    {"tuples", FirstStep::tuples},
    {"entropy", FirstStep::entropy},
}};

constexpr std::array<std::pair<std::string_view, Tail>, 4> tails = {{
    {"none", Tail::none},
    {"exact", Tail::exact},
    {"sets", Tail::sets},
    {"logs", Tail::logs},
}};

template <typename Words, typename Value>
std::string_view word_for(const Words& words, Value value) {
  for (const auto& [word, meaning] : words) {
    if (meaning == value) return word;
  }
  return "";
}

template <typename Words>
auto meaning_in(const Words& words, const Node& node, const char* expected) {
  for (const auto& [word, meaning] : words) {
    if (node.text() == word) return meaning;
  }
  node.expected(expected);
}

std::vector<std::uint64_t> sizes_in(const Node& node) {
  std::vector<std::uint64_t> list;
  for (const Node& one : node.array()) list.push_back(static_cast<std::uint64_t>(one.integer(1, largest_in_a_chain)));
  return list;
}

}  // namespace

std::string to_json(const Chain& chain) {
  Json words = Json::array();
  for (const Tail tail : chain.tails) words.push_back(word_for(tails, tail));
  const Json out = {{"format", "arcsat-chain"},
                    {"version", 1},
                    {"first", word_for(first_steps, chain.first)},
                    {"x", chain.x},
                    {"theta", chain.theta},
                    {"tails", std::move(words)}};
  return out.dump() + "\n";
}

Chain parse_chain(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "first", "x", "theta", "tails"});
  require_format(root, "arcsat-chain", 1);
  Chain chain;
  chain.first = meaning_in(first_steps, root.at("first"), "\"single\", \"tuples\" or \"entropy\"");
  chain.x = sizes_in(root.at("x"));
  chain.theta = sizes_in(root.at("theta"));
  for (const Node& tail : root.at("tails").array()) {
    chain.tails.push_back(meaning_in(tails, tail, "\"none\", \"exact\", \"sets\" or \"logs\""));
  }
  return chain;
}

}  // namespace arcsat
