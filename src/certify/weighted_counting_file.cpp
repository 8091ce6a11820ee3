#include "certify/weighted_counting_file.hpp"

#include "base/json.hpp"
#include "certify/two_step_file.hpp"

namespace arcsat {

std::string to_json(const WeightedBound& bound) {
  const Json out = {{"format", "arcsat-weighted-counting"},
                    {"version", 1},
                    {"queries", bound.queries},
                    {"z0", bound.z0},
                    {"z1", bound.z1},
                    {"weights", bound.weights},
                    {"denominator", bound.denominator}};
  return out.dump() + "\n";
}

WeightedBound parse_weighted_bound(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "queries", "z0", "z1", "weights", "denominator"});
  require_format(root, "arcsat-weighted-counting", 1);
  WeightedBound bound;
  bound.queries = number_in(root.at("queries"));
  bound.z0 = numbers_in(root.at("z0"));
  bound.z1 = tables_in(root.at("z1"));
  for (const Node& weight : root.at("weights").array()) bound.weights.push_back(weight_in(weight));
  bound.denominator = weight_in(root.at("denominator"));
  return bound;
}

}  // namespace arcsat
