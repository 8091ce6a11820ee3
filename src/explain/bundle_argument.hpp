// The refutation of a bundle, judged and put into sentences and tables.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "evidence/bundle.hpp"
#include "explain/argument.hpp"

namespace arcsat {

struct Refutation {
  /// Of formulas: what was simplified, how large the formula is and on which inputs. Of what follows from another bundle: by which
  /// rule, and that bundle's argument.
  Argument argument;
  /// What was done to judge it, a line each.
  std::vector<std::string> checked;
};

/// The argument of a bundle that holds, which is checked only as far as the numbers in it come from the check. Throws CheckFailed
/// or InputError if that does not hold.
Argument argument_in(const Bundle& bundle);

/// Judges the evidence as well. Throws CheckFailed or InputError if it does not hold.
Refutation refutation_in(const Bundle& bundle);

}  // namespace arcsat
