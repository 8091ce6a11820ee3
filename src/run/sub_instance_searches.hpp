// Refuting parts of an instance's inputs: sub-instances, found by trying some, and shrunk.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "run/encodings.hpp"
#include "run/search.hpp"

namespace arcsat {

/// Conflict limit for refuting a formula of this size before trying something else: the larger the formula, the fewer.
/// A limit that, unlike time, is the same on every machine.
std::int32_t conflict_limit(const Encoding& encoding);

/// Searches for a refutation of each of sub_instances(instance, options.seed), first of each for a moment, then, of
/// those without an answer, for a while; to be put after `before` others. Parts whose formula would be large are left
/// out.
std::vector<Search> searches_of_sub_instances(const Instance& instance, EngineOptions options, std::size_t before,
                                              Encodings& encodings);

/// Leaves out more inputs of a part that was refuted, as long as what is left is soon refuted, too: a smaller
/// certificate, and one that says more. `told` and `outcome` become those of the smallest. Ends when half of the
/// budget's time is over.
void shrink(Search& told, SearchOutcome& outcome, Encodings& encodings, const SolverFactory& engine,
            const Budget& budget, Progress* progress);

}  // namespace arcsat
