// The kinds of fault that arcsat distinguishes, each with its own exit code (see main.cpp).
#pragma once

#include <stdexcept>
#include <string>

namespace arcsat {

struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Bad usage or bad input. The text is one line, `file:line:col: what was found, what was expected`.
struct InputError : Error {
  using Error::Error;
};

/// A well-formed request that this program cannot represent; the text names the number that is too large.
struct Unsupported : InputError {
  using InputError::InputError;
};

/// A witness, a proof or a hash did not hold.
struct CheckFailed : Error {
  using Error::Error;
};

/// An impossibility: a fault of arcsat itself.
struct InternalError : Error {
  using Error::Error;
};

/// A time limit, a memory limit or an interrupt was reached: the verdict is undecided, for the reason in the text.
struct LimitReached : Error {
  using Error::Error;
};

}  // namespace arcsat
