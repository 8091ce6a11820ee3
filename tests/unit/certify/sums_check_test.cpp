#include "certify/sums_check.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "base/error.hpp"
#include "certify/witness.hpp"
#include "protocol/sums_protocol_file.hpp"

using namespace arcsat;

namespace {

/// L = 1, m = 2: player 0 tells -1 its z_0, then player 1, who reads it there, sends the entry. Player 1 also tells
/// player 0 both entries' sum, which player 0 adds to nothing.
SumsProtocol by_hand() {
  SumsProtocol protocol;
  protocol.instance = std::make_shared<const Instance>("", Task(2, {}, {2}), Restriction{}, Model{2, 1, {}});
  protocol.control_inputs = {{0, 0}, {0, 1}};
  protocol.messages = {
      {{1, 0, -1}, {{{0, 0}, {0, 1}, {}, {{}, {}}}}},
      {{1, 1, 0}, {{{}, {}, {{0, 1}, {0, 1}}, {}}}},
      {{2, 0, -1}, {{{1, 1}, {0, 0}, {}, {{0}, {}}}}},
      {{2, 1, -1}, {{{}, {}, {{0}, {1}}, {}}}},
  };
  protocol.output = {{{2}, {2}}};
  return protocol;
}

std::string rejected(const std::function<void(SumsProtocol&)>& lie) {
  SumsProtocol protocol = by_hand();
  lie(protocol);
  try {
    check_sums_protocol(protocol);
  } catch (const CheckFailed& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("checker of sums: a protocol by hand") {
  const SumsReport report = check_sums_protocol(by_hand());
  CHECK(report.control_inputs == 2);
  CHECK(report.bits == 4);
  CHECK(report.identities == 2);
  CHECK(report.statement == "2 control inputs, 4 bits, 2 sums: the protocol is right for every table of player 1");
  CHECK(check_witness(tabulate(by_hand(), Budget()), Budget()).inputs == 8);
}

TEST_CASE("checker of sums: every lie has its words") {
  CHECK(rejected([](SumsProtocol&) {}) == "accepted");
  CHECK(rejected([](SumsProtocol& p) { p.control_inputs[1] = {0, 0}; }) == "control inputs: one is listed twice");
  CHECK(rejected([](SumsProtocol& p) { p.control_inputs.pop_back(); }) ==
        "control inputs: there are too few or too many");
  CHECK(rejected([](SumsProtocol& p) {
          p.control_inputs[1] = {0, 2};
        }) == "control inputs: one is no projection of an allowed input");
  CHECK(rejected([](SumsProtocol& p) { p.control_inputs[1] = {0}; }) ==
        "control inputs: one is no projection of an allowed input");
  CHECK(rejected([](SumsProtocol& p) { std::swap(p.messages[0], p.messages[1]); }) ==
        "message of player 0 to player -1 in epoch 1: is not in its place");
  CHECK(rejected([](SumsProtocol& p) { p.messages[2] = p.messages[3]; }) ==
        "message of player 1 to player -1 in epoch 2: is not in its place");
  const std::string second = "message of player 0 to player -1 in epoch 2: ";
  CHECK(rejected([](SumsProtocol& p) { p.messages[2].bits.push_back(p.messages[2].bits[0]); }) ==
        second + "has more bits than its width");
  CHECK(rejected([](SumsProtocol& p) { p.messages[2].bits[0].added.pop_back(); }) ==
        second + "says nothing for some control input");
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[2].bits[0].coordinates = {{0}, {1}};
        }) == second + "only player L sends coordinates");
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[2].bits[0].added = {{1}, {1}};
        }) == second + "sums a bit that was not received before");
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[2].bits[0].control = {1, 1};
        }) == second + "a bit is both data and control");
  CHECK(rejected([](SumsProtocol& p) { p.messages[2].bits[0].data = {2, 2}; }) == second + "a bit is neither 0 nor 1");
  CHECK(rejected([](SumsProtocol& p) { p.messages[2].bits[0].data = {0, 0}; }) == second + "a control bit is a sum");
  const std::string first = "message of player 0 to player -1 in epoch 1: ";
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[0].bits[0].data = {1, 0};
        }) == first + "whether a bit is data depends on more than the receiver's control view");
  const std::string last = "message of player 1 to player -1 in epoch 2: ";
  CHECK(rejected([](SumsProtocol& p) { p.messages[3].bits[0].coordinates.pop_back(); }) ==
        last + "has no sum for some control input");
  CHECK(rejected([](SumsProtocol& p) { p.messages[3].bits[0].data = {1, 1}; }) == last + "player L sends data only");
  // Player -1 asks for z_1(z_0) in the first epoch already, knowing nothing.
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[0].message = {1, 1, -1};
          p.messages[0].bits = {{{}, {}, {{0}, {1}}, {}}};
        }) ==
        "message of player 1 to player -1 in epoch 1: what is summed depends on more than the receiver's control view");
  // Player -1 is not told z_0, so it cannot ask.
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[0].bits[0].control = {1, 1};
        }) == last + "what is summed depends on more than the receiver's control view");
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[3].bits[0].coordinates = {{0}, {0}};
        }) == "answer: bit 0 is not the entry asked for by control input 1");
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[3].bits[0].coordinates = {{0}, {0, 1}};
        }) == "answer: bit 0 is not the entry asked for by control input 1");
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[3].bits[0].coordinates = {{0}, {1, 2}};
        }) == "message of player 1 to player -1 in epoch 2: sums a coordinate that the last table does not have");
  CHECK(rejected([](SumsProtocol& p) {
          p.messages[3].bits[0].coordinates = {{0}, {1, 1, 1}};
        }) == "message of player 1 to player -1 in epoch 2: has coordinates that are not ascending");
  CHECK(rejected([](SumsProtocol& p) { p.output = {}; }) == "answer: has too few or too many bits");
  CHECK(rejected([](SumsProtocol& p) { p.output[0].pop_back(); }) == "answer: has no sum for some control input");
  CHECK(rejected([](SumsProtocol& p) { p.output[0][1] = {3}; }) == "answer: sums a bit that was not received before");
  CHECK(rejected([](SumsProtocol& p) {
          p.output[0] = {{}, {}};
        }) == "answer: bit 0 is not the entry asked for by control input 0");
}

