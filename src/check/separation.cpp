#include "check/separation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "evidence/transformer_witness.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr const char* separation_file = "separation.json";
constexpr const char* impossible_name = "impossible";
constexpr const char* possible_name = "possible";

std::string below(const std::string& directory, const char* name) { return (fs::path(directory) / name).string(); }

std::string granularity_of(const Json& model) {
  for (const auto& [key, value] : model.members()) {
    if (key == "granularity") return value.dump() == "\"sums\"" ? "sums" : value.dump();
  }
  return "functions";
}

/// The model without what is compared apart.
std::string rest_of(const Json& model) {
  Json rest = Json::object();
  for (const auto& [key, value] : model.members()) {
    const bool apart =
        key == "kind" || key == "epochs" || key == "thoughts" || key == "thought_bits" || key == "granularity";
    if (!apart) rest[key] = value;
  }
  return rest.dump();
}

/// Whether the thoughts of `more` are those of `less` with more bits or more of them, but not both; or there are some at
/// all where there were none.
bool thinks_more(const Model& less, const Model& more) {
  const auto* after = std::get_if<ChainOfThought>(&more.kind);
  if (after == nullptr) return false;
  if (std::holds_alternative<Decoder>(less.kind)) return true;
  const auto* before = std::get_if<ChainOfThought>(&less.kind);
  if (before == nullptr) return false;
  const bool longer = before->thought_bits && (!after->thought_bits || *after->thought_bits > *before->thought_bits);
  if (after->thoughts == before->thoughts) return longer;
  return after->thoughts > before->thoughts && after->thought_bits == before->thought_bits;
}

Json model_of(const Instance& instance) { return Json::parse(canonical_json(instance)).at("model"); }

/// What was realized: " by a Transformer", or nothing more than the statement says.
std::string realized_by(const std::string& bundle) {
  const std::string file = below(bundle, "certificate.json");
  const EvidenceKind* kind = parse_certificate(read_file(file), file).kind;
  return kind == &TransformerWitness::kind ? " by a Transformer" : "";
}

std::string sentence_of(const Instance& impossible, const Instance& possible, const std::string& by) {
  std::string does = statement(possible, Verdict::realizable);
  does = does.substr(0, does.find(" solves "));
  does.front() = 'a';
  return fmt::format("{}, but {} does (refuted for {}, realized for {}{})",
                     statement(impossible, Verdict::unrealizable), does, granularity_of(model_of(impossible)),
                     granularity_of(model_of(possible)), by);
}

struct Side {
  CheckReport report;
  std::shared_ptr<const Instance> instance;
  std::string hash;
};

Instance instance_in(const std::string& bundle) { return read_instance(below(bundle, "instance.toml")); }

Json side_json(const std::string& bundle, const Instance& instance, Verdict verdict) {
  return {{"statement", statement(instance, verdict)},
          {"certificate_sha256", sha256_of_file(below(bundle, "certificate.json"))}};
}

/// What separation.json has to say of the two bundles.
Json json_of(const std::string& directory) {
  const std::string first = below(directory, impossible_name);
  const std::string second = below(directory, possible_name);
  const Instance impossible = instance_in(first);
  const Instance possible = instance_in(second);
  return {{"format", "arcsat-separation"},
          {"version", 1},
          {"differs", to_string(difference_of(impossible, possible))},
          {"sentence", sentence_of(impossible, possible, realized_by(second))},
          {impossible_name, side_json(first, impossible, Verdict::unrealizable)},
          {possible_name, side_json(second, possible, Verdict::realizable)}};
}

void require_text(const Node& node, const Json& expected) {
  if (Json(node.text(SIZE_MAX)).dump() != expected.dump()) {
    throw CheckFailed(fmt::format("{}: found {}, expected {}", node.where(),
                                  in_quotes(one_line(node.text(SIZE_MAX), 300)), expected.dump()));
  }
}

void require_what_is_said(const std::string& file, const Json& expected) {
  const Document document = Document::from_json(read_file(file), file);
  const Node& root = document.root();
  root.table({"format", "version", "differs", "sentence", impossible_name, possible_name});
  if (root.at("format").text() != "arcsat-separation") root.at("format").expected("\"arcsat-separation\"");
  root.at("version").integer(1, 1);
  for (const char* key : {"differs", "sentence"}) require_text(root.at(key), expected.at(key));
  for (const char* name : {impossible_name, possible_name}) {
    const Node& side = root.at(name);
    side.table({"statement", "certificate_sha256"});
    for (const char* key : {"statement", "certificate_sha256"}) {
      require_text(side.at(key), expected.at(name).at(key));
    }
  }
}

