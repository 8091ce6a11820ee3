#include "encoders/symmetry.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <map>
#include <random>

#include "base/error.hpp"
#include "certify/witness.hpp"
#include "encoders/encoder_table.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;

Shared make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

/// What random functions of the views send on one input; `sent` remembers them.
Transcript random_run(const Instance& instance, const Input& input, std::mt19937_64& random,
                      std::map<std::vector<std::uint32_t>, std::uint32_t>& sent) {
  Transcript run{std::vector<std::uint32_t>(instance.messages()), instance.task().answer(input)};
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    std::vector<std::uint32_t> key = {static_cast<std::uint32_t>(number)};
    append_views(instance.scheme(), instance.scheme().slot(number), 0, input, run.values, key);
    const auto value = static_cast<std::uint32_t>(random() % (std::uint64_t{1} << instance.width(message)));
    run.values[number] = sent.try_emplace(key, value).first->second;
  }
  return run;
}

/// A protocol of random messages on inputs where it is right: of the inputs with one final view, those with the answer
/// of the first.
Protocol random_solving_protocol(const Instance& wide, std::mt19937_64& random) {
  std::map<std::vector<std::uint32_t>, std::uint32_t> sent;
  std::map<std::vector<std::uint32_t>, std::uint32_t> answer_of;
  std::map<Input, Transcript> kept;
  Restriction restriction;
  restriction.by_tuples = true;
  for (std::uint64_t k = 0; k < wide.inputs().size(); ++k) {
    const Input input = wide.inputs().input(k);
    const Transcript run = random_run(wide, input, random, sent);
    std::vector<std::uint32_t> view;
    append_view(wide.scheme(), wide.scheme().answer(), input, run.values, view);
    if (answer_of.try_emplace(view, run.answer).first->second != run.answer) continue;
    kept.emplace(input, run);
    restriction.tuples.push_back(input);
  }
  const Shared instance = make(wide.task(), wide.model(), restriction);
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    builder.record(k, kept.at(instance->inputs().input(k)));
  }
  return builder.finish();
}

/// For each first-epoch message that matters and each input of its receiver: what each input of the sender sends, in
/// the order of the runs. By definition, without LabelOrder.
std::map<std::pair<std::size_t, InputIndex>, std::vector<std::uint32_t>> sent_in_order(const Protocol& protocol) {
  const Instance& instance = protocol.instance();
  std::map<std::pair<std::size_t, InputIndex>, std::vector<std::uint32_t>> result;
  std::map<std::vector<std::uint32_t>, bool> seen;
  for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) {
    const Input input = instance.inputs().input(k);
    const Transcript run = simulate(protocol, input);
    for (std::size_t number = 0; number < instance.messages(); ++number) {
      const Message message = instance.message(number);
      if (message.epoch > 1 || !instance.matters(message)) continue;
      const InputIndex sender = input[static_cast<std::size_t>(message.sender + 1)];
      const InputIndex receiver = input[static_cast<std::size_t>(message.receiver + 1)];
      if (!seen.try_emplace({static_cast<std::uint32_t>(number), sender, receiver}, true).second) continue;
      result[{number, receiver}].push_back(run.values[number]);
    }
  }
  return result;
}

}  // namespace

TEST_CASE("symmetry: names") {
  CHECK(to_string(Symmetry::none) == "none");
  CHECK(to_string(Symmetry::labels) == "labels");
  CHECK(symmetry_named("none") == Symmetry::none);
  CHECK(symmetry_named("labels") == Symmetry::labels);
  CHECK_THROWS_WITH_AS(symmetry_named("label"), "found the symmetry \"label\", expected none, labels or all",
                       InputError);
}

TEST_CASE("symmetry: at-most clauses, against the definition") {
  for (unsigned width = 0; width <= 5; ++width) {
    std::vector<Var> bits;
    for (unsigned k = 0; k < width; ++k) bits.push_back(Var::from_dimacs(static_cast<std::int32_t>(k + 1)));
    // Bounds beyond the width's largest number need no clause.
    for (std::uint64_t most = 0; most < std::uint64_t{2} << width; ++most) {
      CAPTURE(width);
      CAPTURE(most);
      std::vector<std::vector<Lit>> clauses;
      for_each_at_most_clause(bits, most, [&](const std::vector<Lit>& clause) { clauses.push_back(clause); });
      const std::uint64_t within = most & ((std::uint64_t{1} << width) - 1);
      CHECK(clauses.size() == width - static_cast<unsigned>(std::popcount(within)));
      if (most >> width != 0) continue;
      for (std::uint64_t number = 0; number >> width == 0; ++number) {
        Assignment assignment;
        assignment.values.resize(width + 1);
        for (unsigned k = 0; k < width; ++k) assignment.values[k + 1] = (number >> k & 1) != 0;
        bool all = true;
        for (const auto& clause : clauses) {
          bool some = false;
          for (const Lit lit : clause) some = some || assignment.value(lit);
          all = all && some;
        }
        CHECK(all == (number <= most));
      }
    }
  }
}

