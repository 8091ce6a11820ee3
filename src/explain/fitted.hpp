// An expression that was found for a function.
#pragma once

#include <cstddef>

#include "explain/expression.hpp"

namespace arcsat {

struct Fitted {
  Expression expression;
  /// About how much there is to read.
  std::size_t cost = 0;
};

}  // namespace arcsat
