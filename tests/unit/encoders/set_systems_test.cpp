#include "encoders/set_systems.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/error.hpp"

using namespace arcsat;

namespace {

Formula encoded(const SetSystemsFormula& systems) {
  const Budget budget;
  EncodingWatch watch(budget);
  return systems.encode(watch);
}

/// Whether the systems are an answer, by the definition.
bool answers(const SetSystems& question, const std::vector<std::vector<std::vector<std::uint32_t>>>& systems) {
  for (const auto& chosen : ascending_lists(question.values, question.chosen)) {
    const auto serves = [&](std::uint32_t number) {
      return std::any_of(systems[number].begin(), systems[number].end(), [&](const auto& set) {
        return std::includes(set.begin(), set.end(), chosen.begin(), chosen.end());
      });
    };
    const bool served = std::any_of(question.served_by.begin(), question.served_by.end(),
                                    [&](const auto& list) { return std::all_of(list.begin(), list.end(), serves); });
    if (!served) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("set systems: random answers, and no others, are embedded as models") {
  std::mt19937_64 random(7);
  const SetSystems questions[] = {{4, 2, 1, {{0}}},         {4, 2, 1, {{0, 1}}},   {4, 3, 2, {{0}, {1}, {2}}},
                                  {5, 3, 2, {{0, 1}, {2}}}, {3, 2, 2, {{0}, {1}}}, {5, 4, 2, ascending_lists(4, 3)}};
  int embedded = 0;
  int others = 0;
  for (const SetSystems& question : questions) {
    const SetSystemsFormula systems_formula(question);
    const Formula formula = encoded(systems_formula);
    for (int k = 0; k < 400; ++k) {
      std::vector<std::vector<std::vector<std::uint32_t>>> systems(4);
      for (auto& system : systems) {
        for (std::uint32_t set = 0; set < question.sets; ++set) {
          auto lists = ascending_lists(question.values, std::min(question.sets, question.values));
          system.push_back(lists[random() % lists.size()]);
        }
      }
      const bool answer = answers(question, systems);
      CHECK((first_falsified_clause(formula, systems_formula.embed(systems)) < 0) == answer);
      (answer ? embedded : others) += 1;
    }
  }
  CHECK(embedded > 300);
  CHECK(others > 300);
}

TEST_CASE("set systems: what would be too large is refused before it is made") {
  CHECK_THROWS_AS(SetSystemsFormula({64, 16, 16, {{0}}}), Unsupported);
}
