#include "transformer/transformer_file.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "transformer/construction.hpp"

using namespace arcsat;

namespace {

std::string text() { return to_json(decoder_construction.build(Task(2, {}, {2}), {})); }

/// The complaint about the file with one part replaced, which must be there.
std::string complaint(std::string of, const std::string& part, const std::string& other) {
  const std::size_t place = of.find(part);
  REQUIRE(place != std::string::npos);
  of.replace(place, part.size(), other);
  try {
    require_fits(parse_transformer(of, "f"));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}
std::string complaint(const std::string& part, const std::string& other) { return complaint(text(), part, other); }

}  // namespace

TEST_CASE("transformer file: what is written is read") {
  Transformer transformer = decoder_construction.build(Task(2, {}, {2}), {});
  transformer.layers[0].update = LinearUpdate{Matrix(8, Row(10, 1))};
  transformer.layers[1].update = ReluUpdate{{Row(10, -1)}, Matrix(8, Row(1, 2))};
  CHECK(to_json(parse_transformer(to_json(transformer), "f")) == to_json(transformer));
  for (const Construction* construction : constructions()) {
    const std::string written = to_json(construction->build(Task(1, {1}, {2, 2}), {}));
    CHECK(to_json(parse_transformer(written, "f")) == written);
  }
}

TEST_CASE("transformer file: what is malformed is refused with its place") {
  CHECK(complaint("\"arcsat-transformer\"", "\"arcsat-transformers\"") ==
        "f:1:11: found the string \"arcsat-transformers\", expected \"arcsat-transformer\"");
  CHECK(complaint("\"precision\":1", "\"precision\":63")
            .ends_with("found the integer 63, expected an integer from 1 to 62"));
  CHECK(complaint("\"normalised\":true", "\"normalised\":1").ends_with("found the integer 1, expected true or false"));
  CHECK(complaint("\"states\":[[1,", "\"states\":[[").ends_with("found a list of length 7, expected length 8"));
  CHECK(complaint("\"states\":[[1,", "\"states\":[[1.5,").find("found the number 1.5") != std::string::npos);
  CHECK(complaint("\"player\":0", "\"player\":1") == "f:8:11: found the integer 1, expected the integer 0");
  CHECK(complaint("\"kind\":\"table\"", "\"kind\":\"tables\"").ends_with("expected \"table\", \"linear\" or \"relu\""));
  CHECK(complaint("\"writes\":[3,4]", "\"writes\":[4,3]")
            .ends_with("found a coordinate that is not ascending, expected that"));
  CHECK(complaint("\"reads\":[6]", "\"reads\":[8]").ends_with("found the integer 8, expected an integer from 0 to 7"));
  CHECK(complaint("[0,1,1,1]", "[0,0,1,1]").ends_with("found a second row for the same state, expected one"));
  CHECK(complaint("\"answer\":7", "\"answer\":7,\"thought\":7")
            .ends_with("found a coordinate of thoughts, expected none, as there are no thoughts"));
  CHECK(complaint("\"heads\":1", "\"heads\":2").ends_with("found a list of length 1, expected length 2"));
  CHECK(complaint("\"head_dimension\":1", "\"head_dimension\":2")
            .ends_with("found a list of length 1, expected length 2"));
}

TEST_CASE("transformer file: what does not fit the instance is refused") {
  CHECK(complaint("\"bits_per_token\":2", "\"bits_per_token\":1") ==
        "found H(d+1)p = 2 bits for each token, block and layer, expected at most 1");
  CHECK(complaint("\"bits_per_token\":2", "\"bits_per_token\":3").empty());
  CHECK(complaint("\"epochs\":2", "\"epochs\":3") == "found 2 layers, expected one for each of 3 epochs");
  const std::string wide = to_json(decoder_construction.build(Task(2, {}, {2}), {true, 2}));
  CHECK(complaint(wide, "\"kind\":\"decoder\"", "\"kind\":\"decoder\",\"granularity\":\"sums\"") ==
        "found the precision p = 2, expected 1 where sums are in (Z/2)^c");
  CHECK(complaint("\"kind\":\"decoder\"", "\"kind\":\"decoder\",\"granularity\":\"sums\"").empty());
  CHECK(complaint("\"bits_per_token\":2",
                  "\"bits_per_token\":2,\"widths\":[{\"epoch\":1,\"from\":1,\"to\":0,\"bits\":9}]") ==
        "found widths of single messages, expected none with a Transformer");
  CHECK(complaint("\"kind\":\"decoder\"", "\"kind\":\"chain-of-thought\",\"thoughts\":1,\"thought_bits\":17")
            .ends_with("found thoughts of more than 16 bits, expected at most 16 for a Transformer"));
}
