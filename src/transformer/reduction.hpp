// A Transformer as a protocol: arXiv 2412.02975's reduction, carried out.
#pragma once

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "protocol/protocol.hpp"
#include "transformer/transformer.hpp"

namespace arcsat {

/// The protocol of a Transformer that passes require_fits: in epoch t a block's message to a token is what the block adds to
/// the token's sums in layer t, head by head, the d parts of N and, normalised, D, p bits each, the lowest first; the bits
/// per token that are left are 0. A message to a player of functions has those of all its tokens, token 0's in the lowest bits.
/// With sums a term is what one token adds; then either p = 1, or what is added may not carry. Where the Transformer's
/// answers are wrong, so are the protocol's.
/// Throws CheckFailed, naming the input, where a check of Forward fails, the answer is none of the task's, or a sum carries;
/// Unsupported if inputs are not numbered or messages have more than 31 bits; LimitReached when the budget is spent.
Protocol reduce(const Transformer& transformer, Granularity granularity, const Budget& budget, Progress& progress);

}  // namespace arcsat
