#include "certify/clrat.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"
#include "clrat_bytes.hpp"

using namespace arcsat;
using namespace arcsat::test;
using namespace std::string_literals;

TEST_CASE("clrat: numbers and steps have the binary form of the format") {
  CHECK(clrat_bytes("3 0 1 2 0\n") == "a\6\0\2\4\0"s);
  CHECK(clrat_bytes("9 d 1 64 0\n") == "d\2\x80\1\0"s);
  CHECK(clrat_bytes("9 -1 0 -1 6 63 8192 -5 0\n") == "a\x12\3\0\3\x0c\x7e\x80\x80\1\x0b\0"s);
  CHECK(clrat_bytes("9 d 0\n").empty());
  CHECK(clrat_bytes("").empty());
}

TEST_CASE("clrat: the literals of a lemma ascend after the first") {
  CHECK(clrat_bytes("9 5 -3 4 1 -2 0 0\n") == clrat_bytes("9 5 1 -2 -3 4 0 0\n"));
  CHECK(clrat_bytes("9 5 1 0 0\n") != clrat_bytes("9 1 5 0 0\n"));
  CHECK_THROWS_WITH_AS(clrat_bytes("9 5 1 1 0 0\n"), "p:1: step 9: two literals of variable 1", CheckFailed);
  CHECK_THROWS_WITH_AS(clrat_bytes("9 5 1 -5 0 0\n"), "p:1: step 9: two literals of variable 5", CheckFailed);
  CHECK_THROWS_WITH_AS(clrat_bytes("9 5 x 0 0\n"), "p:1: found 'x', expected a literal", CheckFailed);
}

TEST_CASE("clrat: what ACL2 would misread is refused") {
  CHECK(clrat_bytes("1125899906842623 1 0 0\n").size() == 12);
  CHECK_THROWS_AS(clrat_bytes("1125899906842624 1 0 0\n"), Unsupported);
  CHECK_THROWS_AS(clrat_bytes("9 1 0 -1125899906842624 0\n"), Unsupported);
  CHECK_THROWS_AS(clrat_bytes("9 d 1125899906842624 0\n"), Unsupported);
}
