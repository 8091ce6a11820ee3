#include "cli/closed_form_argument.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "certify/closed_form_replay.hpp"
#include "evidence/closed_form_witness.hpp"
#include "evidence/closed_form_words.hpp"

namespace arcsat::cli {

std::unique_ptr<const Bundle> large_closed_form_bundle(const std::string& path, const CheckOptions& options,
                                                       const Budget& budget) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return nullptr;
  auto bundle = std::make_unique<const Bundle>(path, options, budget);
  if (bundle->certificate().kind != &ClosedFormWitness::kind) return nullptr;
  const InputSet& inputs = bundle->instance()->inputs();
  return inputs.numbered() && inputs.size() <= most_inputs_of_tables ? nullptr : std::move(bundle);
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
