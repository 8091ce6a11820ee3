#include "protocol/protocol_file.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/error.hpp"
#include "base/file.hpp"
#include "certify/witness.hpp"
#include "protocol/simulate.hpp"

using namespace arcsat;

namespace {

class TemporaryFile {
 public:
  TemporaryFile() {
    path_ = (std::filesystem::temp_directory_path() / "arcsat-protocol-XXXXXX").string();
    close(mkstemp(path_.data()));
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// L = 1, m = 1, q = 2, E = 1: player 1 tells its answer.
const std::string small_text =
    "{\"format\":\"arcsat-protocol\",\"version\":1,\n"
    "\"instance\":{\"task\":{\"L\":1,\"m\":1,\"n\":[],\"q\":[2]},\"inputs\":{},"
    "\"model\":{\"kind\":\"decoder\",\"epochs\":1,\"bits_per_token\":1}},\n"
    "\"messages\":[\n"
    "{\"epoch\":1,\"from\":0,\"to\":-1,\"bits\":1,\"rows\":[[0,[],0,[],0]]},\n"
    "{\"epoch\":1,\"from\":1,\"to\":-1,\"bits\":1,\"rows\":[[0,[],0,[],0],[1,[],0,[],1]]},\n"
    "{\"epoch\":1,\"from\":1,\"to\":0,\"bits\":1,\"rows\":[[0,[],0,[],0],[1,[],0,[],0]]}],\n"
    "\"output\":[[0,[0,0],0],[0,[0,1],1]]}\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string complaint(const std::string& text) {
  try {
    parse_protocol(text, "f");
  } catch (const CheckFailed& error) {
    return std::string("check failed: ") + error.what();
  } catch (const InputError& error) {
    return std::string("input: ") + error.what();
  }
  return "no complaint";
}

/// The small protocol with one piece of its text changed.
std::string complaint(const std::string& from, const std::string& to) {
  return complaint(replaced(small_text, from, to));
}

/// A protocol whose messages are random functions and whose answers are whatever came first.
Protocol random_protocol(const std::shared_ptr<const Instance>& instance, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Protocol protocol(instance);
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    const Input input = instance->inputs().input(k);
    std::vector<std::uint32_t> values(instance->messages());
    for (std::size_t number = 0; number < values.size(); ++number) {
      const Message message = instance->message(number);
      std::vector<std::uint32_t> key;
      append_views(instance->scheme(), instance->scheme().slot(number), 0, input, values, key);
      LookupTable& table = protocol.slot(number);
      if (!table.find(key)) {
        table.add(key, static_cast<std::uint32_t>(random() % (std::uint64_t{1} << instance->width(message))));
        table.sort();
      }
      values[number] = table.find(key).value_or(0);
    }
    std::vector<std::uint32_t> view;
    append_view(instance->scheme(), instance->scheme().answer(), input, values, view);
    if (!protocol.output().find(view)) {
      protocol.output().add(view, instance->task().answer(input));
      protocol.output().sort();
    }
  }
  return protocol;
}

/// Of a decoder by sums: each entry of z_1 says whether it is 1 if z_0 asks for it, and z_0 says 0.
const std::string sums_text = R"({"format":"arcsat-protocol","version":1,
"instance":{"task":{"L":1,"m":2,"n":[],"q":[2]},"inputs":{"tuples":[[0,0,1],[0,0,2]]},"model":{"kind":"decoder","granularity":"sums","epochs":1,"bits_per_token":1}},
"messages":[
{"epoch":1,"from":0,"to":-1,"bits":1,"terms":[
 {"rows":[[0,[],0,[],0]]}]},
{"epoch":1,"from":1,"to":-1,"bits":1,"terms":[
 {"token":0,"rows":[[0,[],0,[],0],[1,[],0,[],0]]},
 {"token":1,"rows":[[0,[],0,[],1],[1,[],0,[],0]]}]},
{"epoch":1,"from":1,"to":0,"bits":1,"terms":[
 {"token":0,"rows":[[0,[],0,[],0],[1,[],0,[],0]]},
 {"token":1,"rows":[[0,[],0,[],0],[1,[],0,[],0]]}]},
{"epoch":1,"from":1,"to":1,"token":1,"bits":1,"terms":[
 {"token":0,"rows":[[0,[],1,[],0],[1,[],0,[],0]]}]}],
"output":[[0,[0,0],0],[0,[0,1],1]]}
)";

}  // namespace

