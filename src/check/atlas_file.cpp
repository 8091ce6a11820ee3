#include "check/atlas_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

std::string how_of(const AtlasCell& cell) {
  if (cell.verdict == Verdict::undecided) return "";
  return cell.derivation ? "order: " + name_of(cell.derivation->rule) : cell.method;
}

std::string sizes_of(const Task& task) {
  std::string text = fmt::format("({}", task.m());
  for (std::size_t k = 0; k < task.n().size(); ++k) text += fmt::format("{}{}", k == 0 ? "; " : ",", task.n()[k]);
  for (std::size_t k = 0; k < task.q().size(); ++k) text += fmt::format("{}{}", k == 0 ? "; " : ",", task.q()[k]);
  return text + ")";
}

std::string model_of_cell(const Instance& instance) {
  const Model& model = instance.model();
  std::string text = name_of(model);
  if (const auto* chain = std::get_if<ChainOfThought>(&model.kind)) {
    text += fmt::format(", {} thoughts of {} bits", chain->thoughts,
                        chain->thought_bits ? std::to_string(*chain->thought_bits) : "unlimited");
  }
  return text;
}

Verdict verdict_in(const Node& node) {
  for (const Verdict verdict : {Verdict::realizable, Verdict::unrealizable, Verdict::undecided}) {
    if (node.text() == to_string(verdict)) return verdict;
  }
  node.expected("\"realizable\", \"unrealizable\" or \"undecided\"");
}

AtlasCell cell_in(const Node& node) {
  node.table({"instance", "verdict", "bundle", "by", "rule", "ends", "informed", "bases"});
  AtlasCell cell;
  node.at("instance").table({"task", "inputs", "model"});
  cell.instance = std::make_shared<const Instance>(instance_from_tables(node.at("instance"), "", std::nullopt));
  cell.verdict = verdict_in(node.at("verdict"));
  const Node* bundle = node.find("bundle");
  const Node* rule = node.find("rule");
  const int given = (bundle != nullptr) + (rule != nullptr);
  if (given != (cell.verdict == Verdict::undecided ? 0 : 1)) {
    node.expected("\"bundle\" or \"rule\" for a verdict, neither without one");
  }
  if (rule != nullptr) {
    cell.derivation = order_derivation_in(node);
  }
  if (bundle != nullptr) {
    const std::string& name = bundle->text();
    const std::string number = name.substr(std::min(name.size(), std::string(atlas_bundles).size() + 1));
    const bool plain = name == fmt::format("{}/{}", atlas_bundles, number) && !number.empty() &&
                       number.find_first_not_of("0123456789") == std::string::npos;
    if (!plain) bundle->expected("\"bundles/\" and a number");
    cell.bundle = name;
    cell.method = node.at("by").text();
  } else if (const Node* by = node.find("by")) {
    by->expected("no such key without a bundle");
  }
  return cell;
}

}  // namespace

std::vector<AtlasCell> parse_atlas(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "cells"});
  if (root.at("format").text() != "arcsat-atlas") root.at("format").expected("\"arcsat-atlas\"");
  root.at("version").integer(1, 1);
  std::vector<AtlasCell> cells;
  for (const Node& node : root.at("cells").array()) cells.push_back(cell_in(node));
  return cells;
}

std::string atlas_json(const std::vector<AtlasCell>& cells) {
  std::string text = "{\"format\":\"arcsat-atlas\",\"version\":1,\"cells\":[";
  const char* between = "\n";
  for (const AtlasCell& cell : cells) {
    Json line = {{"instance", Json::parse(canonical_json(*cell.instance))}, {"verdict", to_string(cell.verdict)}};
    if (!cell.bundle.empty()) {
      line["bundle"] = cell.bundle;
      line["by"] = cell.method;
    }
    if (cell.derivation) add_json(*cell.derivation, line);
    text += between + line.dump();
    between = ",\n";
  }
  return text + "\n]}\n";
}

std::string atlas_csv(const std::vector<AtlasCell>& cells) {
  std::string text = "model,L,sizes,c,E,verdict,by\n";
  for (const AtlasCell& cell : cells) {
    const Instance& instance = *cell.instance;
    text += fmt::format("\"{}\",{},\"{}\",{},{},{},{}\n", model_of_cell(instance), instance.task().length(),
                        sizes_of(instance.task()), instance.model().bits_per_token, instance.epochs(),
                        to_string(cell.verdict), how_of(cell));
  }
  return text;
}

std::string atlas_markdown(const std::vector<AtlasCell>& cells) {
  std::map<std::string, std::size_t> ways;
  std::vector<const AtlasCell*> open;
  for (const AtlasCell& cell : cells) {
    if (cell.verdict == Verdict::undecided) {
      open.push_back(&cell);
    } else {
      ++ways[fmt::format("{} | {}", to_string(cell.verdict), how_of(cell))];
    }
  }
  std::string text = fmt::format("# Atlas\n\n{} cells, {} of them open. `arcsat check` judges all of it.\n\n",
                                 cells.size(), open.size());
  text += "| verdict | by | cells |\n|---|---|---|\n";
  for (const auto& [way, count] : ways) text += fmt::format("| {} | {} |\n", way, count);
  text += fmt::format("\nOpen:{}\n", open.empty() ? " none." : "\n");
  for (const AtlasCell* cell : open) {
    text +=
        fmt::format("- {}, c = {}, E = {}, {}\n", sizes_of(cell->instance->task()),
                    cell->instance->model().bits_per_token, cell->instance->epochs(), model_of_cell(*cell->instance));
  }
  return text;
}

}  // namespace arcsat
