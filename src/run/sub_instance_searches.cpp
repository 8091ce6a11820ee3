#include "run/sub_instance_searches.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "run/sub_instances.hpp"

namespace arcsat {

namespace {

constexpr std::int32_t moment = 10'000;
// Half a minute's conflicts, about: their cost rises with the clauses, and is not less than that of so many.
constexpr std::int64_t conflicts_times_clauses = 400'000'000'000;
constexpr std::int64_t least_clauses = 200'000;
constexpr std::int64_t fewest_conflicts = 20'000;
constexpr double most_part_bytes = 1 << 28;
// Smaller parts that could not be refuted, after which the last that was is kept.
constexpr int most_failures = 2;

EngineOptions bounded(EngineOptions options, std::int32_t conflicts) {
  options.conflicts = conflicts;
  return options;
}

}  // namespace

std::int32_t conflict_limit(const Encoding& encoding) {
  const std::int64_t conflicts = conflicts_times_clauses / (encoding.clauses() + least_clauses);
  return static_cast<std::int32_t>(std::max(conflicts, fewest_conflicts));
}

std::vector<Search> searches_of_sub_instances(const Instance& instance, EngineOptions options, std::size_t before,
                                              Encodings& encodings) {
  options.goal = Goal::refutation;
  std::vector<Search> searches;
  std::string reason;
  for (const std::shared_ptr<const Instance>& part : sub_instances(instance, options.seed)) {
    if (const auto encoding = encodings.plan(part, most_part_bytes, reason)) {
      searches.push_back({fmt::format("refuting {} of the inputs", part->inputs().size()), encoding,
                          bounded(options, moment), true, part});
    }
  }
  const std::size_t parts = searches.size();
  for (std::size_t k = 0; k < parts; ++k) {
    searches.push_back(searches[k]);
    searches.back().options = bounded(options, conflict_limit(*searches[k].encoding));
    searches.back().longer_than = before + k;
  }
  return searches;
}

void shrink(Search& told, SearchOutcome& outcome, Encodings& encodings, const SolverFactory& engine,
            const Budget& budget, Progress* progress) {
  std::string reason;
  int failures = 0;
  for (std::uint64_t attempt = 0; failures < most_failures; ++attempt) {
    const std::optional<double> left = budget.seconds_left();
    if (left && *left < *budget.seconds_in_all() / 2) return;
    const auto smaller = shrunk(*told.part, told.options.seed + attempt);
    if (!smaller) return;
    const auto encoding = encodings.plan(smaller, most_part_bytes, reason);
    if (!encoding) return;
    const Search one = {"refuting fewer of the inputs", encoding, bounded(told.options, conflict_limit(*encoding)),
                        true, smaller};
    SearchOutcome shorter = search({one}, 1, engine, true, budget, progress);
    if (shorter.results.front().answer != Answer::unsatisfiable) {
      ++failures;
      continue;
    }
    told = one;
    outcome = std::move(shorter);
  }
}

}  // namespace arcsat