TEST_CASE("protocol file: sums have a list of terms, each with rows") {
  const TemporaryFile file;
  const Protocol protocol = parse_protocol(sums_text, "f");
  CHECK(check_witness(protocol, Budget()).inputs == 2);
  CHECK(simulate(protocol, Input{0, 0, 1}).values == std::vector<std::uint32_t>{0, 1, 0, 0});
  write_protocol(protocol, file.path());
  CHECK(read_file(file.path()) == sums_text);
  const auto why = [](const std::string& from, const std::string& to) {
    return complaint(replaced(sums_text, from, to));
  };
  CHECK(why(" {\"token\":0,\"rows\":[[0,[],1,[],0],[1,[],0,[],0]]}", "") ==
        "check failed: f:12:55: found no term of token 0, expected one");
  CHECK(why(" {\"token\":0,\"rows\":[[0,[],1", " {\"token\":1,\"rows\":[[0,[],1") ==
        "check failed: f:13:2: found the term of a token that the receiver does not hear");
  CHECK(why("{\"rows\":[[0,[],0,[],0]]}", "{\"rows\":[]},{\"rows\":[]}") ==
        "check failed: f:5:14: found this term a second time, expected it once");
  CHECK(why("{\"rows\":[[0,[],0,[],0]]}", "{\"token\":0,\"rows\":[]}") ==
        "input: f:5:11: found a token, expected none, as the player is not one of several");
  CHECK(why("\"to\":1,\"token\":1,", "\"to\":1,").find("found no key \"token\"") != std::string::npos);
  CHECK(why("\"to\":1,\"token\":1,", "\"to\":1,\"token\":0,") ==
        "check failed: f:12:1: found a message that the model does not have, expected one that it has");
  CHECK(why("[0,[],1,[],0]", "[2,[],1,[],0]") ==
        "input: f:13:22: found the integer 2, expected an integer from 0 to 1");
  CHECK(why("\"terms\"", "\"rows\"").find("found the unknown key \"rows\"") != std::string::npos);
  // A term without its row is found when the protocol runs.
  const Protocol mute = parse_protocol(replaced(sums_text, "[[0,[],0,[],1],", "["), "f");
  CHECK_THROWS_WITH_AS(check_witness(mute, Budget()),
                       "token 1's term of epoch 1, player 1 to player -1: no row for the views [0,0] on input [0,0,1]",
                       CheckFailed);
}

TEST_CASE("protocol file: the exact bytes, read and written") {
  const TemporaryFile file;
  const Protocol protocol = parse_protocol(small_text, "f");
  CHECK(check_witness(protocol, Budget()).inputs == 2);
  write_protocol(protocol, file.path());
  CHECK(read_file(file.path()) == small_text);
}

TEST_CASE("protocol file: what is written is read, byte for byte") {
  const TemporaryFile file;
  const std::vector<Instance> instances = {
      {"", Task(2, {}, {3}), {}, {2, 1, {{{2, 0, -1}, 0}}}},
      {"", Task(1, {2}, {2, 2}), {{{2, {3, 5}}}, {}, false}, {3, 2, {}}},
      {"", Task(1, {1, 2}, {2, 1, 2}), {{}, {{1, 0, 1, 0, 3}, {0, 0, 0, 0, 2}}, true}, {2, 1, {}}},
      {"", Task(1, {}, {1}), {}, {1, 0, {}}},
      {"", Task(1, {}, {2}), {}, {1, 31, {}}},
  };
  for (std::size_t k = 0; k < instances.size(); ++k) {
    const Protocol protocol = random_protocol(std::make_shared<const Instance>(instances[k]), k);
    write_protocol(protocol, file.path());
    const std::string text = read_file(file.path());
    const Protocol again = read_protocol(file.path());
    write_protocol(again, file.path());
    CHECK(read_file(file.path()) == text);
    for (std::uint64_t input = 0; input < instances[k].inputs().size(); ++input) {
      const Input one = instances[k].inputs().input(input);
      CHECK(simulate(again, one).values == simulate(protocol, one).values);
      CHECK(simulate(again, one).answer == simulate(protocol, one).answer);
    }
  }
}

TEST_CASE("protocol file: layout, order of rows and of messages do not matter") {
  std::string text = replaced(small_text, "[[0,[],0,[],0],[1,[],0,[],1]]", "[ [1,[],0,[],1],\n [0,[],0,[],0] ]");
  text = replaced(text, "{\"epoch\":1,\"from\":0,\"to\":-1,\"bits\":1,\"rows\":[[0,[],0,[],0]]},\n", "");
  text = replaced(text, "[1,[],0,[],0]]}],",
                  "[1,[],0,[],0]]},\n{\"rows\":[[0,[],0,[],0]],\"bits\":1,"
                  "\"to\":-1,\"from\":0,\"epoch\":1}],");
  const TemporaryFile file;
  write_protocol(parse_protocol(text, "f"), file.path());
  CHECK(read_file(file.path()) == small_text);
}

