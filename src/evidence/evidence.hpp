// Evidence for a verdict: one of the kinds below, each in a file of its own with the same verbs:
//   kind              the row of what its bundles hold and claim (kind.hpp)
//   check(bundle)     judges a bundle
//   write(bundle)     writes its files into a bundle
//   words(instance)   what it shows, in lines for people
//   add_json(out)     the same, for programs
//   tables()          of a witness: the protocol as tables, nullptr if there are none
// To add a kind: write its file, and name it in the list.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "evidence/argument_refutation.hpp"
#include "evidence/block_refutation.hpp"
#include "evidence/certificate.hpp"
#include "evidence/closed_form_witness.hpp"
#include "evidence/counting_refutation.hpp"
#include "evidence/cover_witness.hpp"
#include "evidence/derived.hpp"
#include "evidence/lrat_refutation.hpp"
#include "evidence/sub_instance_refutation.hpp"
#include "evidence/sums_witness.hpp"
#include "evidence/table_witness.hpp"
#include "evidence/transformer_witness.hpp"
#include "protocol/witness.hpp"

namespace arcsat {

/// A kind whose bundles have all files of another kind stands before it.
using Evidence = std::variant<ClosedFormWitness, SumsWitness, CoverWitness, TransformerWitness, TableWitness,
                              CountingRefutation, RowRefutation, AdaptiveRefutation, WeightedRefutation,
                              ChainRefutation, ThreeStepRefutation, BlockRefutation, BlockFormulaRefutation,
                              SubInstanceRefutation, LratRefutation, JoinedWitness, DerivedWitness, DerivedRefutation>;

const EvidenceKind& kind_of(const Evidence& evidence);
std::vector<std::string> words_of(const Evidence& evidence, const Instance& instance);
void add_json(const Evidence& evidence, Json& out);
/// A witness as tables; nullptr if the evidence is none, or has too many rows.
const Protocol* tables_of(const Evidence& evidence);

/// A witness, checked. One of sums becomes rows where few inputs are allowed, so that anyone can replay it. Throws
/// CheckFailed if it is none, LimitReached when the budget is spent.
Evidence evidence_of(Witness witness, const Budget& budget);
Evidence evidence_of(ClosedForm form, const Budget& budget);

/// What follows for `derived` from bundles, given as directories, which are judged: one, or two that are joined. Throws
/// CheckFailed or InputError if one does not hold or nothing follows from them, LimitReached.
Evidence derive(const std::shared_ptr<const Instance>& derived, const std::vector<std::string>& bases,
                const Budget& budget);

/// Writes the bundle of `evidence`, which holds for `instance`, into `directory`. `solved`: the formula whose answer it
/// was, if there was one; else `argued_as` is a name of its kind. Throws InputError or Error if it cannot be written; what was at the place is then intact.
void write_bundle(const std::string& directory, const Instance& instance, const Evidence& evidence,
                  std::optional<SolvedFormula> solved, const std::string& argued_as, const Certificate::Times& seconds);

}  // namespace arcsat
