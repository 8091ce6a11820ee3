// The main job: from an instance to a verdict.
#pragma once

#include <memory>

#include "run/decision.hpp"

namespace arcsat {

/// Decides an instance. Every limit, interrupt, crash or doubt ends in undecided with its reason. Throws InputError or
/// Unsupported for options or an instance that it cannot take, CheckFailed if a witness does not replay.
Decision decide(std::shared_ptr<const Instance> instance, const DecideOptions& options);

}  // namespace arcsat
