// What a bundle's evidence says, put into sentences and tables: of a refutation, and of a witness for too many inputs to run each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/bundle.hpp"
#include "explain/argument.hpp"

namespace arcsat {

/// The argument of a refutation that holds, checked only as far as the numbers in it come from the check. Of formulas: what was simplified,
/// how large the formula is and on which inputs. Of what follows from another bundle: by which rule, and that bundle's argument. Throws
/// CheckFailed or InputError if that does not hold.
Argument argument_in(const Bundle& bundle);

/// Of a witness of sums, of a cover or of a derivation that is too large to be run on each input; none for any other. Of each function
/// at most so many rows.
std::optional<Argument> large_witness_in(const Bundle& bundle, std::size_t most_rows);

}  // namespace arcsat
