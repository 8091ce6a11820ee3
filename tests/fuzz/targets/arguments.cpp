// The readers and the checkers of arguments that refute: an instance that one calls refuted is not realizable.
#include <string>

#include "certify/adaptive_counting_file.hpp"
#include "certify/block_bound.hpp"
#include "certify/chain_file.hpp"
#include "certify/cover_file.hpp"
#include "certify/row_certificate_file.hpp"
#include "certify/three_step_file.hpp"
#include "certify/weighted_counting_file.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "protocol/instance_file.hpp"
#include "realizable.hpp"

using namespace arcsat;

namespace {

template <class Read, class Check>
void try_argument(const fuzz::Claim& input, Read read, Check check) {
  const auto claim = fuzz::unless_refused([&] { return read(input.proof, "argument.json"); });
  if (!claim) return;
  const std::string written = to_json(*claim);
  const auto again = fuzz::never_refused("a written argument is read", [&] { return read(written, "written.json"); });
  fuzz::require(to_json(again) == written, "an argument is always written alike");
  const auto instance = fuzz::unless_refused([&] { return parse_instance(input.subject, "i.toml"); });
  if (!instance || !fuzz::unless_refused([&] { return check(*instance, *claim); })) return;
  fuzz::require(!fuzz::is_realizable(*instance), "what an argument refutes is not realizable");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const fuzz::Claim input = fuzz::split(fuzz::text_of(bytes, size));
  try_argument(input, parse_row_certificate,
               [](const Instance& instance, const RowCertificate& claim) { return check_rows(instance, claim); });
  try_argument(input, parse_adaptive_bound,
               [](const Instance& instance, const AdaptiveBound& claim) { return check_adaptive(instance, claim); });
  try_argument(input, parse_weighted_bound,
               [](const Instance& instance, const WeightedBound& claim) { return check_weighted(instance, claim); });
  try_argument(input, parse_chain,
               [](const Instance& instance, const Chain& claim) { return check_chain(instance, claim); });
  try_argument(input, parse_three_step_bound,
               [](const Instance& instance, const ThreeStepBound& claim) { return check_three_step(instance, claim); });
  try_argument(input, parse_block_bound, [](const Instance& instance, const BlockBound& claim) {
    BlockBoundReport report = check_blocks(one_step_of(instance), claim);
    if (report.by_formula != 0) throw CheckFailed("a formula is still to be refuted");
    return report;
  });
  return 0;
}
