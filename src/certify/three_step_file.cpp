#include "certify/three_step_file.hpp"

#include "base/json.hpp"
#include "certify/two_step_file.hpp"

namespace arcsat {

namespace {

std::uint64_t size_in(const Node& node) { return static_cast<std::uint64_t>(node.integer(1, std::int64_t{1} << 40)); }

}  // namespace

std::string to_json(const ThreeStepBound& bound) {
  Json rho = Json::array();
  rho.push_back(bound.a);
  rho.push_back(bound.b);
  const Json out = {{"format", "arcsat-three-steps"},
                    {"version", 1},
                    {"tables", bound.tables == FirstTables::constants ? "constants" : "counted"},
                    {"p1", bound.p1},
                    {"r", bound.r},
                    {"rho", std::move(rho)},
                    {"p2", bound.p2},
                    {"h", bound.h}};
  return out.dump() + "\n";
}

ThreeStepBound parse_three_step_bound(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "tables", "p1", "r", "rho", "p2", "h"});
  require_format(root, "arcsat-three-steps", 1);
  ThreeStepBound bound;
  const Node& tables = root.at("tables");
  if (tables.text() != "constants" && tables.text() != "counted") tables.expected("\"constants\" or \"counted\"");
  bound.tables = tables.text() == "constants" ? FirstTables::constants : FirstTables::counted;
  bound.p1 = size_in(root.at("p1"));
  bound.r = size_in(root.at("r"));
  const Node::Array& rho = root.at("rho").array();
  if (rho.size() != 2) root.at("rho").expected("[a, b]");
  bound.a = size_in(rho[0]);
  bound.b = size_in(rho[1]);
  bound.p2 = size_in(root.at("p2"));
  bound.h = size_in(root.at("h"));
  return bound;
}

}  // namespace arcsat
