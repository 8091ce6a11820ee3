#include "check/atlas.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "certify/witness.hpp"
#include "evidence/derived.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr const char* atlas_file = "atlas.json";
constexpr const char* csv_file = "table.csv";
constexpr const char* markdown_file = "table.md";
constexpr const char* bundles_directory = "bundles";
constexpr std::uint64_t most_inputs_run = std::uint64_t{1} << 12;

std::string inside(const std::string& directory, const std::string& name) {
  return (fs::path(directory) / name).string();
}

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
    const std::string number = name.substr(std::min(name.size(), std::string(bundles_directory).size() + 1));
    const bool plain = name == fmt::format("{}/{}", bundles_directory, number) && !number.empty() &&
                       number.find_first_not_of("0123456789") == std::string::npos;
    if (!plain) bundle->expected("\"bundles/\" and a number");
    cell.bundle = name;
    cell.method = node.at("by").text();
  } else if (const Node* by = node.find("by")) {
    by->expected("no such key without a bundle");
  }
  return cell;
}

std::vector<AtlasCell> read_atlas(const std::string& directory) {
  const std::string file = inside(directory, atlas_file);
  const Document document = Document::from_json(read_file(file), file);
  const Node& root = document.root();
  root.table({"format", "version", "cells"});
  if (root.at("format").text() != "arcsat-atlas") root.at("format").expected("\"arcsat-atlas\"");
  root.at("version").integer(1, 1);
  std::vector<AtlasCell> cells;
  for (const Node& node : root.at("cells").array()) cells.push_back(cell_in(node));
  return cells;
}

void require_only(const std::string& directory, const std::set<std::string>& files,
                  const std::set<std::string>& directories) {
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    const fs::file_type type = entry.symlink_status().type();
    const bool known = (type == fs::file_type::regular && files.contains(name)) ||
                       (type == fs::file_type::directory && directories.contains(name));
    if (!known) throw CheckFailed(fmt::format("{}: is no part of the atlas", entry.path().string()));
  }
}

/// The cells that others may follow from, with their bundles, by the SHA-256 of the instance.
struct Base {
  const AtlasCell* cell;
  std::string directory;
};

class AtlasCheck {
 public:
  AtlasCheck(const std::string& directory, const CheckOptions& options, const Budget& budget)
      : directory_(directory), options_(options), budget_(budget), cells_(read_atlas(directory)) {}

  AtlasReport run() {
    std::set<std::string> instances;
    std::set<std::string> names;
    for (const AtlasCell& cell : cells_) {
      if (!instances.insert(canonical_json(*cell.instance)).second) {
        throw CheckFailed(fmt::format("{}: found a cell twice: {}", inside(directory_, atlas_file),
                                      statement(*cell.instance, cell.verdict)));
      }
      if (cell.bundle.empty()) continue;
      if (!names.insert(fs::path(cell.bundle).filename().string()).second) {
        throw CheckFailed(fmt::format("{}: found {} for two cells", inside(directory_, atlas_file), cell.bundle));
      }
      check_bundle_of(cell);
    }
    for (const AtlasCell& cell : cells_) {
      budget_.check();
      count(cell);
      if (cell.derivation) check_derived(cell);
    }
    require_only(directory_, {atlas_file, csv_file, markdown_file}, {bundles_directory});
    if (fs::exists(inside(directory_, bundles_directory))) {
      require_only(inside(directory_, bundles_directory), {}, names);
    }
    require_text(csv_file, atlas_csv(cells_));
    require_text(markdown_file, atlas_markdown(cells_));
    return report_;
  }

