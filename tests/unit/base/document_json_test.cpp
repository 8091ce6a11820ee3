#include <doctest/doctest.h>

#include <string>

#include "base/document.hpp"
#include "base/error.hpp"

using namespace arcsat;

namespace {

std::string complaint(const std::string& text) {
  try {
    Document::from_json(text, "f");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

/// Each value of an array with its position: "1:2 5".
std::vector<std::string> positions(const std::string& text) {
  const Document document = Document::from_json(text, "f");
  std::vector<std::string> result;
  for (const Node& node : document.root().array()) result.push_back(node.where() + " " + node.description());
  return result;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("json: positions of values, whatever stands around them") {
  CHECK(positions("[5]") == Strings{"f:1:2 the integer 5"});
  CHECK(positions("[5,6 , 7]") == Strings{"f:1:2 the integer 5", "f:1:4 the integer 6", "f:1:8 the integer 7"});
  CHECK(positions("[\n  1,\n\t\"x\"\r\n,true]") ==
        Strings{"f:2:3 the integer 1", "f:3:2 the string \"x\"", "f:4:2 the boolean true"});
  CHECK(positions("[[1],[2],{}]") == Strings{"f:1:2 an array", "f:1:6 an array", "f:1:10 a table"});
  CHECK(positions("[-1.5,null]") == Strings{"f:1:2 the number -1.5", "f:1:7 null"});
  // Readers do not agree whether negative zero is an integer, so it is none here.
  CHECK(positions("[-0,-0.0,0]") == Strings{"f:1:2 -0", "f:1:5 -0.0", "f:1:10 the integer 0"});
}

TEST_CASE("json: columns count characters, not bytes") {
  CHECK(positions("[\"äöü\", 5]") == Strings{"f:1:2 the string \"äöü\"", "f:1:9 the integer 5"});
}

TEST_CASE("json: positions of keys and nested values") {
  const Document document = Document::from_json("{\"a\" : {\"b\":\n[1, {\"c\": 3}]}}", "f");
  const Node::Entry& a = document.root().table()[0];
  CHECK(a.key_position.where() == "f:1:2");
  CHECK(a.value.where() == "f:1:8");
  const Node& b = a.value.at("b");
  CHECK(b.where() == "f:2:1");
  CHECK(b.array()[1].at("c").where() == "f:2:11");
}

TEST_CASE("json: integers are exact up to 2^63 - 1, larger ones are not silently something else") {
  const Document document =
      Document::from_json("[9223372036854775807, -9223372036854775808, 9223372036854775808]", "f");
  CHECK(document.root().array()[0].integer(0, INT64_MAX) == INT64_MAX);
  CHECK(document.root().array()[1].integer(INT64_MIN, 0) == INT64_MIN);
  CHECK_THROWS_WITH_AS(
      document.root().array()[2].integer(0, INT64_MAX),
      "f:1:45: found the integer 9223372036854775808, expected an integer from 0 to 9223372036854775807", InputError);
  CHECK_THROWS_AS(document.root().array()[2].number(), InputError);
}

TEST_CASE("json: a key given twice is named where it comes again") {
  CHECK(complaint("{\"a\": 1,\n \"b\": 2, \"a\": 3}") ==
        "f:2:10: found the key \"a\" a second time, expected each key once");
  // The same key in different tables is fine.
  CHECK(complaint("[{\"a\": 1}, {\"a\": {\"a\": 2}}]") == "no complaint");
}

TEST_CASE("json: nesting is limited, so that no file exhausts the stack") {
  CHECK(complaint(std::string(32, '[') + std::string(32, ']')) == "no complaint");
  CHECK(complaint(std::string(33, '[') + std::string(33, ']')) ==
        "f:1:33: found deeper nesting, expected at most 32 levels");
  CHECK(complaint(std::string(1'000'000, '[')) == "f:1:33: found deeper nesting, expected at most 32 levels");
}

TEST_CASE("json: what is not JSON is refused with a position, in one line") {
  for (const std::string text : {"", " ", "[1,]", "[1 2]", "{\"a\"}", "{a: 1}", "[1] x", "[01]", "[NaN]", "[1e999]",
                                 "[+1]", "\"open", "[\"\x80\"]", "[\"\n\"]", "// c\n[]", "[1", "nul"}) {
    CAPTURE(text);
    const std::string words = complaint(text);
    CHECK(words.starts_with("f:"));
    CHECK(words.find(": found text that is not JSON (") != std::string::npos);
    CHECK(words.ends_with("), expected JSON"));
    CHECK(words.find('\n') == std::string::npos);
  }
  CHECK(complaint("[1,\n2,\n  x]").starts_with("f:3:"));
}
