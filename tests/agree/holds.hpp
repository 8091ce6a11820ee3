// Whether a check accepts.
#pragma once

#include "base/error.hpp"

namespace arcsat::test {

template <typename Check>
bool holds(Check check) {
  try {
    check();
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

}  // namespace arcsat::test