void require_nothing_else(const std::string& directory) {
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    const bool file = name == separation_file && entry.symlink_status().type() == fs::file_type::regular;
    const bool bundle =
        (name == impossible_name || name == possible_name) && entry.symlink_status().type() == fs::file_type::directory;
    if (!file && !bundle) throw CheckFailed(fmt::format("{}: is no part of a separation", entry.path().string()));
  }
}

CheckReport side_of(const std::string& bundle, Verdict verdict, const CheckOptions& options, const Budget& budget) {
  CheckReport report = check_bundle(bundle, options, budget);
  if (report.certificate.verdict() != verdict) {
    throw CheckFailed(fmt::format("{}: found the verdict {}, expected {}", bundle,
                                  to_string(report.certificate.verdict()), to_string(verdict)));
  }
  return report;
}

}  // namespace

std::string_view to_string(Difference difference) {
  switch (difference) {
    case Difference::epochs:
      return "epochs";
    case Difference::model:
      return "model";
    case Difference::thoughts:
      return "thoughts";
  }
  throw InternalError("a difference without a name");
}

Difference difference_of(const Instance& impossible, const Instance& possible) {
  const Json one = Json::parse(canonical_json(impossible));
  const Json other = Json::parse(canonical_json(possible));
  for (const char* key : {"task", "inputs"}) {
    if (one.at(key).dump() != other.at(key).dump()) {
      throw CheckFailed(fmt::format("found two cells that differ in their {}, expected the same", key));
    }
  }
  if (rest_of(one.at("model")) != rest_of(other.at("model"))) {
    throw CheckFailed("found two cells with other bits per token or other widths, expected the same");
  }
  const Model& less = impossible.model();
  const Model& more = possible.model();
  if (!less.widths.empty()) throw CheckFailed("found widths of single messages, expected none in a separation");
  const std::string refuted = granularity_of(one.at("model"));
  if (refuted != "functions" && refuted != granularity_of(other.at("model"))) {
    throw CheckFailed("found a refutation of sums beside a protocol of functions, expected functions refuted");
  }
  const bool same_kind = less.kind == more.kind;
  if (same_kind && less.epochs < more.epochs) return Difference::epochs;
  if (less.epochs == more.epochs && std::holds_alternative<Decoder>(less.kind) &&
      std::holds_alternative<Encoder>(more.kind)) {
    return Difference::model;
  }
  if (less.epochs == more.epochs && thinks_more(less, more)) return Difference::thoughts;
  throw CheckFailed(
      "found two cells of which the possible one has not one thing more alone, expected more epochs, an encoder in "
      "place "
      "of a decoder, or more thoughts or bits of them");
}

Separation check_separation(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  require_nothing_else(directory);
  Separation separation;
  separation.impossible = side_of(below(directory, impossible_name), Verdict::unrealizable, options, budget);
  separation.possible = side_of(below(directory, possible_name), Verdict::realizable, options, budget);
  const Instance impossible = instance_in(below(directory, impossible_name));
  const Instance possible = instance_in(below(directory, possible_name));
  try {
    separation.difference = difference_of(impossible, possible);
  } catch (const CheckFailed& error) {
    throw CheckFailed(fmt::format("{}: {}", directory, error.what()));
  }
  separation.sentence = sentence_of(impossible, possible, realized_by(below(directory, possible_name)));
  require_what_is_said(below(directory, separation_file), json_of(directory));
  return separation;
}

void write_separation(const std::string& directory) {
  write_file(below(directory, separation_file), json_of(directory).dump(2) + "\n");
}

bool is_separation(const std::string& directory) {
  std::error_code error;
  return fs::symlink_status(below(directory, separation_file), error).type() != fs::file_type::not_found;
}

const Sought& bundles_and_separations() {
  static const Sought sought = {.name = bundles().name,
                                .file = {},
                                .directory = [](const std::vector<std::string>& names, bool files, bool directories) {
                                  return bundles().directory(names, files, directories) ||
                                         std::find(names.begin(), names.end(), separation_file) != names.end() ||
                                         std::find(names.begin(), names.end(), "atlas.json") != names.end();
                                }};
  return sought;
}

}  // namespace arcsat
