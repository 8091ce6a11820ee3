#include "certify/adaptive_counting_file.hpp"

#include "base/json.hpp"
#include "certify/two_step_file.hpp"

namespace arcsat {

namespace {

AdaptiveContext adaptive_context_in(const Node& node) {
  const Node::Array& triple = node.array();
  if (triple.size() != 3) node.expected("[w, z_0, the place of a table]");
  return {number_in(triple[0]), number_in(triple[1]), number_in(triple[2])};
}

AdaptivePhase adaptive_phase_in(const Node& node) {
  node.table({"share", "orders"});
  AdaptivePhase phase;
  phase.share = number_in(node.at("share"));
  for (const Node& listed : node.at("orders").array()) {
    AdaptiveOrder& order = phase.orders.emplace_back();
    for (const Node& context : listed.array()) order.push_back(adaptive_context_in(context));
  }
  return phase;
}

}  // namespace

std::string to_json(const AdaptiveBound& bound) {
  Json out = {{"format", "arcsat-adaptive-counting"}, {"version", 1}, {"z1", bound.z1}, {"whole", bound.whole}};
  if (bound.split) out["split"] = *bound.split;
  Json phases = Json::array();
  for (const AdaptivePhase& phase : bound.phases) {
    Json orders = Json::array();
    for (const AdaptiveOrder& order : phase.orders) {
      Json listed = Json::array();
      for (const auto& [w, z0, table] : order) listed.push_back({w, z0, table});
      orders.push_back(std::move(listed));
    }
    phases.push_back({{"share", phase.share}, {"orders", std::move(orders)}});
  }
  out["phases"] = std::move(phases);
  return out.dump() + "\n";
}

AdaptiveBound parse_adaptive_bound(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "z1", "whole", "split", "phases"});
  require_format(root, "arcsat-adaptive-counting", 1);
  AdaptiveBound bound;
  bound.z1 = tables_in(root.at("z1"));
  for (const std::uint32_t place : numbers_in(root.at("whole"))) bound.whole.push_back(place);
  if (const Node* split = root.find("split")) bound.split = number_in(*split);
  for (const Node& phase : root.at("phases").array()) bound.phases.push_back(adaptive_phase_in(phase));
  return bound;
}

}  // namespace arcsat
