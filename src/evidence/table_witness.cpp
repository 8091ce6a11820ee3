#include "evidence/table_witness.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/protocol_file.hpp"

namespace arcsat {

namespace {

constexpr std::string_view protocol_file = "protocol.json";

}  // namespace

const EvidenceKind TableWitness::kind = {
    .name = "table-witness",
    .verdict = Verdict::realizable,
    .files = {"instance.toml", std::string(protocol_file)},
    .mark = protocol_file,
    .solved = true,
    .argued_as = "closed-form",
    .searched_as = "annealing",
    .check_done = {"protocol replayed on every allowed input", "arcsat simulator"},
    .check = check,
    .tables_in = tables_in,
};

Judgement TableWitness::check(const Bundle& bundle) {
  require_same_formula(bundle);
  const Protocol protocol = parse_protocol(bundle.read(protocol_file), bundle.path(protocol_file));
  return about_file(bundle, protocol_file, [&]() -> Judgement {
    if (canonical_json(protocol.instance()) != bundle.certificate().instance) {
      throw CheckFailed("is a protocol for another instance");
    }
    const WitnessReport report = check_witness(protocol, bundle.budget());
    return {{fmt::format("the protocol was run on all {} allowed inputs and is right on each", report.inputs)}};
  });
}

std::optional<Protocol> TableWitness::tables_in(const Bundle& bundle) {
  return parse_protocol(bundle.read(protocol_file), bundle.path(protocol_file));
}

void TableWitness::write(const BundleWriter& bundle) const { write_protocol(protocol, bundle.path(protocol_file)); }

std::vector<std::string> TableWitness::words(const Instance&) const {
  std::vector<std::string> lines = {
      fmt::format("witness: {} rows, replayed on all {} allowed inputs", replayed.rows, replayed.inputs)};
  if (sums) lines.push_back("witness of sums: " + sums->statement);
  return lines;
}

void TableWitness::add_json(Json& out) const {
  out["witness"] = {{"inputs_replayed", replayed.inputs}, {"rows", replayed.rows}};
  if (sums) out["sums"] = sums->statement;
}

}  // namespace arcsat
