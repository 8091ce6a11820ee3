#include "run/closed_forms.hpp"

#include <doctest/doctest.h>

#include "../../decoder.hpp"
#include "base/error.hpp"
#include "certify/sums_check.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

/// Whether there is a closed form; one that is there must be right.
bool has_closed_form(const std::shared_ptr<const Instance>& instance) {
  const auto sums = closed_form_of_sums(test::decoder(instance));
  if (sums) check_sums_witness(*sums, Budget());
  return sums.has_value();
}

bool has_packed_closed_form(Task task, Model model) {
  const auto tables = closed_form_of_tables(test::decoder(make(std::move(task), std::move(model))), Budget());
  if (tables) check_witness(*tables, Budget());
  return tables.has_value();
}

bool has_closed_form(Task task, Model model) { return has_closed_form(make(std::move(task), std::move(model))); }

}  // namespace

TEST_CASE("closed forms: L+1 epochs whose messages hold each i_l are enough, whatever m is") {
  for (const std::uint32_t m : {2U, 3U, 8U}) {
    CHECK(has_closed_form(Task(m, {}, {4}), {2, 2, {}}));
    CHECK(has_closed_form(Task(m, {1}, {3, 4}), {3, 2, {}}));
    CHECK(has_closed_form(Task(m, {1, 2}, {2, 2, 3}), {4, 2, {}}));
  }
  CHECK(has_closed_form(Task::paper_shape(4, {1}), {3, 2, {}}));
  // One bit of z_0 an epoch, and 8 tables.
  CHECK_FALSE(has_closed_form(Task(8, {1}, {3, 4}), {3, 1, {}}));
  CHECK_FALSE(has_closed_form(Task(8, {1}, {3, 4}), {2, 2, {}}));
}

TEST_CASE("closed forms: two epochs of two steps, by each of the plans, and with a bit less by none") {
  // Player -1 learns z_1; q_2 is rounded up.
  CHECK(has_closed_form(Task(2, {1}, {3, 13}), {2, 4, {}}));
  CHECK_FALSE(has_closed_form(Task(2, {1}, {3, 13}), {2, 3, {}}));
  // Player 1 relays the answers, one for each w and z_0: 4 bits in an inbox of 2c.
  CHECK(has_closed_form(Task(2, {2}, {8, 2}), {2, 2, {}}));
  CHECK_FALSE(has_closed_form(Task(2, {2}, {8, 2}), {2, 1, {}}));
  // The row z_2(w, ·) in both epochs.
  CHECK(has_closed_form(Task(4, {3}, {4, 2}), {2, 2, {}}));
  CHECK_FALSE(has_closed_form(Task(4, {3}, {5, 2}), {2, 2, {}}));
  // Player 2 tells player 1, player 1 tells player 0: three epochs.
  CHECK(has_closed_form(Task(4, {1}, {8, 2}), {3, 1, {}}));
  CHECK_FALSE(has_closed_form(Task(4, {1}, {8, 2}), {2, 1, {}}));
}

TEST_CASE("closed forms: answers that are packed") {
  // One epoch: three rows of three values below three, 27 < 2^5.
  CHECK(has_packed_closed_form(Task::paper_shape(3, {1, 1}), {1, 5, {}}));
  CHECK_FALSE(has_closed_form(Task::paper_shape(3, {1, 1}), {1, 5, {}}));
  CHECK_FALSE(has_packed_closed_form(Task::paper_shape(3, {1, 1}), {1, 4, {}}));
  // Relayed: three answers below three in 5 bits for player 1, whose answer goes by two epochs.
  const Model narrow = {3, 1, {{{1, 0, -1}, 2}, {{1, 2, 1}, 5}, {{2, 2, 1}, 0}}};
  CHECK(has_packed_closed_form(Task(3, {1}, {4, 3}), narrow));
  CHECK_FALSE(has_closed_form(Task(3, {1}, {4, 3}), narrow));
  CHECK_FALSE(has_packed_closed_form(Task(3, {1}, {4, 3}), {3, 1, {{{1, 0, -1}, 2}, {{1, 2, 1}, 4}, {{2, 2, 1}, 0}}}));
  // Nine million inputs.
  CHECK_FALSE(has_packed_closed_form(Task(3, {2}, {3, 7}), {1, 10, {}}));
}

TEST_CASE("closed forms: a width that a plan needs, and one that it does not") {
  const Task task(2, {1}, {2, 4});
  CHECK(has_closed_form(task, {2, 2, {}}));
  CHECK(has_closed_form(task, {2, 2, {{{1, 2, 0}, 0}, {{2, 2, 1}, 0}}}));
  // Without anything from players 0 and 1, and then of half a bit from player 2 in the last epoch.
  CHECK_FALSE(has_closed_form(task, {2, 2, {{{1, 0, -1}, 0}, {{2, 0, -1}, 0}, {{1, 1, -1}, 0}, {{2, 1, -1}, 0}}}));
  CHECK(has_closed_form(task, {2, 2, {{{2, 2, -1}, 1}}}));
}

TEST_CASE("closed forms: restricted inputs, and sizes of one") {
  CHECK(has_closed_form(make(Task(4, {}, {2}), {2, 1, {}}, {{{0, {1, 3}}, {1, {0, 5, 9}}}, {}, false})));
  CHECK(has_closed_form(make(Task(2, {}, {2}), {2, 1, {}}, {{}, {{0, 0, 1}, {0, 1, 2}}, true})));
  CHECK(has_closed_form(Task(1, {1}, {1, 1}), {1, 0, {}}));
  CHECK(has_closed_form(Task(1, {1, 1}, {1, 1, 2}), {1, 1, {}}));
}

TEST_CASE("closed forms: 48 million inputs are written down, tens of millions of control inputs are not") {
  const auto closed_form = closed_form_of_sums(test::decoder(make(Task::paper_shape(5, {1}), {3, 3, {}})));
  REQUIRE(closed_form);
  CHECK(closed_form->control_inputs.size() == 15625);
  CHECK(check_sums_protocol(*closed_form).identities == 3 * 15625);
  CHECK_FALSE(closed_form_of_sums(test::decoder(make(Task(8, {1}, {8, 2}), {3, 3, {}}))));
}
