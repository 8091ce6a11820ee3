#include "evidence/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest = INT64_MAX;

std::string read_sha256(const Node& node) {
  const std::string& text = node.text(64);
  if (text.size() != 64 || text.find_first_not_of("0123456789abcdef") != std::string::npos) {
    node.expected("64 lower-case hexadecimal digits");
  }
  return text;
}

Verdict read_verdict(const Node& node) {
  for (const Verdict verdict : {Verdict::realizable, Verdict::unrealizable}) {
    if (node.text() == to_string(verdict)) return verdict;
  }
  node.expected("\"realizable\" or \"unrealizable\"");
}

double read_seconds(const Node& node) {
  const double seconds = node.number();
  if (!(seconds >= 0)) node.expected("a number of at least 0");
  return seconds;
}

/// The kind of evidence that a certificate by `method` with these files claims: the first whose mark is among the files,
/// else the plainest, of which some file is then missing.
const EvidenceKind& read_kind(Verdict verdict, const Node& method, const Node& files) {
  const auto argued = [&](const EvidenceKind* kind) { return kind->argues(method.text()); };
  const auto& kinds = evidence_kinds();
  const bool solved = std::none_of(kinds.begin(), kinds.end(), argued);
  const EvidenceKind* plainest = nullptr;
  for (const EvidenceKind* kind : kinds) {
    if (kind->verdict != verdict || !(solved ? kind->solved : argued(kind))) continue;
    if (files.find(kind->mark) != nullptr) return *kind;
    plainest = kind;
  }
  if (plainest != nullptr) return *plainest;
  throw CheckFailed(fmt::format("{}: gives no verdict of {}", method.where(), to_string(verdict)));
}

SolvedFormula read_solved(const Node& root) {
  SolvedFormula solved;
  solved.encoder = root.at("encoder").at("name").text();
  solved.symmetry = root.at("encoder").at("symmetry").text();
  const Node& formula = root.at("formula");
  formula.table({"sha256", "variables", "clauses"});
  solved.sha256 = read_sha256(formula.at("sha256"));
  solved.variables = formula.at("variables").integer(0, largest);
  solved.clauses = formula.at("clauses").integer(0, largest);
  const Node& engine = root.at("engine");
  engine.table({"name", "version", "seed"});
  solved.engine = engine.at("name").text();
  solved.engine_version = engine.at("version").text();
  solved.seed = static_cast<std::uint64_t>(engine.at("seed").integer(0, largest));
  return solved;
}

/// What belongs to a formula has no place in the certificate of an argument.
void require_no_formula(const Node& root, std::string_view argued_as) {
  for (const char* absent : {"formula", "engine"}) {
    if (const Node* found = root.find(absent)) {
      found->expected(fmt::format("no such key in a certificate by {}", argued_as));
    }
  }
  const Node& symmetry = root.at("encoder").at("symmetry");
  if (!symmetry.text().empty()) symmetry.expected(fmt::format("\"\" in a certificate by {}", argued_as));
}

}  // namespace

std::string to_json(const Certificate& certificate) {
  Json checks = Json::array();
  for (const auto& check : certificate.checks) checks.push_back({{"what", check.what}, {"by", check.by}});
  Json out = {{"format", "arcsat-certificate"},
              {"version", 1},
              {"verdict", to_string(certificate.verdict())},
              {"statement", certificate.statement},
              {"instance", Json::parse(certificate.instance)},
              {"instance_sha256", sha256(certificate.instance)},
              {"encoder",
               {{"name", certificate.method()},
                {"version", certificate.encoder_version},
                {"symmetry", certificate.solved ? certificate.solved->symmetry : ""}}}};
  if (const auto& solved = certificate.solved) {
    out["formula"] = {{"sha256", solved->sha256}, {"variables", solved->variables}, {"clauses", solved->clauses}};
    out["engine"] = {{"name", solved->engine}, {"version", solved->engine_version}, {"seed", solved->seed}};
  }
  out["checks"] = std::move(checks);
  out["files"] = certificate.files;
  out["seconds"] = {{"encode", certificate.seconds.encode},
                    {"solve", certificate.seconds.solve},
                    {"elaborate", certificate.seconds.elaborate},
                    {"check", certificate.seconds.check}};
  return out.dump(2) + "\n";
}

Certificate parse_certificate(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "verdict", "statement", "instance", "instance_sha256", "encoder", "formula",
              "engine", "checks", "files", "seconds"});
  if (root.at("format").text() != "arcsat-certificate") root.at("format").expected("\"arcsat-certificate\"");
  root.at("version").integer(1, 1);
  Certificate certificate;
  const Verdict verdict = read_verdict(root.at("verdict"));
  // A sentence names every width that was overridden, so it has no bound but the file's.
  certificate.statement = root.at("statement").text(SIZE_MAX);
  const Node& instance = root.at("instance");
  instance.table({"task", "inputs", "model"});
  certificate.instance = canonical_json(instance_from_tables(instance, "", std::nullopt));
  if (read_sha256(root.at("instance_sha256")) != sha256(certificate.instance)) {
    throw CheckFailed(fmt::format("{}: is not the SHA-256 of the instance", root.at("instance_sha256").where()));
  }
  const Node& encoder = root.at("encoder");
  encoder.table({"name", "version", "symmetry"});
  encoder.at("name").text();
  certificate.encoder_version = encoder.at("version").integer(1, largest);
  encoder.at("symmetry").text();
  const Node& files = root.at("files");
  files.table();
  certificate.kind = &read_kind(verdict, encoder.at("name"), files);
  if (certificate.kind->argues(encoder.at("name").text())) {
    certificate.argued_as = encoder.at("name").text();
    require_no_formula(root, certificate.argued_as);
  } else {
    certificate.solved = read_solved(root);
  }
  for (const Node& check : root.at("checks").array()) {
    check.table({"what", "by"});
    certificate.checks.push_back({check.at("what").text(), check.at("by").text()});
  }
  const std::vector<std::string>& expected = certificate.kind->files;
  for (const Node::Entry& entry : files.table()) {
    if (std::find(expected.begin(), expected.end(), entry.key) == expected.end()) {
      throw CheckFailed(fmt::format("{}: {} is no file of a bundle whose verdict is {}", entry.key_position.where(),
                                    in_quotes(entry.key), to_string(verdict)));
    }
    certificate.files[entry.key] = read_sha256(entry.value);
  }
  for (const std::string& name : expected) files.at(name);
  const Node& seconds = root.at("seconds");
  seconds.table({"encode", "solve", "elaborate", "check"});
  certificate.seconds = {read_seconds(seconds.at("encode")), read_seconds(seconds.at("solve")),
                         read_seconds(seconds.at("elaborate")), read_seconds(seconds.at("check"))};
  return certificate;
}

}  // namespace arcsat
