#include "evidence/sums_witness.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/sums_protocol_file.hpp"

namespace arcsat {

namespace {

constexpr std::string_view sums_file = "xor-protocol.json";

}  // namespace

const EvidenceKind SumsWitness::kind = {
    .name = "sums-witness",
    .verdict = Verdict::realizable,
    .files = {"instance.toml", std::string(sums_file)},
    .mark = sums_file,
    .solved = true,
    .argued_as = "closed-form",
    .check_done = {"sums of the last table compared with the entry asked for", "arcsat checker of sums"},
    .check = check,
    .tables_in = tables_in,
};

Judgement SumsWitness::check(const Bundle& bundle) {
  require_same_formula(bundle);
  const SumsProtocol protocol = parse_sums_protocol(bundle.read(sums_file), bundle.path(sums_file));
  return about_file(bundle, sums_file, [&] {
    if (canonical_json(*protocol.instance) != bundle.certificate().instance) {
      throw CheckFailed("is a protocol for another instance");
    }
    const SumsWitnessReport report = check_sums_witness(protocol, bundle.budget());
    Judgement judgement;
    judgement.done.push_back("arcsat's checker of sums: " + report.sums.statement);
    if (report.tables) {
      judgement.done.push_back(
          fmt::format("as tables, it was run on all {} allowed inputs and is right on each", report.replayed.inputs));
    }
    return judgement;
  });
}

std::optional<Protocol> SumsWitness::tables_in(const Bundle& bundle) {
  const SumsProtocol protocol = parse_sums_protocol(bundle.read(sums_file), bundle.path(sums_file));
  return check_sums_witness(protocol, bundle.budget()).tables;
}

void SumsWitness::write(const BundleWriter& bundle) const { write_file(bundle.path(sums_file), to_json(protocol)); }

std::vector<std::string> SumsWitness::words(const Instance&) const {
  std::vector<std::string> lines;
  if (checked.tables) {
    lines.push_back(fmt::format("witness: {} rows, replayed on all {} allowed inputs", checked.replayed.rows,
                                checked.replayed.inputs));
  }
  lines.push_back("witness of sums: " + checked.sums.statement);
  return lines;
}

void SumsWitness::add_json(Json& out) const {
  if (checked.tables) out["witness"] = {{"inputs_replayed", checked.replayed.inputs}, {"rows", checked.replayed.rows}};
  out["sums"] = checked.sums.statement;
}

}  // namespace arcsat
