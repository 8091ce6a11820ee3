// The tree itself; both of its readers are used, so that it does not matter which one a file came from.
#include "base/document.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "base/error.hpp"

using namespace arcsat;

namespace {

Document json(const std::string& text) { return Document::from_json(text, "f.json"); }

std::string complaint(const std::function<void()>& ask) {
  try {
    ask();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

}  // namespace

TEST_CASE("document: each kind of value describes itself") {
  const Document document = json(R"([true, -5, 2.5, "a", [], {}, null])");
  const Node::Array& values = document.root().array();
  const std::vector<std::string> expected = {
      "the boolean true", "the integer -5", "the number 2.5", "the string \"a\"", "an array", "a table", "null"};
  REQUIRE(values.size() == expected.size());
  for (std::size_t k = 0; k < values.size(); ++k) CHECK(values[k].description() == expected[k]);
}

TEST_CASE("document: strings in messages are short and in one line") {
  const Document document = json(R"(["\n\t\u0007x", ")" + std::string(41, 'a') + R"("])");
  CHECK(document.root().array()[0].description() == "the string \"\\x0a\\x09\\x07x\"");
  CHECK(document.root().array()[1].description() == "the string \"" + std::string(40, 'a') + "…\"");
}

TEST_CASE("document: the right kind is given, the wrong one is named with its position") {
  const Document document = json("{\"a\": 3,\n \"b\": \"text\"}");
  const Node& root = document.root();
  CHECK(root.at("a").integer(3, 3) == 3);
  CHECK(root.at("a").integer(INT64_MIN, INT64_MAX) == 3);
  CHECK(root.at("a").number() == 3.0);
  CHECK(root.at("b").text() == "text");
  CHECK(root.at("b").where() == "f.json:2:7");
  CHECK(complaint([&] { root.at("b").integer(0, 9); }) ==
        "f.json:2:7: found the string \"text\", expected an integer from 0 to 9");
  CHECK(complaint([&] { root.at("a").integer(4, 9); }) ==
        "f.json:1:7: found the integer 3, expected an integer from 4 to 9");
  CHECK(complaint([&] { root.at("a").integer(0, 2); }) ==
        "f.json:1:7: found the integer 3, expected an integer from 0 to 2");
  CHECK(complaint([&] { root.at("a").integer(1, 1); }) == "f.json:1:7: found the integer 3, expected the integer 1");
  CHECK(complaint([&] { root.at("b").number(); }) == "f.json:2:7: found the string \"text\", expected a number");
  CHECK(complaint([&] { root.at("a").text(); }) == "f.json:1:7: found the integer 3, expected a string");
  CHECK(complaint([&] { root.at("a").array(); }) == "f.json:1:7: found the integer 3, expected an array");
  CHECK(complaint([&] { root.at("a").table(); }) == "f.json:1:7: found the integer 3, expected a table");
  CHECK(complaint([&] { root.array(); }) == "f.json:1:1: found a table, expected an array");
}

TEST_CASE("document: a real number is no integer, not even a whole one") {
  const Document document = json("[2.0, 1e3]");
  CHECK(complaint([&] { document.root().array()[0].integer(0, 9); }) ==
        "f.json:1:2: found the number 2.0, expected an integer from 0 to 9");
  CHECK(document.root().array()[1].number() == 1000.0);
}

TEST_CASE("document: overlong strings") {
  const Document document = json("[\"" + std::string(201, 'x') + "\"]");
  const Node& node = document.root().array()[0];
  CHECK(complaint([&] { node.text(); }) == "f.json:1:2: found a string of 201 bytes, expected at most 200");
  CHECK(node.text(201).size() == 201);
}

TEST_CASE("document: keys") {
  const Document document = json("{\"a\": 1, \"b\": 2}");
  const Node& root = document.root();
  CHECK(root.find("a") != nullptr);
  CHECK(root.find("c") == nullptr);
  CHECK(root.table({"a", "b", "c"}).size() == 2);
  CHECK(complaint([&] { root.at("c"); }) == "f.json:1:1: found no key \"c\", expected it to be given");
  CHECK(complaint([&] { root.table({"a", "c"}); }) == "f.json:1:10: found the unknown key \"b\", expected a, c");
  CHECK(complaint([&] { root.at("a").find("x"); }) == "f.json:1:7: found the integer 1, expected a table");
}

TEST_CASE("document: a moved document keeps its file's name") {
  Document first = json("[7]");
  const Document second = std::move(first);
  CHECK(second.root().array()[0].where() == "f.json:1:2");
}

TEST_CASE("document: a NUL byte is no text, wherever it is") {
  using namespace std::string_view_literals;
  CHECK_THROWS_WITH_AS(Document::from_json("{}\n\0"sv, "f"), "f:2:1: found a NUL byte, expected text", InputError);
  CHECK_THROWS_WITH_AS(Document::from_json("\0"sv, "f"), "f:1:1: found a NUL byte, expected text", InputError);
  CHECK_THROWS_WITH_AS(Document::from_json("{\"ä\0\": 1}"sv, "f"), "f:1:4: found a NUL byte, expected text",
                       InputError);
  CHECK_THROWS_WITH_AS(Document::from_toml("a = 1\n\0b = 2\n"sv, "f"), "f:2:1: found a NUL byte, expected text",
                       InputError);
  CHECK_THROWS_WITH_AS(Document::from_toml("# \0"sv, "f"), "f:1:3: found a NUL byte, expected text", InputError);
}

TEST_CASE("document: one byte order mark is none too many, two are") {
  CHECK(Document::from_json("\xef\xbb\xbf{}", "f").root().table().empty());
  CHECK_THROWS_AS(Document::from_json("\xef\xbb\xbf\xef\xbb\xbf{}", "f"), InputError);
}
