#include "explain/explanation.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <bit>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "explain/cut.hpp"
#include "explain/decomposition_file.hpp"
#include "protocol/protocol_file.hpp"
#include "protocol/simulate.hpp"
#include "random_protocols.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

std::vector<std::shared_ptr<const Instance>> instances() {
  const Granularity sums = Granularity::sums;
  return {make(Task(3, {}, {2}), {1, 1, {}}),
          make(Task(2, {1}, {2, 3}), {1, 1, {}}),
          make(Task(2, {2}, {2, 2}), {2, 1, {}}),
          make(Task(1, {1, 1}, {2, 2, 2}), {2, 1, {}}),
          make(Task(2, {}, {3}), {2, 1, {}, Encoder{}}),
          make(Task(1, {2}, {2, 2}), {2, 1, {}, Encoder{}}),
          make(Task(2, {}, {2}), {1, 1, {}, ChainOfThought{1, 1}}),
          make(Task(2, {1}, {2, 2}), {1, 1, {}, ChainOfThought{2, 2}}),
          make(Task(2, {}, {2}), {1, 1, {}, Decoder{}, sums}),
          make(Task(1, {2}, {2, 2}), {2, 1, {}, Decoder{}, sums}),
          make(Task(1, {2}, {2, 2}), {2, 1, {}, Encoder{}, sums}),
          make(Task(2, {1}, {2, 3}), {1, 1, {}}, {{{2, {0, 3, 5, 7}}, {0, {1}}}, {}, false}),
          make(Task(2, {1}, {2, 2}), {1, 1, {}}, {{}, {{0, 0, 1, 0}, {0, 0, 1, 2}, {0, 1, 2, 3}, {0, 1, 2, 0}}, true})};
}

/// How a pair is to be chosen: the fewest players, player L alone before others, the fewest entries.
using Rank = std::tuple<std::size_t, bool, std::size_t>;

Rank rank_of(const Task& task, const Input& a, const Input& b) {
  std::size_t players = 0;
  std::size_t entries = 0;
  bool last = false;
  for (Player p = first_player; p <= task.length(); ++p) {
    if (a[seat(p)] == b[seat(p)]) continue;
    ++players;
    last = p == task.length();
    const auto one = task.digits(p, a[seat(p)]);
    const auto other = task.digits(p, b[seat(p)]);
    for (std::size_t k = 0; k < one.size(); ++k) entries += one[k] != other[k] ? 1 : 0;
  }
  return {players, !(players == 1 && last), entries};
}

std::vector<std::uint32_t> final_view(const Protocol& protocol, const Input& input) {
  const Scheme& scheme = protocol.instance().scheme();
  std::vector<std::uint32_t> view;
  append_view(scheme, scheme.answer(), input, simulate(protocol, input).values, view);
  return view;
}

/// By looking at all pairs.
std::optional<Rank> best_rank(const Protocol& protocol) {
  const Task& task = protocol.instance().task();
  const InputSet& inputs = protocol.instance().inputs();
  std::map<std::vector<std::uint32_t>, std::vector<Input>> alike;
  for (std::uint64_t k = 0; k < inputs.size(); ++k)
    alike[final_view(protocol, inputs.input(k))].push_back(inputs.input(k));
  std::optional<Rank> best;
  for (const auto& [view, list] : alike) {
    for (const Input& a : list) {
      for (const Input& b : list) {
        if (task.answer(a) == task.answer(b)) continue;
        const Rank rank = rank_of(task, a, b);
        if (!best || rank < *best) best = rank;
      }
    }
  }
  return best;
}

const std::string witness =
    std::string(ARCSAT_SOURCE_DIR) + "/results/certificates/two-step/q34-three-epochs/protocol.json";

bool refused(const Protocol& protocol, const Decomposition& claim) {
  try {
    check_decomposition(protocol, claim, Budget());
    return false;
  } catch (const CheckFailed&) {
    return true;
  }
}

}  // namespace

TEST_CASE(
    "explain: 200 random protocols of every model; the pair is the best and gets one answer, which is wrong once") {
  std::mt19937_64 random(17);
  int wrong = 0;
  int decomposed = 0;
  while (wrong < 200) {
    for (const auto& instance : instances()) {
      const Protocol protocol = test::random_protocol(instance, random);
      const FinalViews views(protocol, Budget());
      const Explanation found = explain(views, true, Budget());
      const auto best = best_rank(protocol);
      REQUIRE(found.pair.has_value() == best.has_value());
      CHECK_FALSE(words_of(found, protocol).empty());
      CHECK_FALSE(json_of(found, protocol).dump().empty());
      if (!best) continue;
      ++wrong;
      INFO("wrong protocol " << wrong << ": " << statement(*instance, Verdict::undecided));
      REQUIRE(rank_of(instance->task(), found.pair->one, found.pair->other) == *best);
      const Transcript one = simulate(protocol, found.pair->one);
      const Transcript other = simulate(protocol, found.pair->other);
      CHECK(one.answer == other.answer);
      CHECK(instance->task().answer(found.pair->one) != instance->task().answer(found.pair->other));
      CHECK(final_view(protocol, found.pair->one) == final_view(protocol, found.pair->other));
      CHECK(found.confusions.least_wrong > 0);
      CHECK(found.confusions.least_wrong <= found.confusions.wrong);
      CHECK(found.decomposition.has_value() == (!std::get<1>(*best) && !instance->inputs().listed()));
      if (!found.decomposition) continue;
      ++decomposed;
      CHECK(check_decomposition(protocol, *found.decomposition, Budget()) > 0);
      CHECK(found.lemma->disagree());
    }
  }
  CHECK(decomposed > 50);
}

