// The numbers of a bound about three steps (certify/three_step.hpp) are looked for.
#pragma once

#include <optional>

#include "certify/three_step.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// The first that check_three_step accepts of some thousand tried by rounded logarithms; none if it accepts none.
std::optional<ThreeStepBound> find_three_step_bound(const DecoderInstance& instance);

}  // namespace arcsat
