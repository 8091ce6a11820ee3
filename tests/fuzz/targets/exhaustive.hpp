// The judge of refutations: tries every assignment. Knows nothing of propagation or proofs.
#pragma once

#include <optional>

#include "cnf/formula.hpp"

namespace arcsat::fuzz {

/// Whether some assignment satisfies the formula; nothing if its clauses have more than twelve variables.
std::optional<bool> is_satisfiable(const Formula& formula);

}  // namespace arcsat::fuzz
