// Tables over a few readings, laid out for a page.
#pragma once

#include "explain/contexts.hpp"

namespace arcsat {

/// Quantities by number in `contexts`.
using ReadingSet = std::vector<std::size_t>;

/// The contexts by the values of some readings.
InputClasses keys_of(const Contexts& contexts, const ReadingSet& readings);

/// The table over these readings, a row for each key: the value of its contexts, of those among `chosen`; values must agree where the
/// readings do.
Expression list_over(const Contexts& contexts, const ReadingSet& readings, const std::vector<std::uint32_t>& chosen,
                     const Column& values);

/// Turns each such table of an expression into a grid, of as few lines as can be in at most 100 characters or so. Two tables are
/// the same after it if they were so before.
void lay_out(Expression& expression);

}  // namespace arcsat
