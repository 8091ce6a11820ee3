#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "base/child_process.hpp"
#include "base/error.hpp"

using namespace arcsat;

namespace {

const Budget no_limit;

std::string sleep_for_long() {
  std::this_thread::sleep_for(std::chrono::seconds(60));
  return "woke up";
}

}  // namespace

TEST_CASE("race of children: the first that decides stops the others, which say so") {
  std::vector<std::size_t> ended;
  const auto outcomes = race_isolated("the engine",
                                      {{"slow", sleep_for_long},
                                       {"idle", [] { return std::string("no"); }},
                                       {"fast", [] { return std::string("yes"); }},
                                       {"late", [] { return std::string("yes"); }}},
                                      2, no_limit, nullptr, [&](std::size_t number, const ChildOutcome& outcome) {
                                        ended.push_back(number);
                                        return outcome.result == "yes";
                                      });
  REQUIRE(outcomes.size() == 4);
  CHECK(ended == std::vector<std::size_t>{1, 2});
  CHECK(outcomes[0].reason == "not needed");
  CHECK(outcomes[0].seconds < 30);
  CHECK(outcomes[1].result == "no");
  CHECK(outcomes[2].result == "yes");
  CHECK_FALSE(outcomes[3].completed);
  CHECK(outcomes[3].reason == "not needed");
}

TEST_CASE("race of children: one at a time is in order, and a piece that breaks does not stop the next") {
  std::vector<std::size_t> ended;
  const auto outcomes = race_isolated("the engine",
                                      {{"broken", []() -> std::string { throw Error("it broke"); }},
                                       {"killed",
                                        []() -> std::string {
                                          raise(SIGKILL);
                                          return "";
                                        }},
                                       {"whole", [] { return std::string("yes"); }}},
                                      1, no_limit, nullptr, [&](std::size_t number, const ChildOutcome& outcome) {
                                        ended.push_back(number);
                                        return outcome.completed;
                                      });
  CHECK(ended == std::vector<std::size_t>{0, 1, 2});
  CHECK(outcomes[0].reason == "the engine failed: it broke");
  CHECK_FALSE(outcomes[1].completed);
  CHECK(outcomes[2].result == "yes");
}

TEST_CASE("race of children: a time limit stops all") {
  const auto outcomes =
      race_isolated("the engine", {{"one", sleep_for_long}, {"two", sleep_for_long}, {"three", sleep_for_long}}, 2,
                    Budget(0.3, std::nullopt), nullptr, [](std::size_t, const ChildOutcome&) { return true; });
  CHECK(outcomes[0].reason == "time limit of 0.3 s reached");
  CHECK(outcomes[1].reason == "time limit of 0.3 s reached");
  CHECK(outcomes[2].reason == "time limit of 0.3 s reached");  // the reason why it never ran
}

TEST_CASE("race of children: what is not wanted is not needed") {
  const auto outcomes = race_isolated(
      "the engine",
      {{"one", [] { return std::string("yes"); }, [] { return false; }}, {"two", [] { return std::string("no"); }}}, 1,
      no_limit, nullptr, [](std::size_t, const ChildOutcome&) { return false; });
  CHECK_FALSE(outcomes[0].completed);
  CHECK(outcomes[0].reason == "not needed");
  CHECK(outcomes[1].completed);
}

TEST_CASE("race of children: without work there are no outcomes") {
  CHECK(race_isolated("the engine", {}, 2, no_limit, nullptr, [](std::size_t, const ChildOutcome&) {
          return true;
        }).empty());
}

TEST_CASE("race of children: those that end together are all judged") {
  for (int k = 0; k < 30; ++k) {
    std::vector<std::size_t> ended;
    const auto outcomes = race_isolated(
        "the engine", {{"one", [] { return std::string("yes"); }}, {"two", [] { return std::string("yes"); }}}, 2,
        no_limit, nullptr, [&](std::size_t number, const ChildOutcome&) {
          ended.push_back(number);
          return true;
        });
    for (std::size_t number = 0; number < 2; ++number) {
      const bool judged = std::find(ended.begin(), ended.end(), number) != ended.end();
      CHECK(judged == outcomes[number].completed);
    }
  }
}
