// Whether a Transformer solves its instance: on every allowed input, by cases, or tried on some.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "transformer/prompt.hpp"

namespace arcsat {

/// How all allowed inputs are judged: each by itself; or, of an instance without restrictions, by cases, each of which is all
/// inputs on which some tokens have given values.
enum class AllInputs { each, by_cases };

constexpr std::uint64_t most_inputs_run_one_by_one = std::uint64_t{1} << 21;

/// Each up to so many allowed inputs, above that by cases. Restricted inputs are run one by one; throws Unsupported if they are more
/// than 2^21.
AllInputs way_for(const Instance& instance, std::uint64_t most_each = most_inputs_run_one_by_one);

/// How many threads are of use.
unsigned cores();

struct TransformerFault {
  Values values;
  /// "found the answer 1, expected 0", or what else is wrong.
  std::string what;
};

struct TransformerReport {
  AllInputs way = AllInputs::each;
  /// Inputs, or cases.
  std::uint64_t judged = 0;
  /// The first input, in their order, that is not answered rightly; by cases the first case has it.
  std::optional<TransformerFault> fault;

  /// "right on each of 32 inputs", "right on all inputs, in 8 cases".
  std::string words() const;
};

/// Claim: without a fault, the Transformer answers every allowed input rightly, all scores are at most 0 and all sums have p
/// bits; so if require_fits passes, too, some protocol solves its instance.
/// Proof. Each: by running it. By cases: a case whose answers by Cases::run are the right one alone, which the case determines,
/// is right; any other is split into one case for each value of a token, and so are all inputs at first. The protocol:
/// in each epoch the message of a block to a token is the block's sums, H(d+1)p or Hdp bits. They are functions of what
/// both knew before; and integer sums associate, so the sums of the blocks and of the token's own block add up to its own
/// (arXiv 2412.02975, and transformer_corollary.hpp for sums over tokens).
/// `threads` work at a time; the result does not depend on their number. Throws LimitReached when the budget is spent,
/// Unsupported for sums of 63 bits or more.
TransformerReport judge(const Transformer& transformer, AllInputs way, unsigned threads, const Budget& budget,
                        Progress& progress);

/// Runs it on random inputs, allowed ones of an instance without restrictions. Shows nothing but faults.
TransformerReport sample(const Transformer& transformer, std::uint64_t inputs, std::uint64_t seed, const Budget& budget,
                         Progress& progress);

/// What is wrong on one input; none if it is right.
class Forward;
std::optional<TransformerFault> fault_on(Forward& forward, const Values& values);

}  // namespace arcsat
