// Closed forms as JSON files (format "arcsat-closed-form", version 1).
#pragma once

#include <string>
#include <string_view>

#include "certify/closed_form.hpp"

namespace arcsat {

/// {"format":…,"version":1,"instance":…,"slots":[…]}. A slot is {"epoch":t,"from":j,"to":i,"terms":[…]} or
/// {"thought":s,"terms":[…]}; a term {"of":[…],"first":f,"bits":b}; an item {"w":k}, or {"i":l} with "of_i":start and
/// "of_w":[queries] if it is a function of these, and "bits":[first,end] if not all bits of its entries count.
std::string to_json(const ClosedForm& form);

/// Throws InputError with a position for what is no such file, CheckFailed for a slot that the model does not have.
ClosedForm parse_closed_form(std::string_view text, const std::string& file);

}  // namespace arcsat
