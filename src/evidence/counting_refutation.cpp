#include "evidence/counting_refutation.hpp"

#include "base/file.hpp"
#include "base/json.hpp"
#include "certify/counting_file.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"

namespace arcsat {

namespace {

constexpr std::string_view counting_file = "counting.json";

}  // namespace

const EvidenceKind CountingRefutation::kind = {
    .name = "counting-refutation",
    .verdict = Verdict::unrealizable,
    .files = {std::string(counting_file), "instance.toml"},
    .mark = counting_file,
    .solved = false,
    .argued_as = "counting",
    .check_done = {"counting bound", "arcsat counting checker"},
    .check = check,
};

Judgement CountingRefutation::check(const Bundle& bundle) {
  const CountingBound bound = parse_counting_bound(bundle.read(counting_file), bundle.path(counting_file));
  return about_file(bundle, counting_file, [&]() -> Judgement {
    const std::optional<DecoderInstance> decoder = as_decoder(bundle.instance());
    if (!decoder) throw CheckFailed("counting bounds hold for decoders alone");
    const CountingReport counted = check_counting(*decoder, bound);
    if (bundle.read(counting_file) != to_json(bound, counted)) {
      throw CheckFailed("what it says it counts is something else");
    }
    const std::string no_proof = "ACL2's verified LRAT checker: not for counting bounds, which have no such proof";
    return {{"arcsat's counting checker: " + counted.statement(), no_proof}};
  });
}

void CountingRefutation::write(const BundleWriter& bundle) const {
  write_file(bundle.path(counting_file), to_json(bound, report));
}

std::vector<std::string> CountingRefutation::words(const Instance&) const { return {"proof: " + report.statement()}; }

void CountingRefutation::add_json(Json& out) const { out["refuted"] = report.statement(); }

}  // namespace arcsat
