// Whether a checker accepts what a search has found.
#pragma once

#include "base/error.hpp"

namespace arcsat {

/// `check` throws CheckFailed for what does not hold, Unsupported for what it cannot judge.
template <typename Check>
bool accepted(const Check& check) {
  try {
    check();
    return true;
  } catch (const CheckFailed&) {
    return false;
  } catch (const Unsupported&) {
    return false;
  }
}

}  // namespace arcsat
