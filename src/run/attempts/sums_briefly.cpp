#include <algorithm>

#include "run/attempts.hpp"
#include "run/sums_search.hpp"

namespace arcsat {

namespace {

// In conflicts, so that one thread does the same everywhere: seconds, and minutes.
constexpr std::uint64_t fewest_conflicts_for_sums = 20'000;
constexpr std::uint64_t most_conflicts_for_sums = long_sums_search;

}  // namespace

/// One search per thread, with different seeds: how long one takes varies much. The general formula has some clauses for
/// each input, so where there are many, this may take longer.
AttemptOutcome try_sums_briefly(Context& context) {
  if (!as_decoder(context.instance)) return Nothing{"protocols of sums are for decoders alone"};
  std::string reason;
  context.sums = context.encodings.encode_family(context.instance, reason);
  if (!context.sums) {
    context.progress.rule_out("too large for the sums family");
    return Nothing{reason};
  }
  const std::int32_t conflicts = static_cast<std::int32_t>(
      std::clamp(context.instance->inputs().size() / 2, fewest_conflicts_for_sums, most_conflicts_for_sums));
  std::vector<Search> searches;
  for (unsigned k = 0; k < context.at_once(); ++k) searches.push_back(bounded(sums_search(context, k), conflicts));
  std::vector<EngineResult> results;
  AttemptOutcome found = settle(context, searches, context.at_once(), &results);
  const auto answered = [](const EngineResult& result) { return result.answer != Answer::unknown; };
  if (std::any_of(results.begin(), results.end(), answered)) context.sums.reset();
  return found;
}

}  // namespace arcsat
