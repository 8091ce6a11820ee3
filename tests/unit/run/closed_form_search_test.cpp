#include "run/closed_form_search.hpp"

#include <doctest/doctest.h>

#include "certify/closed_form_file.hpp"
#include "certify/closed_form_replay.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

/// Whether there is a closed form; one that is there must hold, and be right where it is tried.
bool has_closed_form(const std::shared_ptr<const Instance>& instance) {
  const auto form = find_closed_form(instance, Budget());
  if (form) {
    check_closed_form(*form);
    CHECK(replay(*form, 1, Budget()).inputs > 0);
  }
  return form.has_value();
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
  // Player -1 learns z_1; or bits of i_2 come from everyone.
  CHECK(has_closed_form(Task(2, {1}, {3, 13}), {2, 4, {}}));
  CHECK(has_closed_form(Task(2, {1}, {3, 13}), {2, 3, {}}));
  CHECK_FALSE(has_closed_form(Task(2, {1}, {3, 13}), {2, 2, {}}));
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
  CHECK(has_closed_form(Task::paper_shape(3, {1, 1}), {1, 5, {}}));
  CHECK_FALSE(has_closed_form(Task::paper_shape(3, {1, 1}), {1, 4, {}}));
  // Relayed: three answers below three in 5 bits for player 1, whose answer goes by two epochs.
  const Model narrow = {3, 1, {{{1, 0, -1}, 2}, {{1, 2, 1}, 5}, {{2, 2, 1}, 0}}};
  CHECK(has_closed_form(Task(3, {1}, {4, 3}), narrow));
  CHECK_FALSE(has_closed_form(Task(3, {1}, {4, 3}), {3, 1, {{{1, 0, -1}, 2}, {{1, 2, 1}, 4}, {{2, 2, 1}, 0}}}));
  // Nine million inputs; rows of 7^3 < 2^9.
  CHECK(has_closed_form(Task(3, {2}, {3, 7}), {1, 9, {}}));
  CHECK_FALSE(has_closed_form(Task(3, {2}, {3, 7}), {1, 8, {}}));
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

TEST_CASE("closed forms: 48 million inputs are argued about all at once") {
  CHECK(has_closed_form(Task::paper_shape(5, {1}), {3, 3, {}}));
  const auto form = find_closed_form(make(Task(2, {3}, {2, 5}), {3, 3, {}}), Budget());
  REQUIRE(form);
  CHECK(form->slots.size() == 3);
  CHECK(to_json(*form).size() < 1000);
}

TEST_CASE("closed forms: bits are shared out to those who pass them on") {
  // Eight bits of i_3 arrive: no epoch is left in which player -1 could hear them from player 3 alone.
  CHECK(has_closed_form(Task(1, {1, 1}, {2, 2, 182}), {4, 1, {}}));
  CHECK_FALSE(has_closed_form(Task(1, {1, 1}, {2, 2, 182}), {3, 1, {}}));
  // Five bits of i_2 by the third epoch, from everyone.
  CHECK(has_closed_form(Task(2, {1, 2}, {2, 32, 1}), {4, 1, {}}));
}

TEST_CASE("closed forms: thoughts") {
  const auto chain = [](int thoughts, std::optional<unsigned> bits) {
    return ModelKind(ChainOfThought{thoughts, bits});
  };
  // As many thoughts as steps, each of the query and an entry.
  CHECK(has_closed_form(Task(4, {2}, {3, 5}), {1, 3, {}, chain(2, 4)}));
  CHECK_FALSE(has_closed_form(Task(4, {2}, {3, 5}), {1, 3, {}, chain(2, 2)}));
  CHECK_FALSE(has_closed_form(Task(4, {2}, {3, 5}), {1, 3, {}, chain(1, 4)}));
  CHECK(has_closed_form(Task(4, {2}, {3, 5}), {1, 3, {}, chain(2, std::nullopt)}));
  // A bit a thought.
  CHECK(has_closed_form(Task(1, {2}, {8, 2}), {1, 1, {}, chain(3, 4)}));
  CHECK_FALSE(has_closed_form(Task(1, {2}, {8, 2}), {1, 1, {}, chain(3, 3)}));
  CHECK_FALSE(has_closed_form(Task(1, {2}, {8, 2}), {1, 1, {}, chain(2, 4)}));
  // Query and entry packed into one number.
  CHECK(has_closed_form(Task(1, {3}, {5, 2}), {1, 3, {}, chain(1, 4)}));
  CHECK(has_closed_form(Task(4, {2}, {3, 5}), {2, 3, {}, chain(1, 4)}));
}

TEST_CASE("closed forms: encoders") {
  const auto encoder = [](Task task, int epochs, std::uint32_t bits) {
    return has_closed_form(std::move(task), {epochs, bits, {}, Encoder{}});
  };
  // One table gathers all.
  CHECK(encoder(Task(3, {2}, {3, 3}), 2, 2));
  CHECK(encoder(Task(2, {2, 2}, {2, 2, 2}), 2, 1));
  CHECK_FALSE(encoder(Task(3, {2}, {3, 3}), 1, 2));
  CHECK_FALSE(encoder(Task(3, {2}, {3, 3}), 2, 1));
}
