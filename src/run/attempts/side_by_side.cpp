#include <fmt/format.h>

#include "run/attempts.hpp"
#include "run/family_search.hpp"
#include "run/sub_instance_searches.hpp"

namespace arcsat {

namespace {

// Of the formula of all inputs; two engines take as much again each.
constexpr double most_whole_bytes = std::uint64_t{1} << 30;

/// In this order: (1) protocols of families; (2) the full formula, tuned for refutation and for models, with conflict
/// limits; (3) sub-instances, with a short and then a longer limit; (4) the full formula without a limit. With several
/// threads the first of these is unlimited and keeps a thread.
std::vector<Search> searches_in_order(Context& context, const std::shared_ptr<const Encoding>& whole) {
  const bool side_by_side = context.at_once() > 1;
  const bool families = !context.families.empty();
  std::vector<Search> in_families;
  for (const auto& family : context.families) {
    in_families.push_back(family_search(context, family, std::uint64_t{2} * context.at_once()));
  }
  const Search refuting = {"refuting", whole, context.engine_options(Goal::refutation), true};
  // An engine that has no settings for a goal would do the same twice with the same seed.
  const Search searching = {"searching", whole, context.engine_options(Goal::model, 1)};
  const bool family_to_the_end = side_by_side && families;
  const bool whole_to_the_end = side_by_side && !families;
  std::vector<Search> searches;
  for (const Search& one : in_families) {
    const bool to_the_end = family_to_the_end && searches.empty();
    searches.push_back(to_the_end ? one : bounded(one, long_family_search));
  }
  if (whole) searches.push_back(whole_to_the_end ? refuting : bounded(refuting, conflict_limit(*whole)));
  if (whole && side_by_side) searches.push_back(bounded(searching, conflict_limit(*whole) / 3));
  const std::vector<Search> parts = searches_of_sub_instances(
      *context.instance, context.engine_options(Goal::refutation), searches.size(), context.encodings);
  searches.insert(searches.end(), parts.begin(), parts.end());
  if (whole && !whole_to_the_end) searches.push_back(refuting);
  if (whole && side_by_side) searches.push_back(searching);
  if (!whole && families && !family_to_the_end) searches.push_back(in_families.front());
  return searches;
}

}  // namespace

AttemptOutcome try_side_by_side(Context& context) {
  context.budget.check();
  std::string reason;
  const std::shared_ptr<const Encoding> whole = context.encodings.plan(context.instance, most_whole_bytes, reason);
  const std::vector<Search> searches = searches_in_order(context, whole);
  if (searches.empty()) return Nothing{reason};
  AttemptOutcome found = settle(context, searches, context.at_once());
  Nothing* nothing = std::get_if<Nothing>(&found);
  if (!whole && nothing != nullptr) nothing->reason = fmt::format("{}; {}", nothing->reason, reason);
  return found;
}

}  // namespace arcsat
