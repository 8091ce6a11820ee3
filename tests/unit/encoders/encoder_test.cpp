#include "encoders/encoder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <random>
#include <set>
#include <unordered_set>

#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "certify/witness.hpp"
#include "encoders/encoder_table.hpp"
#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;

Shared make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

Formula encoded(const CnfEncoder& encoder, const Budget& budget = Budget()) {
  EncodingWatch watch(budget);
  return encoder.encode(watch);
}

std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) { return random() % bound; }

/// L ≤ 3, E ≤ 3, few inputs as a product or as tuples, some widths overridden.
Shared random_instance(std::mt19937_64& random) {
  const std::uint64_t length = 1 + below(random, 3);
  std::vector<std::uint32_t> n;
  std::vector<std::uint32_t> q;
  for (std::uint64_t l = 1; l <= length; ++l) {
    q.push_back(static_cast<std::uint32_t>(1 + below(random, 3)));
    if (l > 1) n.push_back(static_cast<std::uint32_t>(1 + below(random, 2)));
  }
  const Task task(static_cast<std::uint32_t>(1 + below(random, 3)), n, q);
  Restriction restriction;
  restriction.by_tuples = below(random, 2) == 0;
  if (restriction.by_tuples) {
    for (std::uint64_t count = 1 + below(random, 12); count > 0; --count) {
      Input input;
      for (Player p = first_player; p <= task.length(); ++p) {
        input.push_back(static_cast<InputIndex>(below(random, std::min<std::uint64_t>(task.domain(p), 4))));
      }
      restriction.tuples.push_back(input);
    }
  } else {
    for (Player p = first_player; p <= task.length(); ++p) {
      std::set<InputIndex> list;
      for (std::uint64_t tries = 1 + below(random, 3); tries > 0; --tries) {
        list.insert(static_cast<InputIndex>(below(random, task.domain(p))));
      }
      restriction.lists[p].assign(list.begin(), list.end());
    }
  }
  Model model{static_cast<int>(1 + below(random, 3)), static_cast<std::uint32_t>(below(random, 2)), {}};
  for (int epoch = 1; epoch <= model.epochs; ++epoch) {
    for (Player receiver = first_player; receiver < task.length(); ++receiver) {
      for (Player sender = receiver + 1; sender <= task.length(); ++sender) {
        if (below(random, 3) != 0) continue;
        model.widths.push_back({{epoch, sender, receiver}, static_cast<unsigned>(below(random, 3))});
      }
    }
  }
  return make(task, model, restriction);
}

using Sizes = std::map<std::string, std::uint64_t>;

/// Families by name, without empty ones.
Sizes sizes_of(const std::vector<ClauseFamily>& families) {
  Sizes sizes;
  for (const ClauseFamily& family : families) {
    if (family.clauses > 0) sizes[family.name] += static_cast<std::uint64_t>(family.clauses);
  }
  return sizes;
}

Sizes sizes_of(const std::vector<FamilySize>& families) {
  Sizes sizes;
  for (const FamilySize& family : families) {
    if (family.size > Count(0)) sizes[family.name] += family.size.value();
  }
  return sizes;
}

}  // namespace

TEST_CASE("encoder: bits that tell values apart") {
  CHECK(bits_for(1) == 0);
  CHECK(bits_for(2) == 1);
  CHECK(bits_for(3) == 2);
  CHECK(bits_for(4) == 2);
  CHECK(bits_for(5) == 3);
  for (unsigned bits = 1; bits < 63; ++bits) {
    CHECK(bits_for(std::uint64_t{1} << bits) == bits);
    CHECK(bits_for((std::uint64_t{1} << bits) + 1) == bits + 1);
  }
  CHECK(bits_for(UINT64_MAX) == 64);
}

TEST_CASE("encoder: counts stay at 2^64 - 1") {
  constexpr std::uint64_t most = UINT64_MAX;
  CHECK((Count(2) + Count(3)).value() == 5);
  CHECK((Count(2) * Count(3)).value() == 6);
  CHECK(Count().value() == 0);
  CHECK((Count(most) + Count(1)).value() == most);
  CHECK((Count(most - 1) + Count(1)).value() == most);
  CHECK((Count(most) + Count(most)).value() == most);
  CHECK((Count(std::uint64_t{1} << 32) * Count(std::uint64_t{1} << 32)).value() == most);
  CHECK((Count(std::uint64_t{1} << 32) * Count(std::uint64_t{1} << 31)).value() == std::uint64_t{1} << 63);
  CHECK((Count(most) * Count(0)).value() == 0);
  CHECK((Count(most) * Count(1)).value() == most);
  CHECK(Count::power_of_two(0).value() == 1);
  CHECK(Count::power_of_two(63).value() == std::uint64_t{1} << 63);
  CHECK(Count::power_of_two(64).value() == most);
  CHECK(Count::power_of_two(most).value() == most);
  Count sum(most - 5);
  sum += Count(3);
  CHECK(sum.value() == most - 2);
  sum += Count(3);
  CHECK(sum.value() == most);
  CHECK(Count(3) < Count(4));
}

