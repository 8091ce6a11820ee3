#include "certify/order_file.hpp"

#include "certify/two_step_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t most_epochs_in_a_file = std::int64_t{1} << 20;

bool truth_in(const Node& node) {
  const bool* value = std::get_if<bool>(&node.value());
  if (value == nullptr) node.expected("true or false");
  return *value;
}

std::string hash_in(const Node& node) {
  const std::string& text = node.text(64);
  if (text.size() != 64 || text.find_first_not_of("0123456789abcdef") != std::string::npos) {
    node.expected("64 lower-case hexadecimal digits");
  }
  return text;
}

OrderRule rule_in(const Node& table) {
  for (const OrderRule& rule : {OrderRule(StrongerModel{}), OrderRule(Joining::answers), OrderRule(Joining::queries)}) {
    if (table.at("rule").text() != name_of(rule)) continue;
    for (const char* absent : {"ends", "informed"}) {
      if (const Node* found = table.find(absent)) found->expected("no such key for this rule");
    }
    return rule;
  }
  if (table.at("rule").text() != name_of(Embedding{})) {
    table.at("rule").expected("\"embedding\", \"stronger-model\", \"product-of-answers\" or \"sum-of-queries\"");
  }
  Embedding embedding{{}, truth_in(table.at("informed"))};
  for (const Node& end : table.at("ends").array()) {
    embedding.ends.push_back(static_cast<int>(end.integer(1, most_epochs_in_a_file)));
  }
  return embedding;
}

}  // namespace

void add_json(const OrderDerivation& derivation, Json& out) {
  out["rule"] = name_of(derivation.rule);
  if (const auto* embedding = std::get_if<Embedding>(&derivation.rule)) {
    out["ends"] = embedding->ends;
    out["informed"] = embedding->informed;
  }
  out["bases"] = derivation.bases;
}

std::string to_json(const OrderDerivation& derivation) {
  Json out = {{"format", "arcsat-derivation"}, {"version", 1}};
  add_json(derivation, out);
  return out.dump() + "\n";
}

OrderDerivation order_derivation_in(const Node& table) {
  OrderDerivation derivation{rule_in(table), {}};
  for (const Node& base : table.at("bases").array()) derivation.bases.push_back(hash_in(base));
  return derivation;
}

OrderDerivation parse_order_derivation(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "rule", "ends", "informed", "bases"});
  require_format(root, "arcsat-derivation", 1);
  return order_derivation_in(root);
}

}  // namespace arcsat
