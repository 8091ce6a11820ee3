#include <fmt/format.h>

#include <algorithm>

#include "run/attempts.hpp"
#include "run/family_search.hpp"

namespace arcsat {

namespace {

// In conflicts, so that one thread does the same everywhere: seconds, and minutes.
constexpr std::uint64_t fewest_family_conflicts = 20'000;
constexpr std::uint64_t most_family_conflicts = long_family_search;

/// One search per thread, with different seeds: how long one takes varies much. The general formula has some clauses for
/// each input, so where there are many, this may take longer.
AttemptOutcome search_briefly(Context& context, const EncoderRow& encoder) {
  std::string reason;
  const std::shared_ptr<const Encoding> family = context.encodings.encode_family(context.instance, encoder, reason);
  if (!family) {
    context.progress.rule_out(fmt::format("too large for the {} family", encoder.family));
    return Nothing{reason};
  }
  const InputSet& inputs = context.instance->inputs();
  const std::uint64_t wanted = inputs.numbered() ? inputs.size() / 2 : most_family_conflicts;
  const auto conflicts = static_cast<std::int32_t>(std::clamp(wanted, fewest_family_conflicts, most_family_conflicts));
  std::vector<Search> searches;
  for (unsigned k = 0; k < context.at_once(); ++k) {
    searches.push_back(bounded(family_search(context, family, k), conflicts));
  }
  std::vector<EngineResult> results;
  AttemptOutcome found = settle(context, searches, context.at_once(), &results);
  const auto answered = [](const EngineResult& result) { return result.answer != Answer::unknown; };
  if (std::none_of(results.begin(), results.end(), answered)) context.families.push_back(family);
  return found;
}

}  // namespace

AttemptOutcome try_families_briefly(Context& context) {
  if (!as_decoder(context.instance)) return Nothing{"families of protocols are for decoders alone"};
  AttemptOutcome found;
  for (const EncoderRow* encoder : encoders_of_families()) {
    found = search_briefly(context, *encoder);
    if (!std::holds_alternative<Nothing>(found)) break;
  }
  return found;
}

}  // namespace arcsat
