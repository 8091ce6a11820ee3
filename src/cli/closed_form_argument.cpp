#include "cli/closed_form_argument.hpp"

#include <fmt/format.h>

#include "certify/closed_form_replay.hpp"
#include "evidence/closed_form_witness.hpp"
#include "evidence/closed_form_words.hpp"

namespace arcsat::cli {

bool is_large_closed_form(const Bundle& bundle) {
  const InputSet& inputs = bundle.instance()->inputs();
  return bundle.certificate().kind == &ClosedFormWitness::kind &&
         !(inputs.numbered() && inputs.size() <= most_inputs_of_tables);
}

ClosedFormExplanation explain_closed_form(const Bundle& bundle) {
  ClosedFormExplanation found;
  found.checked = ClosedFormWitness::kind.check(bundle).done;
  const Scheme& scheme = bundle.instance()->scheme();
  for (const auto& [number, said] : closed_form_in_words(bundle)) {
    found.words.push_back(fmt::format("{}: {}", place_of(scheme.slot(number)), said));
  }
  const Json file = Json::parse(bundle.read(ClosedFormWitness::kind.files.front()));
  found.closed_form = Json::object();
  found.closed_form["slots"] = file.at("slots");
  found.closed_form["words"] = found.words;
  return found;
}

}  // namespace arcsat::cli
