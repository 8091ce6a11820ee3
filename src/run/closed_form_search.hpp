// Protocols in closed form are looked for: every slot is filled with what is of use to its receiver.
#pragma once

#include <memory>
#include <optional>

#include "base/budget.hpp"
#include "certify/closed_form.hpp"

namespace arcsat {

/// Of any model: the plan by streams (closed_form_plan.hpp) if it is a decoder and that fits; else slot after slot is
/// filled, in some ways one after the other, until one way leads to the answer; what was said in vain is then left out.
/// The form holds (check_closed_form). None if none was found. Throws LimitReached when the budget is spent.
std::optional<ClosedForm> find_closed_form(const std::shared_ptr<const Instance>& instance, const Budget& budget);

}  // namespace arcsat
