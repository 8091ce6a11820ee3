#include <doctest/doctest.h>

#include <string>

#include "base/document.hpp"
#include "base/error.hpp"

using namespace arcsat;

namespace {

std::string complaint(const std::string& text) {
  try {
    Document::from_toml(text, "f.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

}  // namespace

TEST_CASE("toml: values of each kind, with their positions") {
  const Document document = Document::from_toml(
      "i = 5\n"
      "r = 0.5\n"
      "s = \"x\"   # a comment\n"
      "  b = true\n"
      "a = [1, [2]]\n"
      "d = 2020-01-01\n"
      "t = { k = 7 }\n"
      "[u.v]\n"
      "w = 0x1f\n",
      "f.toml");
  const Node& root = document.root();
  CHECK(root.at("i").integer(0, 9) == 5);
  CHECK(root.at("i").where() == "f.toml:1:5");
  CHECK(root.at("r").number() == 0.5);
  CHECK(root.at("s").text() == "x");
  CHECK(root.at("b").description() == "the boolean true");
  CHECK(root.at("b").where() == "f.toml:4:7");
  CHECK(root.at("a").array()[1].array()[0].where() == "f.toml:5:10");
  CHECK(root.at("d").description() == "a date or time");
  CHECK(root.at("t").at("k").integer(7, 7) == 7);
  CHECK(root.at("u").at("v").at("w").integer(31, 31) == 31);
  CHECK(root.at("u").at("v").where() == "f.toml:8:1");
}

TEST_CASE("toml: positions of keys") {
  const Document document = Document::from_toml("\n  name = 1\n", "f.toml");
  CHECK_THROWS_WITH_AS(document.root().table({"other"}), "f.toml:2:3: found the unknown key \"name\", expected other",
                       InputError);
}

TEST_CASE("toml: what is not TOML is refused with a position, in one line") {
  for (const std::string text : {"a = ", "a", "= 1", "a = 1 2", "a = 1\na = 2", "[t]\n[t]", "a = 'x", "a = 01",
                                 "a = [1", "a = 99999999999999999999", "a = \"\x80\"", "a = 1 = 2", "{\"a\": 1}"}) {
    CAPTURE(text);
    const std::string words = complaint(text);
    CHECK(words.starts_with("f.toml:"));
    CHECK(words.find(": found text that is not TOML (") != std::string::npos);
    CHECK(words.ends_with("), expected TOML 1.0"));
    CHECK(words.find('\n') == std::string::npos);
  }
  CHECK(complaint("a = 1\nb = 2\na = 3\n").starts_with("f.toml:3:5: "));
}

TEST_CASE("toml: an empty file is an empty table") {
  const Document document = Document::from_toml("", "f.toml");
  CHECK(document.root().table().empty());
  CHECK(document.root().where() == "f.toml:1:1");
}

TEST_CASE("toml: no character at the place of a key ends the program") {
  for (const std::string text : {"[=", "[[#]]", "[\x01", "a.= 1", "a = {,}", "a = { = 1 }"}) {
    CAPTURE(text);
    CHECK(complaint(text).starts_with("f.toml:1:"));
  }
}

TEST_CASE("toml: letters of any script are no white space") {
  for (const std::string text : {"a = [é1]", "a = é", "é = 1", "[é]", "a = 1 Σ", "a = {b = 1 ж}", "a =　1"}) {
    CAPTURE(text);
    CHECK(complaint(text).starts_with("f.toml:1:"));
  }
  const Document document = Document::from_toml("a = \"\"\"\\\n  é\"\"\" # ж\n\"Σ\" = 1", "f.toml");
  CHECK(document.root().at("a").text() == "é");
  CHECK(document.root().at("Σ").integer(1, 1) == 1);
}

TEST_CASE("toml: dotted keys do not nest without limit") {
  const auto dotted = [](std::size_t dots) {
    std::string key = "a";
    for (std::size_t k = 0; k < dots; ++k) key += ".a";
    return key;
  };
  CHECK(complaint(dotted(2500) + " = 1") == "no complaint");
  for (const std::size_t dots : {2501, 1'000'000}) {
    CHECK(complaint("b = 1\n" + dotted(dots) + " = 1") ==
          "f.toml:2:5002: found more than 2500 dots, expected fewer (those in keys nest tables)");
    CHECK(complaint("[" + dotted(dots) + "]").starts_with("f.toml:1:5003: found more than 2500 dots"));
  }
}
