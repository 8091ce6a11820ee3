// Looks for a counting bound that refutes an instance.
#pragma once

#include <optional>

#include "base/budget.hpp"
#include "evidence/counting_refutation.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// Tries, for every cut within the first epochs, contexts of a few shapes: the first so many queries and positions, and
/// for each table before the last a few that together reach many of its values (of a restricted instance: the contexts
/// that are allowed). Nothing found means nothing. A moment's work: at most a few thousand candidates. Throws
/// LimitReached once the budget's time is over.
std::optional<CountingRefutation> find_counting_refutation(const DecoderInstance& instance, const Budget& budget);

}  // namespace arcsat
