#include "evidence/transformer_witness.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"
#include "protocol/instance_file.hpp"
#include "transformer/transformer_file.hpp"

namespace arcsat {

namespace {

constexpr std::string_view weights_file = "transformer.json";
constexpr std::uint64_t most_inputs_run = std::uint64_t{1} << 16;

std::string words_of_witness(const TransformerWitness& witness) {
  return fmt::format("{}: {}", words_of(witness.transformer), witness.checked.words());
}

}  // namespace

const EvidenceKind TransformerWitness::kind = {
    .name = "transformer",
    .verdict = Verdict::realizable,
    .files = {"instance.toml", std::string(weights_file)},
    .mark = weights_file,
    .solved = false,
    .argued_as = "transformer",
    .check_done = {"the Transformer run on all inputs, one by one or by cases", "arcsat exact Transformers"},
    .check = check,
};

Judgement TransformerWitness::check(const Bundle& bundle) {
  Transformer transformer = parse_transformer(bundle.read(weights_file), bundle.path(weights_file));
  return about_file(bundle, weights_file, [&]() -> Judgement {
    if (canonical_json(*transformer.instance) != bundle.certificate().instance) {
      throw CheckFailed("is a Transformer for another instance");
    }
    Progress progress(Progress::Mode::never);
    const TransformerWitness witness = check_transformer_witness(std::move(transformer), bundle.budget(), progress);
    return {{"arcsat's exact Transformers: " + words_of_witness(witness)}};
  });
}

void TransformerWitness::write(const BundleWriter& bundle) const {
  write_file(bundle.path(weights_file), to_json(transformer));
}

std::vector<std::string> TransformerWitness::words(const Instance&) const {
  return {"witness: " + words_of_witness(*this)};
}

void TransformerWitness::add_json(Json& out) const {
  out["transformer"] = {{"words", words_of(transformer)},
                        {"way", checked.way == AllInputs::each ? "each" : "cases"},
                        {"judged", checked.judged}};
}

TransformerWitness check_transformer_witness(Transformer transformer, const Budget& budget, Progress& progress) {
  require_fits(transformer);
  const Instance& instance = *transformer.instance;
  const TransformerReport report = judge(transformer, way_for(instance, most_inputs_run), cores(), budget, progress);
  if (report.fault) {
    throw CheckFailed(fmt::format("input {}: {}", Prompt(instance).words_of(report.fault->values), report.fault->what));
  }
  return {std::move(transformer), report};
}

}  // namespace arcsat