 private:
  void check_bundle_of(const AtlasCell& cell) {
    const std::string place = inside(directory_, cell.bundle);
    const CheckReport report = check_bundle(place, options_, budget_);
    const std::string instance = canonical_json(*cell.instance);
    if (report.certificate.verdict() != cell.verdict || report.certificate.instance != instance ||
        report.certificate.method() != cell.method) {
      throw CheckFailed(fmt::format("{}: is not the bundle of its cell: found {}, expected {} by {}", place,
                                    report.statement, statement(*cell.instance, cell.verdict), cell.method));
    }
    bases_.emplace(sha256(instance), Base{&cell, place});
    ++report_.bundles;
  }

  void count(const AtlasCell& cell) {
    switch (cell.verdict) {
      case Verdict::realizable:
        ++report_.realizable;
        return;
      case Verdict::unrealizable:
        ++report_.unrealizable;
        return;
      case Verdict::undecided:
        ++report_.undecided;
        return;
    }
  }

  void check_derived(const AtlasCell& cell) {
    const std::string said = statement(*cell.instance, cell.verdict);
    Instances instances;
    std::vector<const Base*> bases;
    for (const std::string& hash : cell.derivation->bases) {
      const auto base = bases_.find(hash);
      if (base == bases_.end() || base->second.cell->verdict != cell.verdict) {
        throw CheckFailed(
            fmt::format("{}: {}: found the base {}, expected an instance with a bundle of the same verdict",
                        inside(directory_, atlas_file), said, hash));
      }
      bases.push_back(&base->second);
      instances.push_back(base->second.cell->instance);
    }
    try {
      require_derived(cell.derivation->rule, instances, cell.instance, cell.verdict);
      if (runs(cell, bases)) ++report_.replayed;
    } catch (const CheckFailed& error) {
      throw CheckFailed(fmt::format("{}: {}: {}", inside(directory_, atlas_file), said, error.what()));
    }
    ++report_.derived;
  }

  bool runs(const AtlasCell& cell, const std::vector<const Base*>& bases) {
    const InputSet& inputs = cell.instance->inputs();
    if (cell.verdict != Verdict::realizable || !inputs.numbered() || inputs.size() > most_inputs_run) return false;
    try {
      std::vector<Protocol> protocols;
      for (const Base* base : bases) {
        const std::optional<Protocol>& tables = tables_of_base(*base);
        if (!tables) return false;
        protocols.push_back(*tables);
      }
      check_witness(carried_by(cell.derivation->rule, protocols, cell.instance, budget_), budget_);
      return true;
    } catch (const Unsupported&) {
      return false;  // messages too wide to be enumerated
    }
  }

  const std::optional<Protocol>& tables_of_base(const Base& base) {
    const auto [entry, added] = tables_.try_emplace(&base);
    if (added) {
      const Bundle bundle(base.directory, options_, budget_);
      const auto tables_in = bundle.certificate().kind->tables_in;
      if (tables_in != nullptr) entry->second = tables_in(bundle);
    }
    return entry->second;
  }

  void require_text(const char* name, const std::string& expected) const {
    if (read_file(inside(directory_, name)) != expected) {
      throw CheckFailed(fmt::format("{}: is not the table of the cells in {}", inside(directory_, name), atlas_file));
    }
  }

  const std::string& directory_;
  const CheckOptions& options_;
  const Budget& budget_;
  std::vector<AtlasCell> cells_;
  std::map<std::string, Base> bases_;
  std::map<const Base*, std::optional<Protocol>> tables_;
  AtlasReport report_;
};

}  // namespace

std::string AtlasReport::words() const {
  return fmt::format(
      "{} cells: {} realizable, {} unrealizable, {} open; {} bundles hold, {} verdicts follow from them by the order, "
      "{} of their protocols were run on all inputs",
      realizable + unrealizable + undecided, realizable, unrealizable, undecided, bundles, derived, replayed);
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

AtlasReport check_atlas(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  return AtlasCheck(directory, options, budget).run();
}

bool is_atlas(const std::string& directory) {
  std::error_code error;
  return fs::symlink_status(inside(directory, atlas_file), error).type() != fs::file_type::not_found;
}

}  // namespace arcsat