TEST_CASE("symmetry: the columns are the first epoch's messages that matter, ranked for each receiver's input") {
  const auto instance = make(Task(2, {1}, {2, 2}), {2, 1, {{{1, 1, 0}, 0}}});
  const LabelOrder order(*instance);
  REQUIRE(order.columns().size() == 5);
  for (const LabelOrder::Column& column : order.columns()) {
    const Message message = instance->message(column.number);
    CHECK(message.epoch == 1);
    CHECK_FALSE(message == Message{1, 1, 0});
    CHECK(column.width == instance->width(message));
    std::map<InputIndex, std::uint32_t> next;
    REQUIRE(column.most.size() == column.rows->size());
    for (std::size_t row = 0; row < column.rows->size(); ++row) {
      const InputIndex held = instance->inputs().value(message.receiver, column.rows->first(row));
      CHECK(column.most[row] == next[held]++);
    }
  }
  // With one epoch only what player -1 hears matters.
  CHECK(LabelOrder(*make(Task(2, {1}, {2, 2}), {1, 1, {}})).columns().size() == 3);
  CHECK(LabelOrder(*make(Task(2, {1}, {2, 2}), {2, 0, {}})).columns().empty());
}

TEST_CASE("symmetry: the canonical protocol solves, its k-th row is at most k, and only labels were renamed") {
  std::mt19937_64 random(17);
  const std::vector<Shared> wide = {
      make(Task(3, {}, {3}), {1, 2, {}}),
      make(Task(3, {}, {2}), {2, 1, {}}),
      make(Task(2, {}, {3}), {3, 2, {}}),
      make(Task(2, {2}, {2, 2}), {2, 1, {}}),
      make(Task(2, {1}, {2, 3}), {2, 2, {{{1, 2, 1}, 3}, {{2, 2, -1}, 0}}}),
      make(Task(1, {1, 2}, {2, 1, 2}), {3, 1, {}}),
      make(Task(2, {1}, {3, 2}), {2, 3, {}}, {{{2, {0, 3, 5, 6}}, {1, {1, 2, 8}}}, {}, false}),
  };
  int changed = 0;
  for (const Shared& instance : wide) {
    for (int round = 0; round < 5; ++round) {
      CAPTURE(canonical_json(*instance));
      const Protocol protocol = random_solving_protocol(*instance, random);
      const Protocol canonical = LabelOrder(protocol.instance()).canonical(protocol);
      CHECK(check_witness(canonical, Budget()).inputs == protocol.instance().inputs().size());
      const auto before = sent_in_order(protocol);
      const auto after = sent_in_order(canonical);
      REQUIRE(before.size() == after.size());
      for (const auto& [column, values] : after) {
        const std::vector<std::uint32_t>& old_values = before.at(column);
        REQUIRE(values.size() == old_values.size());
        std::uint32_t used = 0;
        for (std::size_t k = 0; k < values.size(); ++k) {
          CHECK(values[k] <= k);
          CHECK(values[k] <= used);  // labels come into use in their order
          used = std::max(used, values[k] + 1);
          for (std::size_t other = 0; other < k; ++other) {
            CHECK((values[k] == values[other]) == (old_values[k] == old_values[other]));
          }
        }
        changed += values != old_values ? 1 : 0;
      }
    }
  }
  CHECK(changed > 100);
}

TEST_CASE("symmetry: canonical twice is canonical once") {
  std::mt19937_64 random(18);
  const Protocol protocol = random_solving_protocol(*make(Task(2, {2}, {2, 2}), {2, 1, {}}), random);
  const LabelOrder order(protocol.instance());
  const Protocol once = order.canonical(protocol);
  const Protocol twice = order.canonical(once);
  CHECK(sent_in_order(once) == sent_in_order(twice));
}

TEST_CASE("symmetry: the number of clauses in closed form") {
  // A receiver's input has a row for each of the sender's A inputs; the rows k < 2^b of them have b - popcount(k)
  // zeros.
  const auto zeros = [](std::uint64_t rows, unsigned bits) {
    std::uint64_t sum = 0;
    for (std::uint64_t k = 0; k < rows && k >> bits == 0; ++k) sum += bits - static_cast<unsigned>(std::popcount(k));
    return sum;
  };
  CHECK(zeros(1000, 3) == 3 * 8 / 2);
  for (const std::uint32_t c : {0U, 1U, 2U, 3U}) {
    // m = 3, n = 2, q = (2, 2): A = 2, 3, 8, 16; to player 1 3c bits.
    const auto instance = make(Task(3, {2}, {2, 2}), {2, c, {}});
    const std::uint64_t expected =
        2 * (zeros(3, c) + zeros(8, c) + zeros(16, c)) + 3 * (zeros(8, c) + zeros(16, c)) + 8 * zeros(16, 3 * c);
    for (const char* name : {"tables", "pairs"}) {
      const auto encoder = make_encoder(encoder_named(name), instance, Symmetry::labels);
      const FormulaSize size = encoder->size();
      CHECK(size.clauses.back().name == "labels");
      CHECK(size.clauses.back().size.value() == expected);
      CHECK(make_encoder(encoder_named(name), instance, Symmetry::none)->size().all_clauses() + Count(expected) ==
            size.all_clauses());
    }
  }
}
