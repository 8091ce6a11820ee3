// A decomposition that shows why a protocol fails is grown around a failing pair.
#pragma once

#include <optional>

#include "explain/decomposition.hpp"
#include "explain/failing_pair.hpp"

namespace arcsat {

/// Greedily, for l = L and all epochs: W is all w, or that of the pair if that shows too much; Z_{<L} begins with the pair's inputs and
/// gets one input of one player at a time, such that the cover grows most, then R is largest, then the player is the first. R is
/// the largest class of the z_L with equal final views on all of W × Z_{<L} that still disagree on the cover. Ends when nothing
/// can be added, Z_{<L} has 14 inputs, or the next step would compare more than 2^28 views.
///
/// None if the pair differs in more than player L: then no two z_L look alike anywhere and differ in an answer, and R would
/// show nothing; nor if inputs are listed one by one, as they are no product.
std::optional<Decomposition> grow_decomposition(const FinalViews& views, const FailingPair& pair, const Budget& budget);

}  // namespace arcsat
