#include "certify/certificate.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest = INT64_MAX;
constexpr const char* sums_file = "xor-protocol.json";

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

}  // namespace

std::vector<std::string> bundle_files(const Certificate& certificate) {
  switch (certificate.verdict) {
    case Verdict::realizable:
      return {"instance.toml", certificate.by_sums ? sums_file : "protocol.json"};
    case Verdict::unrealizable:
      if (certificate.by_counting()) return {"counting.json", "instance.toml"};
      if (certificate.of_sub_instance) return {"formula.cnf.xz", "instance.toml", "proof.lrat.xz", sub_instance_file};
      return {"formula.cnf.xz", "instance.toml", "proof.lrat.xz"};
    case Verdict::undecided:
      return {};
  }
  throw InternalError("a verdict that is none of the three");
}

std::string to_json(const Certificate& certificate) {
  using Json = nlohmann::ordered_json;
  Json checks = Json::array();
  for (const auto& check : certificate.checks) checks.push_back({{"what", check.what}, {"by", check.by}});
  Json out = {
      {"format", "arcsat-certificate"},
      {"version", 1},
      {"verdict", to_string(certificate.verdict)},
      {"statement", certificate.statement},
      {"instance", Json::parse(certificate.instance)},
      {"instance_sha256", sha256(certificate.instance)},
      {"encoder",
       {{"name", certificate.encoder}, {"version", certificate.encoder_version}, {"symmetry", certificate.symmetry}}}};
  if (certificate.by_formula()) {
    out["formula"] = {
        {"sha256", certificate.formula_sha256}, {"variables", certificate.variables}, {"clauses", certificate.clauses}};
    out["engine"] = {{"name", certificate.engine}, {"version", certificate.engine_version}, {"seed", certificate.seed}};
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
  certificate.verdict = read_verdict(root.at("verdict"));
  constexpr std::size_t longest_statement = 1 << 20;
  certificate.statement = root.at("statement").text(longest_statement);
  const Node& instance = root.at("instance");
  instance.table({"task", "inputs", "model"});
  certificate.instance = canonical_json(instance_from_tables(instance, "", std::nullopt));
  if (read_sha256(root.at("instance_sha256")) != sha256(certificate.instance)) {
    throw CheckFailed(fmt::format("{}: is not the SHA-256 of the instance", root.at("instance_sha256").where()));
  }
  const Node& encoder = root.at("encoder");
  encoder.table({"name", "version", "symmetry"});
  certificate.encoder = encoder.at("name").text();
  certificate.encoder_version = encoder.at("version").integer(1, largest);
  certificate.symmetry = encoder.at("symmetry").text();
  if (!certificate.by_formula()) {
    if (certificate.by_counting() != (certificate.verdict == Verdict::unrealizable)) {
      throw CheckFailed(
          fmt::format("{}: gives no verdict of {}", encoder.at("name").where(), to_string(certificate.verdict)));
    }
    for (const char* absent : {"formula", "engine"}) {
      if (const Node* found = root.find(absent)) {
        found->expected(fmt::format("no such key in a certificate by {}", certificate.encoder));
      }
    }
  } else {
    const Node& formula = root.at("formula");
    formula.table({"sha256", "variables", "clauses"});
    certificate.formula_sha256 = read_sha256(formula.at("sha256"));
    certificate.variables = formula.at("variables").integer(0, largest);
    certificate.clauses = formula.at("clauses").integer(0, largest);
    const Node& engine = root.at("engine");
    engine.table({"name", "version", "seed"});
    certificate.engine = engine.at("name").text();
    certificate.engine_version = engine.at("version").text();
    certificate.seed = static_cast<std::uint64_t>(engine.at("seed").integer(0, largest));
  }
  for (const Node& check : root.at("checks").array()) {
    check.table({"what", "by"});
    certificate.checks.push_back({check.at("what").text(), check.at("by").text()});
  }
  const Node& files = root.at("files");
  certificate.by_sums = certificate.verdict == Verdict::realizable && files.find(sums_file) != nullptr;
  certificate.of_sub_instance =
      certificate.verdict == Verdict::unrealizable && files.find(sub_instance_file) != nullptr;
  const std::vector<std::string> expected = bundle_files(certificate);
  for (const Node::Entry& entry : files.table()) {
    if (std::find(expected.begin(), expected.end(), entry.key) == expected.end()) {
      throw CheckFailed(fmt::format("{}: {} is no file of a bundle whose verdict is {}", entry.key_position.where(),
                                    in_quotes(entry.key), to_string(certificate.verdict)));
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
