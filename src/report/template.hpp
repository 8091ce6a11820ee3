// Templates (Mustache) filled with JSON. The library is behind template.cpp, because its header takes seconds to compile.
#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"

namespace arcsat {

/// The text of a file in templates/. Throws InternalError if there is none.
std::string_view template_file(std::string_view name);

/// The template NAME.mustache, filled. `{{key}}` is the value under a key as text, in which everything is escaped that is markup or
/// not printable; `{{#key}}…{{/key}}` repeats for each element of an array, appears for anything else but false, null, "" and an
/// empty array; `{{> _name}}` is another template, whose name begins with `_` so that it is no key. A key that an object lacks is looked up in what surrounds it.
std::string fill_template(std::string_view name, const Json& content);

}  // namespace arcsat
