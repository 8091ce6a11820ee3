#include "evidence/block_refutation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"
#include "certify/cover_file.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"

namespace arcsat {

namespace {

constexpr std::string_view blocks_file = "blocks.json";
constexpr std::string_view formula_blocks_file = "blocks-by-formula.json";
constexpr std::uint32_t most_trees = 16;

}  // namespace

const EvidenceKind BlockRefutation::kind = {
    .name = "block-refutation",
    .verdict = Verdict::unrealizable,
    .files = {std::string(blocks_file), "instance.toml"},
    .mark = blocks_file,
    .solved = false,
    .argued_as = "blocks",
    .check_done = {"numbers of sets that trees can serve", "arcsat block checker"},
    .check = check,
};

Judgement BlockRefutation::check(const Bundle& bundle) {
  const BlockBound bound = parse_block_bound(bundle.read(blocks_file), bundle.path(blocks_file));
  return about_file(bundle, blocks_file, [&]() -> Judgement {
    const BlockBoundReport found = check_blocks(one_step_of(*bundle.instance()), bound);
    if (found.by_formula != 0) throw CheckFailed("found a claim by a formula, expected claims by numbers alone");
    const std::string no_proof =
        "ACL2's verified LRAT checker: not for a refutation by blocks, which has no such proof";
    return {{"arcsat's block checker: " + found.statement(), no_proof}};
  });
}

void BlockRefutation::write(const BundleWriter& bundle) const { write_file(bundle.path(blocks_file), to_json(bound)); }

std::vector<std::string> BlockRefutation::words(const Instance&) const { return {"proof: " + report.statement()}; }

void BlockRefutation::add_json(Json& out) const { out["refuted"] = report.statement(); }

const EvidenceKind BlockFormulaRefutation::kind = {
    .name = "block-formula-refutation",
    .verdict = Verdict::unrealizable,
    .files = {std::string(formula_blocks_file), "formula.cnf.xz", "instance.toml", "proof.lrat.xz"},
    .mark = formula_blocks_file,
    .solved = true,
    .argued_as = "",
    .check_done = {"numbers of sets that trees can serve, and an LRAT proof that some are too few",
                   "arcsat block checker and LRAT checker"},
    .check = check,
};

Judgement BlockFormulaRefutation::check(const Bundle& bundle) {
  const BlockBound bound = parse_block_bound(bundle.read(formula_blocks_file), bundle.path(formula_blocks_file));
  Judgement judgement;
  const Formula formula = about_file(bundle, formula_blocks_file, [&] {
    const OneStep sizes = one_step_of(*bundle.instance());
    const BlockBoundReport found = check_blocks(sizes, bound);
    judgement.done.push_back("arcsat's block checker: " + found.statement());
    EncodingWatch watch(bundle.budget());
    return SetSystemsFormula(set_systems_of(sizes, bound)).encode(watch).without_names();
  });
  const SolvedFormula& solved = bundle.certificate().solved.value();
  if (solved.encoder != set_systems_encoder || solved.symmetry != set_systems_symmetry) {
    throw CheckFailed(fmt::format("{}: found the encoder {} and the symmetry {}, expected {} and {}",
                                  bundle.path("certificate.json"), in_quotes(solved.encoder),
                                  in_quotes(solved.symmetry), set_systems_encoder, set_systems_symmetry));
  }
  check_lrat_files(bundle, formula, "claim by a formula", judgement);
  return judgement;
}

void BlockFormulaRefutation::write(const BundleWriter& bundle) const {
  write_file(bundle.path(formula_blocks_file), to_json(bound));
  formula.write(bundle);
}

std::vector<std::string> BlockFormulaRefutation::words(const Instance& instance) const {
  std::vector<std::string> lines = {"proof: " + report.statement()};
  for (const std::string& line : formula.words(instance)) lines.push_back(line);
  return lines;
}

void BlockFormulaRefutation::add_json(Json& out) const {
  out["blocks"] = report.statement();
  formula.add_json(out);
}

SetSystems set_systems_of(const OneStep& sizes, const BlockBound& bound) {
  if (std::count_if(bound.claims.begin(), bound.claims.end(), [](const BlockClaim& c) { return c.by_formula; }) != 1) {
    throw CheckFailed("found none or several claims by a formula, expected one");
  }
  if (sizes.epochs != 2) throw CheckFailed(fmt::format("found a formula for {} epochs, expected 2", sizes.epochs));
  const Integer trees = power_of_c(sizes, 1);
  if (trees > most_trees) throw Unsupported(fmt::format("found a formula for c = {}, expected at most 4", sizes.c));
  const BlockClaim& claim =
      *std::find_if(bound.claims.begin(), bound.claims.end(), [](const BlockClaim& c) { return c.by_formula; });
  const auto sets = static_cast<std::uint32_t>(trees);
  SetSystems question{sizes.q, sets, std::min(claim.size, sizes.q), claim.served_by};
  // If all C trees serve each set, one does, and C like it serve them.
  if (claim.fold == sets) question.served_by = {{0}};
  if (claim.fold != 0 && claim.fold < sets) question.served_by = ascending_lists(sets, claim.fold);
  return question;
}

}  // namespace arcsat