TEST_CASE("explain: the witness of (2;1;3,4) in three epochs, cut to two") {
  const Protocol whole = read_protocol(witness);
  const Explanation solved = explain(FinalViews(whole, Budget()), true, Budget());
  CHECK_FALSE(solved.pair);
  CHECK_FALSE(solved.wrong);
  CHECK(solved.confusions.confused == 0);
  const Protocol protocol = cut_to(whole, 2);
  const FinalViews views(protocol, Budget());
  const Explanation found = explain(views, false, Budget());
  CHECK(found.confusions.inputs == 1152);
  CHECK(found.confusions.least_wrong == 672);
  REQUIRE(found.pair);
  CHECK(found.pair->players == std::vector<Player>{2});
  CHECK(found.pair->entries == 1);
  REQUIRE(found.decomposition);
  CHECK(found.lemma->refutes());
  CHECK(found.lemma->disagree());
  CHECK_THROWS_AS(cut_to(whole, 4), InputError);
  CHECK_THROWS_AS(cut_to(whole, 0), InputError);
}

TEST_CASE("explain: many inputs that look alike, of which no two that differ in one entry do") {
  // Player 1 tells the parity of its 14 bits, and nobody anything else.
  const auto instance = make(Task(14, {}, {2}), {1, 1, {}}, {{{0, {5}}}, {}, false});
  const std::size_t parity = instance->number({1, 1, -1, std::nullopt});
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    Transcript run;
    run.values.resize(instance->scheme().slots());
    run.values[parity] = static_cast<std::uint32_t>(std::popcount(instance->inputs().value(1, k)) % 2);
    builder.record(k, run);
  }
  const Protocol protocol = builder.finish();
  const auto pair = failing_pair(FinalViews(protocol, Budget()), Budget());
  REQUIRE(pair);
  CHECK(pair->players == std::vector<Player>{1});
  CHECK(pair->entries == 2);
  CHECK(instance->task().answer(pair->one) != instance->task().answer(pair->other));
}

TEST_CASE("explain: a decomposition with one table too many is refused, with the inputs that are told apart") {
  const Protocol protocol = cut_to(read_protocol(witness), 2);
  const FinalViews views(protocol, Budget());
  const Decomposition good = *explain(views, false, Budget()).decomposition;
  CHECK(json_of(parse_decomposition(json_of(good).dump(), "again.json")).dump() == json_of(good).dump());
  CHECK_FALSE(refused(protocol, good));
  int alike = 0;
  for (InputIndex table = 0; table < 64; ++table) {
    if (std::set<Input>(good.R.begin(), good.R.end()).contains({table})) continue;
    Decomposition other = good;
    other.R.push_back({table});
    alike += refused(protocol, other) ? 0 : 1;
  }
  CHECK(alike == 0);  // R is a whole class
  Decomposition other = good;
  other.R.push_back({1});
  CHECK_THROWS_WITH_AS(check_decomposition(protocol, other, Budget()),
                       doctest::Contains("[0,0,3,0] and [0,0,3,1] are told apart"), CheckFailed);
  other = good;
  other.R.push_back(other.R.front());
  CHECK_THROWS_AS(check_decomposition(protocol, other, Budget()), InputError);
  other = good;
  other.Z.pop_back();
  CHECK_THROWS_AS(check_decomposition(protocol, other, Budget()), InputError);
  other = good;
  other.epochs = 3;
  CHECK_THROWS_AS(check_decomposition(protocol, other, Budget()), InputError);
  // In one epoch, what everybody below player 2 hears from it.
  other = good;
  other.epochs = 1;
  CHECK(refused(protocol, other));
  other.R = {other.R.front()};
  CHECK_FALSE(refused(protocol, other));
}

TEST_CASE("explain: Lemma 4.3 counts what it says") {
  const auto instance = make(Task(2, {1}, {3, 4}), {2, 1, {}});
  // z_1 = (0 0) and (1 0), z_0 = 0, ask for two of three entries: 4 of 64 tables agree there.
  const Lemma43 lemma = lemma_4_3(*instance, {2, 2, {{0}, {0}, {0, 1}}, {{0}, {16}}});
  CHECK(lemma.cover == std::vector<std::uint64_t>{0, 1});
  CHECK(lemma.most == 4);
  CHECK(lemma.members == 2);
  CHECK_FALSE(lemma.refutes());
  CHECK_FALSE(lemma.disagree());
  const auto restricted = make(Task(2, {1}, {3, 4}), {2, 1, {}}, {{{2, {0, 16, 32, 1}}}, {}, false});
  CHECK(lemma_4_3(*restricted, {2, 2, {{0}, {0}, {0, 1}}, {{0}, {1}}}).most == 3);
  CHECK(lemma_4_3(*restricted, {2, 2, {{0}, {0}, {0, 1}}, {{0}, {1}}}).disagree());
}