TEST_CASE("checker of sums: what the sender of a control bit knows must be a view") {
  // Player 0's bit to player -1 is z_0: a function of player 0's view. Were it sent by player 1's side of an L = 2
  // task, which does not know z_0, it would be none.
  SumsProtocol protocol;
  protocol.instance = std::make_shared<const Instance>("", Task(2, {1}, {1, 1}), Restriction{}, Model{1, 1, {}});
  protocol.control_inputs = {{0, 0, 0}, {0, 1, 0}};
  protocol.messages = {{{1, 1, -1}, {{{0, 0}, {0, 1}, {}, {{}, {}}}}}};
  CHECK_THROWS_WITH_AS(
      check_sums_protocol(protocol),
      "message of player 1 to player -1 in epoch 1: a control bit depends on more than the two control views",
      CheckFailed);
  protocol.messages[0].message.sender = 0;
  CHECK_NOTHROW(check_sums_protocol(protocol));  // one answer only: nothing is asked
}

TEST_CASE("protocols of sums: of more than 62 coordinates they are listed") {
  // Player 0 tells -1 the one z_0 that there is; player 1's table has 40 entries of two bits, of which one is asked for.
  SumsProtocol protocol;
  protocol.instance =
      std::make_shared<const Instance>("", Task(40, {}, {4}), Restriction{{{0, {39}}}, {}, false}, Model{1, 2, {}});
  protocol.control_inputs = {{0, 39}};
  protocol.messages = {{{1, 1, -1}, {{{}, {}, {{78}}, {}}, {{}, {}, {{79}}, {}}}}};
  protocol.output = {{{0}}, {{1}}};
  CHECK(check_sums_protocol(protocol).identities == 2);
  CHECK_FALSE(can_be_tabulated(protocol));
  CHECK_FALSE(check_sums_witness(protocol, Budget()).tables);
  const std::string text = to_json(protocol);
  CHECK(text.find("{\"coordinates\":[[78]]}") != std::string::npos);
  CHECK(to_json(parse_sums_protocol(text, "a.json")) == text);
  protocol.messages[0].bits[1].coordinates = {{80}};
  CHECK_THROWS_WITH_AS(
      check_sums_protocol(protocol),
      "message of player 1 to player -1 in epoch 1: sums a coordinate that the last table does not have", CheckFailed);
}

TEST_CASE("protocols of sums: there and back") {
  const SumsProtocol protocol = by_hand();
  const std::string text = to_json(protocol);
  CHECK(to_json(parse_sums_protocol(text, "a.json")) == text);
  CHECK_THROWS_WITH_AS(parse_sums_protocol("{\"format\":\"arcsat-protocol\"}", "a.json"),
                       "a.json:1:11: found the string \"arcsat-protocol\", expected \"arcsat-xor-protocol\"",
                       InputError);
}
