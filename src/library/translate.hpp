// Between the library's types and arcsat's own.
#pragma once

#include "base/error.hpp"
#include "library/arcsat.hpp"
#include "protocol/instance.hpp"

namespace arcsat::library {

/// Throws arcsat::InputError if the parts do not fit each other.
arcsat::Instance translated(const Instance& instance);
Verdict translated(arcsat::Verdict verdict);

/// Runs `work`; what it throws becomes an exception of the library. LimitReached is for `work` to catch.
template <typename Work>
auto with_library_errors(Work work) {
  try {
    return work();
  } catch (const arcsat::InputError& error) {
    throw InputError(error.what());
  } catch (const std::exception& error) {
    throw Error(error.what());
  }
}

}  // namespace arcsat::library
