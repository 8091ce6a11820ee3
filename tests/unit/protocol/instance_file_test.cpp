#include "protocol/instance_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"

using namespace arcsat;

namespace {

Instance parse(const std::string& text) { return parse_instance(text, "f.toml"); }

/// An instance file with the given [task], [inputs], [model] and whatever else.
std::string file(const std::string& rest) { return "format = \"arcsat-instance\"\nversion = 1\n" + rest; }

/// The canonical form of a file with this model and the task m = 2, n = (1), q = (3, 4).
std::string with_model(const std::string& model, const std::string& inputs = "") {
  return canonical_json(parse(file("[task]\nL = 2\nm = 2\nn = [1]\nq = [3, 4]\n" + inputs + "[model]\n" + model)));
}

std::string complaint(const std::string& text) {
  try {
    parse(text);
  } catch (const Unsupported& error) {
    return std::string("unsupported: ") + error.what();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

/// The same tables as JSON.
Instance from_json(const std::string& json) {
  const Document document = Document::from_json(json, "f.json");
  return instance_from_tables(document.root(), "", std::nullopt);
}

}  // namespace

TEST_CASE("instance file: everything that it can say") {
  const Instance instance =
      parse(file("name = \"two-step, four answers\"\n"
                 "[task]\nL = 2\nm = 2\nn = [1]\nq = [3, 4]\n"
                 "[inputs]\nz2 = [17, 0, 5]\nw = [0]\n"
                 "[model]\nkind = \"decoder\"\nepochs = 2\nbits_per_token = 1\n"
                 "widths = [{ epoch = 1, from = 2, to = 1, bits = 3 }, { epoch = 2, from = 0, to = -1, bits = 0 }]\n"
                 "[expect]\nverdict = \"unrealizable\"\nreason = \"measured\"\n"));
  CHECK(instance.name() == "two-step, four answers");
  CHECK(instance.task() == Task(2, {1}, {3, 4}));
  CHECK(instance.inputs().size() == 2 * 9 * 3);
  CHECK(instance.inputs().value(2, 0) == 0);
  CHECK(instance.inputs().value(2, 53) == 17);
  CHECK(instance.epochs() == 2);
  CHECK(instance.width({1, 2, 1}) == 3);
  CHECK(instance.width({2, 0, -1}) == 0);
  CHECK(instance.width({2, 2, 1}) == 2);
  REQUIRE(instance.expectation());
  CHECK(instance.expectation()->verdict == Verdict::unrealizable);
  CHECK(instance.expectation()->reason == "measured");
  CHECK(canonical_json(instance) == R"({"task":{"L":2,"m":2,"n":[1],"q":[3,4]},"inputs":{"w":[0],"z2":[0,5,17]},)"
                                    R"("model":{"kind":"decoder","epochs":2,"bits_per_token":1,"widths":[)"
                                    R"({"epoch":1,"from":2,"to":1,"bits":3},{"epoch":2,"from":0,"to":-1,"bits":0}]}})");
}

TEST_CASE("instance file: the least that it must say") {
  const Instance instance = parse(file("[task]\nL = 1\nm = 2\n[model]\nepochs = 1\nB = 0\n"));
  CHECK(instance.name().empty());
  CHECK_FALSE(instance.expectation());
  CHECK(instance.task() == Task::paper_shape(2, {}));
  CHECK(canonical_json(instance) == R"({"task":{"L":1,"m":2,"n":[],"q":[2]},"inputs":{},)"
                                    R"("model":{"kind":"decoder","epochs":1,"bits_per_token":0}})");
}

TEST_CASE("instance file: every way to write an instance has one canonical form") {
  const std::string form = with_model("epochs = 2\nbits_per_token = 1\n");
  CHECK(with_model("B = 0.5\nkind = \"decoder\"\nepochs = 2\n") == form);
  CHECK(with_model("widths = []\nepochs = 2\nB = 5e-1\n") == form);
  CHECK(with_model("epochs = 2\nbits_per_token = 6\n") == with_model("epochs = 2\nB = 3\n"));
  CHECK(with_model("epochs = 2\nB = 3.0\n") == with_model("epochs = 2\nB = 3\n"));
  CHECK(with_model("epochs = 2\nB = 0.0\n") == with_model("epochs = 2\nbits_per_token = 0\n"));
  CHECK(with_model("epochs = 2\nB = -0.0\n") == with_model("epochs = 2\nbits_per_token = 0\n"));
  CHECK(with_model("epochs = 3\nB = 0.5\n") != form);

  const std::string model = "epochs = 1\nB = 0.5\n";
  CHECK(with_model(model, "[inputs]\nz0 = [1, 0]\nz1 = [8, 2, 5]\n") ==
        with_model(model, "[inputs]\nz1 = [2, 5, 8]\nz0 = [0, 1]\n"));
  CHECK(with_model(model, "[inputs]\n") == with_model(model));
  CHECK(with_model(model, "[inputs]\ntuples = [[0, 1, 8, 3], [0, 0, 8, 3], [0, 1, 8, 3], [0, 1, 2, 63]]\n") ==
        with_model(model, "[inputs]\ntuples = [[0, 0, 8, 3], [0, 1, 8, 3], [0, 1, 2, 63]]\n"));
  CHECK(with_model(model + "widths = [{ epoch = 1, from = 2, to = 0, bits = 1 }, "
                           "{ bits = 2, to = -1, from = 1, epoch = 1 }]\n") ==
        with_model(model + "widths = [{ epoch = 1, from = 1, to = -1, bits = 2 }, "
                           "{ epoch = 1, from = 2, to = 0, bits = 1 }]\n"));
  // The paper shape is a way to write the ranges.
  CHECK(canonical_json(parse(file("[task]\nL = 2\nm = 2\nn = [2]\n[model]\nepochs = 1\nB = 1\n"))) ==
        canonical_json(parse(file("[task]\nq = [2, 4]\nn = [2]\nm = 2\nL = 2\n[model]\nepochs = 1\nB = 1\n"))));
}

TEST_CASE("instance file: the canonical forms are read again as the same instance") {
  const std::vector<std::string> rests = {
      "[task]\nL = 1\nm = 3\n[model]\nepochs = 4\nB = 2.5\n",
      "[task]\nL = 3\nm = 1\nn = [2, 1]\nq = [2, 1, 3]\n[inputs]\nz3 = [2]\nw = [1]\n[model]\nepochs = 1\nB = 1\n"
      "widths = [{ epoch = 1, from = 3, to = 2, bits = 0 }]\n",
      "[task]\nL = 1\nm = 2\n[inputs]\ntuples = [[0, 1, 3], [0, 0, 2]]\n[model]\nepochs = 1\nbits_per_token = 1\n",
  };
  for (const std::string& rest : rests) {
    const Instance instance = parse(file(rest));
    const std::string json = canonical_json(instance);
    CAPTURE(json);
    CHECK(canonical_json(from_json(json)) == json);
    const Instance again = parse(canonical_toml(instance));
    CHECK(canonical_json(again) == json);
    CHECK(canonical_toml(again) == canonical_toml(instance));
    CHECK(again.inputs().size() == instance.inputs().size());
  }
}

TEST_CASE("instance file: a name and an expectation are not part of the canonical form") {
  const std::string rest = "[task]\nL = 1\nm = 2\n[model]\nepochs = 1\nB = 1\n";
  const std::string expectation = "[expect]\nverdict = \"realizable\"\n";
  CHECK(canonical_json(parse(file("name = \"x\"\n" + rest + expectation))) == canonical_json(parse(file(rest))));
}

TEST_CASE("instance file: where it goes wrong") {
  const std::string task = "[task]\nL = 2\nm = 2\nn = [1]\n";
  const std::string model = "[model]\nepochs = 1\nB = 1\n";
  CHECK(complaint("version = 1\n" + task + model) == "f.toml:1:1: found no key \"format\", expected it to be given");
  CHECK(complaint("format = \"x\"\n") == "f.toml:1:10: found the string \"x\", expected \"arcsat-instance\"");
  CHECK(complaint("format = \"arcsat-instance\"\nversion = 2\n") ==
        "f.toml:2:11: found the integer 2, expected the integer 1");
  CHECK(complaint(file("nmae = 1\n")).starts_with("f.toml:3:1: found the unknown key \"nmae\", expected format, "));
  CHECK(complaint(file(task)) == "f.toml:1:1: found no key \"model\", expected it to be given");
  CHECK(complaint(file("[task]\nL = 0\n")) == "f.toml:4:5: found the integer 0, expected an integer from 1 to 1000");
  CHECK(complaint(file("[task]\nL = 2\nm = 2\n" + model)) == "f.toml:3:1: found no key \"n\", expected it to be given");
  CHECK(complaint(file("[task]\nL = 1\nm = -1\n")) ==
        "f.toml:5:5: found the integer -1, expected an integer from 1 to 2147483647");
  CHECK(complaint(file(task + "[inputs]\nz3 = [0]\n" + model)) ==
        "f.toml:8:1: found the unknown key \"z3\", expected w, z0, …, z2, or tuples");
  CHECK(complaint(file(task + "[inputs]\nz0 = [0, 2]\n" + model)) ==
        "f.toml:8:10: found the integer 2, expected an integer from 0 to 1");
  CHECK(complaint(file(task + "[inputs]\nz0 = [0, 1, 0]\n" + model)) ==
        "f.toml:8:13: found the index 0 a second time, expected each index once");
  CHECK(complaint(file(task + "[inputs]\nz0 = []\n" + model)) ==
        "f.toml:8:6: found an empty list, expected at least one index");
  CHECK(complaint(file(task + "[inputs]\ntuples = []\n" + model)) ==
        "f.toml:8:10: found an empty list, expected at least one tuple");
  CHECK(complaint(file(task + "[inputs]\nz0 = [0]\ntuples = [[0, 0, 0, 0]]\n" + model)) ==
        "f.toml:7:1: found both tuples and lists, expected one of the two");
  CHECK(complaint(file(task + "[model]\nepochs = 1\n")) ==
        "f.toml:7:1: found neither bits_per_token nor B, expected one of the two");
  CHECK(complaint(file(task + "[model]\nepochs = 1\nB = 1\nbits_per_token = 2\n")) ==
        "f.toml:9:5: found both B and bits_per_token, expected one of the two");
  for (const std::string bad : {"0.25", "-0.5", "nan", "inf", "1e300", "\"1\""}) {
    CHECK(complaint(file(fmt::format("{}[model]\nepochs = 1\nB = {}\n", task, bad)))
              .starts_with("f.toml:9:5: found the "));
  }
  CHECK(complaint(file(task + model + "widths = [{ epoch = 2, from = 2, to = 1, bits = 1 }]\n")) ==
        "f.toml:10:21: found the integer 2, expected the integer 1");
  CHECK(complaint(file(task + model + "widths = [{ epoch = 1, from = 1, to = 1, bits = 1 }]\n"))
            .starts_with("f.toml:10:"));
  CHECK(complaint(file(task + model + "[expect]\nverdict = \"undecided\"\n")) ==
        "f.toml:11:11: found the string \"undecided\", expected \"realizable\" or \"unrealizable\"");
}

TEST_CASE("instance file: what is well formed but too large, or not built") {
  const std::string task = "[task]\nL = 1\nm = 2\n";
  CHECK(complaint(file("[task]\nL = 2\nm = 1\nn = [1048577]\nq = [1048576, 2]\n[model]\nepochs = 1\nB = 1\n")) ==
        "unsupported: f.toml:3:1: found a table of 1099512676352 positions for player 2, expected at most 2^40");
  CHECK(
      complaint(file("[task]\nL = 3\nm = 1\nn = [1048576, 1]\nq = [1048576, 1, 2]\n[model]\nepochs = 1\nB = 4194305\n"))
          .starts_with("unsupported: f.toml:8:1: found a message of more than 2^62 bits (epoch 1, player 3 to "
                       "player 2)"));
  CHECK(complaint(file(task + "[model]\nepochs = 1\nB = 1\ngranularity = \"sum\"\n")) ==
        "f.toml:9:15: found the granularity \"sum\", expected functions or sums");
  CHECK(complaint(file(task + "[model]\nkind = \"ring\"\nepochs = 1\nB = 1\n")) ==
        "f.toml:7:8: found the model \"ring\", expected decoder, encoder or chain-of-thought");
}

TEST_CASE("instance file: every model, and how it is written") {
  const auto written = [](const std::string& model) {
    const Instance instance = parse_instance(file("[task]\nL = 1\nm = 2\n[model]\n" + model), "f.toml");
    const std::string json = canonical_json(instance);
    CHECK(canonical_json(parse_instance(canonical_toml(instance), "again.toml")) == json);
    return json.substr(json.find("\"model\""));
  };
  CHECK(written("kind = \"encoder\"\nepochs = 2\nB = 1\nwidths = [{ epoch = 1, from = -1, to = 1, bits = 3 }]\n") ==
        "\"model\":{\"kind\":\"encoder\",\"epochs\":2,\"bits_per_token\":2,"
        "\"widths\":[{\"epoch\":1,\"from\":-1,\"to\":1,\"bits\":3}]}}");
  CHECK(written("kind = \"chain-of-thought\"\nthoughts = 2\nthought_bits = 3\nepochs = 1\nB = 1\n"
                "widths = [{ epoch = 1, from = -2, to = -3, bits = 0 }]\n") ==
        "\"model\":{\"kind\":\"chain-of-thought\",\"thoughts\":2,\"thought_bits\":3,\"epochs\":1,\"bits_per_token\":2,"
        "\"widths\":[{\"epoch\":1,\"from\":-2,\"to\":-3,\"bits\":0}]}}");
  CHECK(written("kind = \"chain-of-thought\"\nthoughts = 1\nthought_bits = \"unlimited\"\nepochs = 1\nB = 1\n") ==
        "\"model\":{\"kind\":\"chain-of-thought\",\"thoughts\":1,\"thought_bits\":\"unlimited\",\"epochs\":1,"
        "\"bits_per_token\":2}}");
}

TEST_CASE("instance file: sums over tokens, whose messages go to tokens") {
  const std::string head = "[task]\nL = 1\nm = 2\n[model]\ngranularity = \"sums\"\nepochs = 1\nB = 1\n";
  const Instance instance = parse(file(head + "widths = [{ epoch = 1, from = 1, to = 1, token = 1, bits = 3 },"
                                              " { epoch = 1, from = 1, to = 0, bits = 0 }]\n"));
  const std::string json = canonical_json(instance);
  CHECK(json.substr(json.find("\"model\"")) ==
        "\"model\":{\"kind\":\"decoder\",\"granularity\":\"sums\",\"epochs\":1,\"bits_per_token\":2,"
        "\"widths\":[{\"epoch\":1,\"from\":1,\"to\":0,\"bits\":0},{\"epoch\":1,\"from\":1,\"to\":1,\"token\":1,"
        "\"bits\":3}]}}");
  CHECK(canonical_json(parse(canonical_toml(instance))) == json);
  CHECK(statement(instance, Verdict::unrealizable) ==
        "No 1-epoch autoregressive protocol by sums over tokens with 2 bits per token, 0 bits from 1 to 0 in epoch 1, "
        "3 bits from 1 to token 1 of 1 in epoch 1 solves L-FuncComp with L=1, m=2, q=(2)");
  // Functions are what is meant without a word, and are not written.
  CHECK(
      canonical_json(parse(file("[task]\nL = 1\nm = 2\n[model]\ngranularity = \"functions\"\nepochs = 1\nB = 1\n"))) ==
      canonical_json(parse(file("[task]\nL = 1\nm = 2\n[model]\nepochs = 1\nB = 1\n"))));
  const auto width = [&](const std::string& text) { return complaint(file(head + "widths = [{ " + text + " }]\n")); };
  CHECK(width("epoch = 1, from = 1, to = 1, bits = 3").find("found no key \"token\"") != std::string::npos);
  CHECK(width("epoch = 1, from = 1, to = 0, token = 0, bits = 3").find("found a token, expected none") !=
        std::string::npos);
  CHECK(width("epoch = 1, from = 1, to = 1, token = 2, bits = 3").find("expected an integer from 0 to 1") !=
        std::string::npos);
  CHECK(width("epoch = 1, from = 1, to = 1, token = 0, bits = 3")
            .ends_with("found a width for epoch 1, player 1 to token 0 of player 1, expected a message of the model"));
  CHECK(width("epoch = 1, from = 0, to = 1, token = 0, bits = 3").find("expected an integer from -1 to 0") !=
        std::string::npos);
}

TEST_CASE("instance file: one that is not there") { CHECK_THROWS_AS(read_instance("/no/such.toml"), InputError); }