TEST_CASE("protocol file: a missing row is no matter for the reader, but for the replay") {
  const Protocol protocol = parse_protocol(replaced(small_text, ",[1,[],0,[],1]", ""), "f");
  CHECK_THROWS_WITH_AS(check_witness(protocol, Budget()),
                       "epoch 1, player 1 to player -1: no row for the views [1,0] on input [0,0,1]", CheckFailed);
  const Protocol mute = parse_protocol(replaced(small_text, "[[0,[0,0],0],[0,[0,1],1]]", "[]"), "f");
  CHECK_THROWS_WITH_AS(check_witness(mute, Budget()), "output: no row for the final view [0,0,0] on input [0,0,0]",
                       CheckFailed);
}

TEST_CASE("protocol file: well formed, but no protocol of the instance") {
  CHECK(complaint("\"bits\":1", "\"bits\":2") ==
        "check failed: f:4:36: found a width of 2, expected 1 as in the instance");
  CHECK(complaint("[1,[],0,[],1]", "[0,[],0,[],1]") ==
        "check failed: f:5:60: found a second row for the same views, expected one");
  CHECK(complaint("[1,[],0,[],1]", "[0,[],0,[],0]") ==
        "check failed: f:5:60: found a second row for the same views, expected one");
  CHECK(complaint("[1,[],0,[],1]", "[1,[],0,[],2]") ==
        "check failed: f:5:71: found the value 2, expected one below 2 for this width");
  CHECK(complaint("[0,[0,1],1]", "[0,[0,1],2]") == "check failed: f:7:32: found the answer 2, expected one below 2");
  CHECK(complaint("[0,[0,1],1]", "[0,[0,0],1]") ==
        "check failed: f:7:23: found a second row for the same views, expected one");
  CHECK(complaint("\"from\":1,\"to\":0", "\"from\":1,\"to\":-1") ==
        "check failed: f:6:1: found this message a second time, expected it once");
  CHECK(complaint(",\n{\"epoch\":1,\"from\":1,\"to\":0,\"bits\":1,\"rows\":[[0,[],0,[],0],[1,[],0,[],0]]}", "") ==
        "check failed: f:3:12: found no message of player 1 to player 0 in epoch 1, expected one");
}

TEST_CASE("protocol file: malformed") {
  CHECK(complaint("arcsat-protocol", "arcsat-instance") ==
        "input: f:1:11: found the string \"arcsat-instance\", expected \"arcsat-protocol\"");
  CHECK(complaint("\"version\":1", "\"version\":2") == "input: f:1:39: found the integer 2, expected the integer 1");
  CHECK(complaint("\"output\"", "\"outputs\"").starts_with("input: f:7:1: found the unknown key \"outputs\""));
  CHECK(complaint(",\n\"output\":[[0,[0,0],0],[0,[0,1],1]]", "") ==
        "input: f:1:1: found no key \"output\", expected it to be given");
  CHECK(complaint("\"epoch\":1", "\"epoch\":2") == "input: f:4:10: found the integer 2, expected the integer 1");
  CHECK(complaint("\"from\":0", "\"from\":2") == "input: f:4:19: found the integer 2, expected an integer from 0 to 1");
  CHECK(complaint("\"to\":0", "\"to\":1") == "input: f:6:26: found the integer 1, expected an integer from -1 to 0");
  CHECK(complaint("[0,[],0,[],0]", "[0,[],0,[]]").starts_with("input: f:4:46: found a row of length 4, expected ["));
  CHECK(complaint("[0,[],0,[],0]", "[0,[0],0,[],0]") == "input: f:4:49: found an inbox of length 1, expected length 0");
  CHECK(complaint("[0,[],0,[],0]", "[1,[],0,[],0]") == "input: f:4:47: found the integer 1, expected the integer 0");
  CHECK(complaint("[0,[],0,[],0]", "[0,[],0,[],-1]") ==
        "input: f:4:57: found the integer -1, expected an integer from 0 to 2147483647");
  CHECK(complaint("[0,[0,1],1]", "[0,[0,1],1,0]") ==
        "input: f:7:23: found a row of length 4, expected [input, inbox, answer]");
  CHECK(complaint("[0,[0,1],1]", "[0,[0],1]") == "input: f:7:26: found an inbox of length 1, expected length 2");
  CHECK(complaint("\"inputs\":{}", "\"name\":{}").starts_with("input: f:2:"));
  CHECK(complaint("\"bits_per_token\":1", "\"bits_per_token\":32").find("found a width of 1, expected 32") !=
        std::string::npos);
  CHECK(complaint("").starts_with("input: f:1:1: "));
  CHECK(complaint("[]") == "input: f:1:1: found an array, expected a table");
}

TEST_CASE("protocol file: no place to write to, nothing to read") {
  const Protocol protocol = parse_protocol(small_text, "f");
  CHECK_THROWS_AS(write_protocol(protocol, "/no/such/place"), Error);
  CHECK_THROWS_AS(read_protocol("/no/such/file"), InputError);
}
