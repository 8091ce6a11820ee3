#include "evidence/closed_form_witness.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "certify/closed_form_file.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::string_view closed_form_file = "closed-form.json";

/// What was tried beside the argument.
std::string replay_words(const ClosedFormReplay& replayed) {
  if (replayed.tables) return fmt::format("replayed on all {} allowed inputs", replayed.inputs);
  if (replayed.inputs == 0) return "not replayed: the numbers that it speaks of have too many digits";
  return fmt::format("tried on {} random inputs", replayed.inputs);
}

}  // namespace

const EvidenceKind ClosedFormWitness::kind = {
    .name = "closed-form",
    .verdict = Verdict::realizable,
    .files = {std::string(closed_form_file), "instance.toml"},
    .mark = closed_form_file,
    .solved = false,
    .argued_as = "closed-form",
    .check_done = {"closed form: what each slot says follows from what its ends know", "arcsat closed form checker"},
    .check = check,
    .tables_in = tables_in,
};

Judgement ClosedFormWitness::check(const Bundle& bundle) {
  require_encoder_version(bundle);
  const ClosedForm form = parse_closed_form(bundle.read(closed_form_file), bundle.path(closed_form_file));
  return about_file(bundle, closed_form_file, [&]() -> Judgement {
    if (canonical_json(*form.instance) != bundle.certificate().instance) {
      throw CheckFailed("is a protocol for another instance");
    }
    const ClosedFormReport report = check_closed_form(form);
    const ClosedFormReplay tried = replay(form, 0, bundle.budget());
    return {{"arcsat's checker of closed forms: " + report.statement(), replay_words(tried)}};
  });
}

std::optional<Protocol> ClosedFormWitness::tables_in(const Bundle& bundle) {
  const ClosedForm form = parse_closed_form(bundle.read(closed_form_file), bundle.path(closed_form_file));
  return replay(form, 0, bundle.budget()).tables;
}

void ClosedFormWitness::write(const BundleWriter& bundle) const {
  write_file(bundle.path(closed_form_file), to_json(form));
}

std::vector<std::string> ClosedFormWitness::words(const Instance&) const {
  return {"witness in closed form: " + checked.statement(), "witness: " + replay_words(replayed)};
}

void ClosedFormWitness::add_json(Json& out) const {
  if (replayed.tables) out["witness"] = {{"inputs_replayed", replayed.inputs}, {"rows", replayed.rows}};
  out["closed_form"] = checked.statement();
}

}  // namespace arcsat
