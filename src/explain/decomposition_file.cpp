#include "explain/decomposition_file.hpp"

#include "base/document.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_number = std::int64_t{1} << 20;

std::vector<InputIndex> indices_in(const Node& node) {
  std::vector<InputIndex> list;
  for (const Node& one : node.array()) {
    list.push_back(static_cast<InputIndex>(one.integer(0, static_cast<std::int64_t>(Task::most_inputs) - 1)));
  }
  return list;
}

}  // namespace

Json json_of(const Decomposition& decomposition) {
  Json Z = Json::array();
  for (std::size_t k = 1; k < decomposition.Z.size(); ++k) Z.push_back(decomposition.Z[k]);
  Json R = Json::array();
  for (const Input& member : decomposition.R) R.push_back(member);
  return {
      {"format", "arcsat-decomposition"}, {"version", 1},      {"l", decomposition.l}, {"epochs", decomposition.epochs},
      {"W", decomposition.Z.front()},     {"Z", std::move(Z)}, {"R", std::move(R)}};
}

Decomposition parse_decomposition(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "l", "epochs", "W", "Z", "R"});
  if (root.at("format").text() != "arcsat-decomposition") root.at("format").expected("\"arcsat-decomposition\"");
  root.at("version").integer(1, 1);
  Decomposition found;
  found.l = static_cast<Player>(root.at("l").integer(1, largest_number));
  found.epochs = static_cast<int>(root.at("epochs").integer(1, largest_number));
  found.Z.push_back(indices_in(root.at("W")));
  for (const Node& list : root.at("Z").array()) found.Z.push_back(indices_in(list));
  for (const Node& member : root.at("R").array()) found.R.push_back(indices_in(member));
  return found;
}

}  // namespace arcsat