TEST_CASE("encoder: on random restricted instances the size is what is built, and names tell variables apart") {
  std::mt19937_64 random(23);
  int built = 0;
  for (int round = 0; round < 150; ++round) {
    const Shared instance = random_instance(random);
    CAPTURE(canonical_json(*instance));
    for (const char* name : {"tables", "pairs", "compact"}) {
      for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels, Symmetry::all}) {
        CAPTURE(name);
        CAPTURE(to_string(symmetry));
        if (symmetry == Symmetry::all && name != std::string_view("compact")) continue;
        const auto encoder = make_encoder(encoder_named(name), instance, symmetry);
        const FormulaSize size = encoder->size();
        if (size.all_variables() > Count(20'000) || size.all_clauses() > Count(50'000)) continue;
        ++built;
        const Formula formula = encoded(*encoder);
        CHECK(static_cast<std::uint64_t>(formula.variables()) == size.all_variables().value());
        CHECK(static_cast<std::uint64_t>(formula.clauses()) == size.all_clauses().value());
        CHECK(static_cast<std::uint64_t>(formula.literals()) == size.literals.value());
        CHECK(sizes_of(formula.variable_families()) == sizes_of(size.variables));
        CHECK(sizes_of(formula.families()) == sizes_of(size.clauses));
        std::unordered_set<std::string> names;
        for (std::int32_t v = 1; v <= formula.variables(); ++v) names.insert(formula.name(Var::from_dimacs(v)));
        CHECK(names.size() == static_cast<std::size_t>(formula.variables()));
        CHECK_FALSE(names.contains(""));
      }
    }
  }
  CHECK(built > 700);
}

TEST_CASE("encoder: the same instance gives the same formula") {
  std::mt19937_64 random(24);
  for (int round = 0; round < 10; ++round) {
    const Shared instance = random_instance(random);
    const auto one = make_encoder(encoder_named("pairs"), instance, Symmetry::labels);
    const auto two = make_encoder(encoder_named("pairs"),
                                  make(instance->task(), instance->model(), instance->restriction()), Symmetry::labels);
    const Formula formula = encoded(*one);
    const Formula again = encoded(*two);
    REQUIRE(formula.clauses() == again.clauses());
    bool same = true;
    for (std::int64_t k = 0; k < formula.clauses(); ++k) {
      same = same && std::equal(formula.clause(k).begin(), formula.clause(k).end(), again.clause(k).begin(),
                                again.clause(k).end());
    }
    CHECK(same);
  }
}

TEST_CASE("encoder: what is embedded satisfies the formula and decodes to a protocol that solves") {
  const auto instance = make(Task(2, {}, {2}), {2, 1, {}});
  const auto found = brute_force(instance, std::uint64_t{1} << 20, Budget());
  REQUIRE((found && found->witness));
  for (const char* name : {"tables", "pairs"}) {
    for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels}) {
      const auto encoder = make_encoder(encoder_named(name), instance, symmetry);
      const Formula formula = encoded(*encoder);
      Assignment assignment = encoder->embed(*found->witness);
      CHECK(assignment.values.size() == static_cast<std::size_t>(formula.variables()) + 1);
      CHECK(first_falsified_clause(formula, assignment) == -1);
      CHECK(check_witness(encoder->decode(assignment), Budget()).inputs == 8);
      // An assignment without any message describes no protocol that solves.
      assignment.values.assign(assignment.values.size(), false);
      CHECK(first_falsified_clause(formula, assignment) >= 0);
    }
  }
}

TEST_CASE("encoder: names") {
  const auto instance = make(Task(2, {}, {2}), {1, 1, {}});
  CHECK(make_encoder(encoder_named("tables"), instance, Symmetry::none)->name() == "tables");
  CHECK(make_encoder(encoder_named("pairs"), instance, Symmetry::none)->name() == "pairs");
  CHECK_NOTHROW(make_encoder(encoder_named("direct"), instance, Symmetry::none));
  CHECK_THROWS_AS(make_encoder(encoder_named("table"), instance, Symmetry::none), InputError);
  CHECK_THROWS_AS(make_encoder(encoder_named(""), instance, Symmetry::none), InputError);
}

TEST_CASE("encoder: limits end in words before memory is used") {
  const auto many_inputs = make(Task(26, {}, {2}), {1, 1, {}});
  CHECK_THROWS_WITH_AS(make_encoder(encoder_named("direct"), many_inputs, Symmetry::none),
                       "the instance has 1744830464 allowed inputs, the encoder direct takes at most 2^26",
                       LimitReached);
  // (2 + 2)·2^(6·30) output rows and more.
  const auto wide = make(Task(1, {}, {2}), {4, 30, {}});
  CHECK_THROWS_WITH_AS(encoded(*make_encoder(encoder_named("tables"), wide, Symmetry::none)),
                       "the tables formula would have at least 18446744073709551615 variables, at most 2^31 - 1 can be "
                       "numbered",
                       LimitReached);
  // 2^28 variables could be numbered, but no machine has half a terabyte for 2^31 clauses to spare. (Or has it?)
  const auto long_clauses = make(Task(2, {}, {2}), {1, 14, {}});
  CHECK_THROWS_AS(encoded(*make_encoder(encoder_named("tables"), long_clauses, Symmetry::none)), LimitReached);
  const auto some = make_encoder(encoder_named("tables"), make(Task(2, {1}, {3, 4}), {2, 1, {}}), Symmetry::none);
  CHECK_THROWS_AS(encoded(*some, Budget({}, 1)), LimitReached);
  CHECK_NOTHROW(encoded(*some, Budget({}, 64)));
  CHECK_THROWS_WITH_AS(encoded(*some, Budget(0.0, {})), "time limit of 0 s reached", LimitReached);
}
