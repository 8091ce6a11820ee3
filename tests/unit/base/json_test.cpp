#include "base/json.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

TEST_CASE("objects keep their order; pairs that begin with strings make an object, all else an array") {
  Json json = {{"b", 1}, {"a", {1, 2, -3}}, {"inner", {{"x", true}, {"y", false}}}, {"text", "1\"2\\3\n"}};
  json["b"] = std::uint64_t{18446744073709551615u};
  json["none"];
  CHECK(json.dump() == R"({"b":18446744073709551615,"a":[1,2,-3],"inner":{"x":true,"y":false},)"
                       R"("text":"1\"2\\3\n","none":null})");
  CHECK(Json({1, "a"}).dump() == R"([1,"a"])");
  CHECK(Json({{"a", 1}, {2, 3}}).dump() == R"([["a",1],[2,3]])");
}

TEST_CASE("lines are broken only where something is") {
  const Json json = {{"empty", Json::array()}, {"nothing", Json::object()}, {"list", {1, {{"a", 2}}}}};
  CHECK(json.dump(2) == R"({
  "empty": [],
  "nothing": {},
  "list": [
    1,
    {
      "a": 2
    }
  ]
})");
}

TEST_CASE("numbers are written in the fewest digits that read back as the same") {
  CHECK(Json({0.1, 1.0, 1e-7, 3e30}).dump() == "[0.1,1.0,1e-07,3e+30]");
}

TEST_CASE("what is written is JSON whatever the strings hold") {
  CHECK(Json("a\x01\xff z\xc3\xa9").dump() == "\"a\\u0001\\\\xff z\xc3\xa9\"");
  CHECK(Json("z\xc3\xa9\xff").dump(-1, Json::Characters::ascii) == R"("z\u00e9\\xff")");
  Json key = Json::object();
  key["\xff"] = 1;
  CHECK(key.dump() == "{\"\\\\xff\":1}");
}

TEST_CASE("what was written is read back") {
  const std::string text = R"({"b":[1,-2,0.5,"x",null,true],"a":{}})";
  CHECK(Json::parse(text).dump() == text);
  CHECK_THROWS_AS(Json::parse(R"({"b":)"), InternalError);
  CHECK(Json::parse(text).at("b").elements().size() == 6);
  CHECK_THROWS_AS(Json::parse(text).at("c"), InternalError);
}
