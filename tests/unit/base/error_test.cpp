#include "base/error.hpp"

#include <doctest/doctest.h>

#include <type_traits>

using namespace arcsat;

// The exit codes rest on these relations: 1 for InputError and what is derived from it, 2 for CheckFailed, 3 for the
// rest; LimitReached is a verdict and must not be caught as any of them.
static_assert(std::is_base_of_v<std::runtime_error, Error>);
static_assert(std::is_base_of_v<InputError, Unsupported>);
static_assert(std::is_base_of_v<Error, InputError>);
static_assert(std::is_base_of_v<Error, CheckFailed>);
static_assert(std::is_base_of_v<Error, InternalError>);
static_assert(std::is_base_of_v<Error, LimitReached>);
static_assert(!std::is_base_of_v<InputError, CheckFailed>);
static_assert(!std::is_base_of_v<InputError, LimitReached>);
static_assert(!std::is_base_of_v<InputError, InternalError>);

TEST_CASE("error: the text is kept") {
  CHECK_THROWS_WITH_AS(throw Unsupported("found 3"), "found 3", InputError);
  CHECK_THROWS_WITH_AS(throw CheckFailed("row"), "row", Error);
}
