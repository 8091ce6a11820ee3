// From a cover to a protocol, as the theorem's proof makes it.
#pragma once

#include "base/budget.hpp"
#include "certify/cover.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// The protocol of the proof in one_step.hpp: blocks take the positions in their order; player 0 says its block, player 1
/// the first b that is right, then both walk down the tree f[a, b] to a leaf with the label z_1(z_0). The instance is one
/// of one step, the cover one that check_cover accepts for it. Throws CheckFailed if some table has no right b, LimitReached
/// when the budget is spent.
Protocol cover_protocol(const std::shared_ptr<const Instance>& instance, const Cover& cover, const Budget& budget);

}  // namespace arcsat
