// Seeded random Transformers of small tasks, and wrong weights.
#pragma once

#include <random>

#include "transformer/transformer.hpp"

namespace arcsat::test {

/// Of a task of at most 256 inputs, any model, one or two layers and heads. Scores are at most 0, as queries are not negative and
/// keys not positive; p may be too small for the sums, and an answer or a thought may be none.
Transformer random_transformer(std::mt19937_64& random);

/// The same but for one number of its weights.
Transformer with_wrong_weight(const Transformer& transformer, std::mt19937_64& random);

}  // namespace arcsat::test
