#include "check/atlas.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "certify/witness.hpp"
#include "evidence/derived.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr const char* atlas_file = "atlas.json";
constexpr const char* csv_file = "table.csv";
constexpr const char* markdown_file = "table.md";
constexpr std::uint64_t most_inputs_run = std::uint64_t{1} << 12;

std::string inside(const std::string& directory, const std::string& name) {
  return (fs::path(directory) / name).string();
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
      : directory_(directory),
        options_(options),
        budget_(budget),
        cells_(parse_atlas(read_file(inside(directory, atlas_file)), inside(directory, atlas_file))) {}

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
    require_only(directory_, {atlas_file, csv_file, markdown_file}, {atlas_bundles});
    if (fs::exists(inside(directory_, atlas_bundles))) {
      require_only(inside(directory_, atlas_bundles), {}, names);
    }
    require_text(csv_file, atlas_csv(cells_));
    require_text(markdown_file, atlas_markdown(cells_));
    report_.cells = std::move(cells_);
    return std::move(report_);
  }

 private:
  void check_bundle_of(const AtlasCell& cell) {
    const std::string place = inside(directory_, cell.bundle);
    CheckReport report = check_bundle(place, options_, budget_);
    const std::string instance = canonical_json(*cell.instance);
    if (report.certificate.verdict() != cell.verdict || report.certificate.instance != instance ||
        report.certificate.method() != cell.method) {
      throw CheckFailed(fmt::format("{}: is not the bundle of its cell: found {}, expected {} by {}", place,
                                    report.statement, statement(*cell.instance, cell.verdict), cell.method));
    }
    bases_.emplace(sha256(instance), Base{&cell, place});
    report_.judged.emplace(cell.bundle, std::move(report));
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

AtlasReport check_atlas(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  return AtlasCheck(directory, options, budget).run();
}

bool is_atlas(const std::string& directory) {
  std::error_code error;
  return fs::symlink_status(inside(directory, atlas_file), error).type() != fs::file_type::not_found;
}

}  // namespace arcsat
