#include "evidence/cover_witness.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "certify/cover_file.hpp"
#include "certify/cover_protocol.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"

namespace arcsat {

namespace {

constexpr std::string_view cover_file = "cover.json";
constexpr std::uint64_t most_inputs_replayed = std::uint64_t{1} << 20;

std::string words_of_replay(const WitnessReport& replayed) {
  return fmt::format("the protocol that the cover gives was run on all {} allowed inputs and is right on each",
                     replayed.inputs);
}

}  // namespace

const EvidenceKind CoverWitness::kind = {
    .name = "cover-witness",
    .verdict = Verdict::realizable,
    .files = {std::string(cover_file), "instance.toml"},
    .mark = cover_file,
    .solved = false,
    .argued_as = "cover",
    .check_done = {"blocks of positions and trees that serve every table", "arcsat cover checker"},
    .check = check,
    .tables_in = tables_in,
};

Judgement CoverWitness::check(const Bundle& bundle) {
  Cover cover = parse_cover(bundle.read(cover_file), bundle.path(cover_file));
  return about_file(bundle, cover_file, [&] {
    const CoverWitness witness = check_cover_witness(bundle.instance(), std::move(cover), bundle.budget());
    Judgement judgement;
    judgement.done.push_back("arcsat's cover checker: " + witness.report.statement());
    if (witness.protocol) judgement.done.push_back(words_of_replay(witness.replayed));
    return judgement;
  });
}

std::optional<Protocol> CoverWitness::tables_in(const Bundle& bundle) {
  Cover cover = parse_cover(bundle.read(cover_file), bundle.path(cover_file));
  return check_cover_witness(bundle.instance(), std::move(cover), bundle.budget()).protocol;
}

void CoverWitness::write(const BundleWriter& bundle) const { write_file(bundle.path(cover_file), to_json(cover)); }

std::vector<std::string> CoverWitness::words(const Instance&) const {
  std::vector<std::string> lines = {"witness: " + report.statement()};
  if (protocol) lines.push_back("replayed: " + words_of_replay(replayed));
  return lines;
}

void CoverWitness::add_json(Json& out) const {
  if (protocol) out["witness"] = {{"inputs_replayed", replayed.inputs}, {"rows", replayed.rows}};
  out["cover"] = report.statement();
}

CoverWitness check_cover_witness(const std::shared_ptr<const Instance>& instance, Cover cover, const Budget& budget) {
  const OneStep sizes = one_step_of(*instance);
  CoverWitness witness;
  witness.report = check_cover(sizes, cover);
  if (instance->inputs().numbered() && instance->inputs().size() <= most_inputs_replayed) {
    witness.protocol = cover_protocol(instance, cover, budget);
    witness.replayed = check_witness(*witness.protocol, budget);
  }
  witness.cover = std::move(cover);
  return witness;
}

}  // namespace arcsat
