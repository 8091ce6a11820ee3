#include "certify/proof_reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "base/error.hpp"

using namespace arcsat;
using namespace std::string_literals;

namespace {

/// The steps as text DRAT.
std::string steps(std::string_view proof, ProofFormat format = ProofFormat::detect) {
  ProofReader reader(proof, "p", format);
  std::string text;
  ProofStep step;
  while (reader.next(step)) {
    if (step.kind == ProofStep::Kind::remove) text += "d ";
    for (const Lit lit : step.literals) text += fmt::format("{} ", lit.dimacs());
    text += "0\n";
  }
  return text;
}

std::string refusal(std::string_view proof, ProofFormat format = ProofFormat::detect) {
  try {
    steps(proof, format);
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("text DRAT") {
  CHECK(steps("") == "");
  CHECK(steps("c made by hand\n-1 2 0\nc\nd 1 -2 0\n0\n") == "-1 2 0\nd 1 -2 0\n0\n");
  CHECK(steps("d 1 2 0\n") == "d 1 2 0\n");
}

TEST_CASE("binary DRAT") {
  // The example of drat-trim's README: 63 needs one byte, -63 and 64 need more.
  const std::string proof = "a\x7e\x7f\x80\x01\0d\xff\x7f\x82\x80\x01\0a\0"s;
  CHECK(steps(proof) == "63 -63 64 0\nd -8191 8193 0\n0\n");
  CHECK(ProofReader(proof, "p").format() == ProofFormat::drat_binary);
  CHECK(steps("d\x02\0"s, ProofFormat::drat_binary) == "d 1 0\n");
}

TEST_CASE("FRAT as CryptoMiniSat writes it") {
  const std::string proof =
      "o 1 1 2 0\no 2 -1 2 0\no 3 -2 0\na 4 2 0 l 1 2 0\na 5 -1 0\nd 1 1 2 0\nr 4 9 0\na 6 0 l 9 3 0\nf 2 -1 2 0\n"
      "f 6 0\n";
  CHECK(ProofReader(proof, "p").format() == ProofFormat::frat_text);
  CHECK(steps(proof) == "2 0\n-1 0\nd 1 2 0\n0\n");
  CHECK(ProofReader("d 5 1 2 0\na 6 1 0\n", "p").format() == ProofFormat::frat_text);
}

TEST_CASE("malformed text is refused at its position") {
  CHECK(refusal("1 2 0\n3 x 0\n") == "p:2:3: found 'x', expected a literal or 0");
  CHECK(refusal("1 2\n") == "p:1:4: found the end of the line, expected a space");
  CHECK(refusal("1 2 0\n3 4") == "p:2:4: found the end of the proof, expected a space");
  CHECK(refusal("1 2 0") == "p:1:6: found the end of the proof, expected the end of the line");
  CHECK(refusal("1 2 0 3 0\n") == "p:1:6: found ' ', expected the end of the line");
  CHECK(refusal("1  2 0\n") == "p:1:3: found ' ', expected a literal or 0");
  CHECK(refusal("1 -0 0\n") == "p:1:3: found a number with a leading or signed zero, expected a literal or 0");
  CHECK(refusal("1 02 0\n") == "p:1:3: found a number with a leading or signed zero, expected a literal or 0");
  CHECK(refusal("1 99999999999999999999 0\n") == "p:1:3: found an overlong number, expected a literal or 0");
  CHECK(refusal("1 2000000000 0\n") == "p: a proof with the literal 2000000000, expected variables of at most 2^30");
  CHECK(refusal("d1 0\n") == "p:1:2: found '1', expected a space after 'd'");
  CHECK(refusal("1 0\r\n") == "p:1:4: found the byte 0x0d, expected the end of the line");
  CHECK(refusal("1 0\n\n2 0\n") == "p:2:1: found the end of the line, expected a literal or 0");
  CHECK(refusal("c cut") == "p:1:6: found the end of the proof, expected the end of the comment line");
}

TEST_CASE("malformed FRAT is refused at its position") {
  CHECK(refusal("o 1 1 0\nx 2 1 0\n") == "p:2:1: found 'x', expected a FRAT step, one of 'o', 'a', 'd', 'r', 'f'");
  CHECK(refusal("o 1 1 0\na 2 1 0 l 1\n") == "p:2:12: found the end of the line, expected a space");
  CHECK(refusal("o 1 1 0\na 2 1 0 1 0\n") == "p:2:9: found '1', expected 'l' and hints");
  CHECK(refusal("o 0 1 0\n") == "p:1:4: found a number below 1, expected a clause number");
  CHECK(refusal("o 1 1 0\nd 1 1") == "p:2:6: found the end of the proof, expected a space");
}

TEST_CASE("malformed binary DRAT is refused at its byte") {
  CHECK(refusal("a\x02\0b\x02\0"s) == "p: byte 3: found 'b', expected a step, 'a' or 'd'");
  CHECK(refusal("a\x02\0a\x02"s) == "p: byte 5: found the end of the proof within a step, expected a literal or 0");
  CHECK(refusal("a\x02\0a\x82"s) == "p: byte 5: found the end of the proof within a step, expected a literal or 0");
  CHECK(refusal("a\x01\0"s) == "p: byte 2: found the literal -0, expected a literal or 0");
  CHECK(refusal("a\xff\xff\xff\xff\x7f\0"s) == "p: byte 5: found an overlong number, expected a literal");
  CHECK(refusal("a\x82\x80\0"s) == "p: byte 3: found an overlong number, expected a literal");
}
