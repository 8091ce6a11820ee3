// Sub-instances: the same question about fewer inputs.
#pragma once

#include "base/budget.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// The instance with these allowed inputs instead of its own; message widths and all else stay. Throws InputError if
/// the restriction does not fit the task.
Instance with_inputs(const Instance& instance, Restriction restriction);

/// Checks that `part` is a sub-instance of `whole`: the same task, the same model and epochs, the same width of every message,
/// and every allowed input of `part` is allowed in `whole`. Then a protocol that solves `whole` solves `part`: it sends
/// messages of the same widths and is right on more inputs. So if no protocol solves `part`, none solves `whole`.
///
/// Throws CheckFailed if it is none, LimitReached once the budget's time is over.
void require_sub_instance(const Instance& part, const Instance& whole, const Budget& budget);

}  // namespace arcsat
