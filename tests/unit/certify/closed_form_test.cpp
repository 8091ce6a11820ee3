#include "certify/closed_form.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "base/error.hpp"
#include "certify/closed_form_file.hpp"
#include "certify/closed_form_replay.hpp"
#include "certify/deduction.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, Model model) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, std::move(model));
}

Quantity i(Player l, std::optional<Player> start = std::nullopt, std::vector<Player> queries = {}) {
  return {Quantity::Kind::intermediate, l, start, std::move(queries)};
}
Quantity w(Player k) { return {Quantity::Kind::query, k, std::nullopt, {}}; }

/// A closed form, slot by slot, of whole numbers.
class Form {
 public:
  explicit Form(std::shared_ptr<const Instance> instance) : form_{std::move(instance), {}} {}
  Form& say(const Message& message, const Quantity& quantity) {
    const Item item = whole(form_.instance->task(), quantity);
    const auto bits = bits_of(form_.instance->task(), {item});
    return say(message, {{item}, 0, bits});
  }
  Form& say(const Message& message, Term term) {
    form_.slots[form_.instance->number(message)].push_back(std::move(term));
    return *this;
  }
  Form& think(int thought, Term term) {
    form_.slots[form_.instance->scheme().thought_of(first_player - thought).value()].push_back(std::move(term));
    return *this;
  }
  const ClosedForm& get() const { return form_; }

 private:
  ClosedForm form_;
};

bool holds(const ClosedForm& form) {
  try {
    check_closed_form(form);
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

/// A form that holds is right on all inputs, or on some.
bool right(const ClosedForm& form) {
  const bool held = holds(form);
  if (held) CHECK(replay(form, 1, Budget()).inputs > 0);
  if (held) CHECK(to_json(parse_closed_form(to_json(form), "again.json")) == to_json(form));
  return held;
}

/// Facts of (2; 2, 3; 2, 3, 3): two or more of everything.
class Facts {
 public:
  Facts& know(const Quantity& quantity, BitSet bits = ~BitSet{0}) {
    facts_.push_back({plain(task_, quantity), bits, 0});
    return *this;
  }
  BitSet of(const Quantity& quantity) const {
    std::vector<const Fact*> facts;
    for (const Fact& fact : facts_) facts.push_back(&fact);
    return Deduction(task_, std::move(facts)).known(quantity);
  }
  bool gives(const Quantity& quantity) const { return of(quantity) != 0; }

 private:
  Task task_{2, {2, 3}, {2, 3, 3}};
  std::vector<Fact> facts_;
};

}  // namespace

TEST_CASE("deduction: what is known of the arguments is put into a table") {
  CHECK(Facts().know(i(3, 2, {2})).know(i(2)).know(w(2)).gives(i(3)));
  CHECK_FALSE(Facts().know(i(3, 2, {2})).know(i(2)).gives(i(3)));
  CHECK_FALSE(Facts().know(i(3, 2, {2})).know(w(2)).gives(i(3)));
  CHECK_FALSE(Facts().know(i(3, 2, {2})).know(i(2)).know(w(1)).gives(i(3)));
  CHECK_FALSE(Facts().know(i(3, 2, {2})).know(i(1)).know(w(2)).gives(i(3)));
  // All bits of the argument, and only those bits of the table that are known.
  CHECK_FALSE(Facts().know(i(3, 2, {2})).know(i(2), 1).know(w(2)).gives(i(3)));
  CHECK_FALSE(Facts().know(i(3, 2, {2})).know(i(2)).know(w(2), 2).gives(i(3)));
  CHECK(Facts().know(i(3, 2, {2}), 2).know(i(2)).know(w(2)).of(i(3)) == 2);
  CHECK(Facts().know(i(3, 2, {2})).know(i(2), 1).know(i(2), 2).know(w(2)).gives(i(3)));
}

TEST_CASE("deduction: a list over some arguments from one over more, never the reverse") {
  CHECK(Facts().know(i(3, 2, {2})).know(w(2)).gives(i(3, 2)));
  CHECK(Facts().know(i(3, 2, {2})).know(i(2)).gives(i(3, std::nullopt, {2})));
  CHECK(Facts().know(i(3, std::nullopt, {1, 2})).know(w(1)).gives(i(3, std::nullopt, {2})));
  CHECK_FALSE(Facts().know(i(3, std::nullopt, {1, 2})).know(w(2)).gives(i(3, std::nullopt, {2})));
  CHECK_FALSE(Facts().know(i(3, std::nullopt, {2})).know(w(1)).gives(i(3, std::nullopt, {1, 2})));
  CHECK_FALSE(Facts().know(i(3)).know(w(2)).gives(i(3, std::nullopt, {2})));
  CHECK_FALSE(Facts().know(i(3)).know(i(2)).gives(i(3, 2)));
  CHECK_FALSE(Facts().know(i(3, 2)).know(i(2)).know(w(2)).gives(i(3, 2, {2})));
  CHECK_FALSE(Facts().know(i(2)).gives(i(3)));
  CHECK_FALSE(Facts().know(w(1)).gives(w(2)));
}

TEST_CASE("deduction: tables are composed where the start is below, and where it is the same") {
  const Facts two = Facts().know(i(3, 2, {2})).know(i(2, 1, {1}));
  CHECK(two.gives(i(3, 1, {1, 2})));
  CHECK_FALSE(two.gives(i(3, 1, {1})));
  CHECK_FALSE(two.gives(i(3, 1, {2})));
  CHECK_FALSE(two.gives(i(3, 0, {1, 2})));
  CHECK(Facts(two).know(w(2)).gives(i(3, 1, {1})));
  CHECK(Facts(two).know(w(1)).gives(i(3, 1, {2})));
  CHECK(Facts(two).know(i(1)).gives(i(3, std::nullopt, {1, 2})));
  CHECK_FALSE(Facts(two).know(i(1)).gives(i(3)));
  CHECK(Facts(two).know(i(1, 0)).gives(i(3, 0, {1, 2})));
  // What is known at the i_1 of the input says nothing of other i_1.
  CHECK_FALSE(Facts().know(i(3, 2, {2})).know(i(2, std::nullopt, {1})).gives(i(3, 1, {1, 2})));
  CHECK_FALSE(Facts().know(i(3, 1, {1, 2})).know(i(1)).know(w(1)).know(w(2)).gives(i(3, 2)));
  CHECK_FALSE(Facts().know(i(3, 1, {1, 2})).know(w(1)).know(w(2)).gives(i(3, 0)));
}

TEST_CASE("closed form: one entry after the other, in L+1 epochs") {
  const auto instance = make(Task(2, {3}, {4, 5}), {3, 3, {}});
  const Form form = Form(instance).say({1, 0, -1}, i(0)).say({2, 1, -1}, i(1)).say({3, 2, -1}, i(2));
  CHECK(right(form.get()));
  CHECK(check_closed_form(form.get()).statement() ==
        "3 slots say 6 bits, each of them known to sender and receiver together, and the answer follows from the last "
        "view");
  // A step earlier the receiver does not know where to look; nor if the step before is left out, or is said in part.
  CHECK_FALSE(holds(Form(instance).say({1, 0, -1}, i(0)).say({1, 1, -1}, i(1)).say({3, 2, -1}, i(2)).get()));
  CHECK_FALSE(holds(Form(instance).say({2, 1, -1}, i(1)).say({3, 2, -1}, i(2)).get()));
  CHECK_FALSE(holds(Form(instance)
                        .say({1, 0, -1}, i(0))
                        .say({2, 1, -1}, {{whole(instance->task(), i(1))}, 0, 1})
                        .say({3, 2, -1}, i(2))
                        .get()));
  // The last bit of the answer is missing; or it is told to somebody else.
  CHECK_FALSE(holds(Form(instance)
                        .say({1, 0, -1}, i(0))
                        .say({2, 1, -1}, i(1))
                        .say({3, 2, -1}, {{whole(instance->task(), i(2))}, 0, 2})
                        .get()));
  CHECK_FALSE(holds(Form(instance).say({1, 0, -1}, i(0)).say({2, 1, -1}, i(1)).get()));
}

TEST_CASE("closed form: widths, and bits beyond a number") {
  const auto instance = make(Task(2, {3}, {4, 5}), {3, 3, {{{3, 2, -1}, 2}}});
  const auto form = [&](std::uint64_t bits) {
    return Form(instance)
        .say({1, 0, -1}, i(0))
        .say({2, 1, -1}, i(1))
        .say({2, 2, -1}, {{whole(instance->task(), i(2))}, 0, 3})
        .say({3, 2, -1}, {{whole(instance->task(), i(2))}, 0, bits});
  };
  CHECK_FALSE(holds(form(3).get()));
  const auto more = make(Task(2, {3}, {4, 5}), {3, 4, {}});
  CHECK(right(Form(more)
                  .say({1, 0, -1}, {{whole(more->task(), i(0))}, 0, 4})
                  .say({2, 1, -1}, i(1))
                  .say({3, 2, -1}, {{whole(more->task(), i(2))}, 0, 4})
                  .get()));
  CHECK_FALSE(
      holds(Form(more).say({1, 0, -1}, i(0)).say({2, 1, -1}, i(1)).say({3, 2, -1}, i(2)).say({3, 2, -1}, i(1)).get()));
}

TEST_CASE("closed form: a packed row is known once its last bit was heard") {
  // 3^3 fits into 5 bits, which two messages of 4 and 1 bits have.
  const auto instance = make(Task(1, {2}, {3, 3}), {2, 2, {{{1, 2, -1}, 4}, {{2, 2, -1}, 1}}});
  const Item item = whole(instance->task(), i(2, 1));
  CHECK(bits_of(instance->task(), {item}) == 5);
  CHECK(right(
      Form(instance).say({1, 1, -1}, i(1)).say({1, 2, -1}, {{item}, 0, 4}).say({2, 2, -1}, {{item}, 4, 1}).get()));
  // A bit twice, and the last one never; a hole.
  CHECK_FALSE(holds(
      Form(instance).say({1, 1, -1}, i(1)).say({1, 2, -1}, {{item}, 0, 4}).say({2, 2, -1}, {{item}, 3, 1}).get()));
  CHECK_FALSE(holds(
      Form(instance).say({1, 1, -1}, i(1)).say({1, 2, -1}, {{item}, 0, 3}).say({2, 2, -1}, {{item}, 4, 1}).get()));
  CHECK_FALSE(holds(Form(instance).say({1, 1, -1}, i(1)).say({1, 2, -1}, {{item}, 1, 4}).get()));
  // Two halves of the row that are not packed together are 2 + 2 bits of 9 each.
  const Item low{i(2, 1), 0, 1};
  CHECK(bits_of(instance->task(), {low}) == 3);
  CHECK(radix(instance->task(), {i(2, 1), 1, 2}) == 2);
  CHECK(radix(make(Task(1, {2}, {3, 5}), {2, 2, {}})->task(), {i(2), 2, 3}) == 2);
  CHECK(radix(make(Task(1, {2}, {3, 5}), {2, 2, {}})->task(), {i(2), 1, 3}) == 3);
}

TEST_CASE("closed form: a thought knows the query only if it is told") {
  const auto instance = make(Task(1, {2}, {8, 2}), {1, 1, {}, ChainOfThought{3, 4}});
  const Task& task = instance->task();
  const auto told = [&](bool with_query) {
    Form form(instance);
    form.say({1, 1, -1}, {{whole(task, i(1))}, 0, 1});
    for (int s = 1; s <= 3; ++s) {
      const auto bits = static_cast<unsigned>(s);
      form.think(s, {{{i(1), 0, bits}}, 0, bits});
      if (with_query) form.think(s, {{whole(task, w(1))}, 0, 1});
      if (s < 3) form.say({1, 1, first_player - s}, {{whole(task, i(1))}, bits, 1});
    }
    form.say({1, 2, first_player - 3}, i(2));
    return form;
  };
  CHECK(right(told(true).get()));
  CHECK_FALSE(holds(told(false).get()));
  Form too_long = told(true);
  too_long.think(3, {{whole(task, i(1))}, 0, 1});
  CHECK_FALSE(holds(too_long.get()));
  // Query and entry as one number.
  const auto packed = make(Task(1, {3}, {5, 2}), {1, 3, {}, ChainOfThought{1, 4}});
  const Term both = {{whole(packed->task(), w(1)), whole(packed->task(), i(1))}, 0, 4};
  CHECK(right(Form(packed).say({1, 1, -1}, i(1)).think(1, both).say({1, 2, -2}, i(2)).get()));
  CHECK_FALSE(holds(Form(packed).say({1, 1, -1}, i(1)).think(1, {both.items, 0, 3}).say({1, 2, -2}, i(2)).get()));
}

TEST_CASE("closed form: an encoder's players hear those before them") {
  const auto encoder = make(Task(2, {2}, {2, 2}), {2, 1, {}, Encoder{}});
  const auto form = [](const std::shared_ptr<const Instance>& instance) {
    return Form(instance)
        .say({1, -1, 2}, w(1))
        .say({1, 0, 2}, i(0))
        .say({1, 1, 2}, i(1, 0))
        .say({2, 2, -1}, i(2))
        .get();
  };
  CHECK(right(form(encoder)));
  ClosedForm lacks = form(encoder);
  lacks.slots.erase(encoder->number({1, 0, 2}));
  CHECK_FALSE(holds(lacks));
}

TEST_CASE("closed form: terms that are none") {
  const auto instance = make(Task(2, {2, 2}, {2, 2, 3}), {4, 3, {}});
  const auto refused = [&](const Item& item) {
    CHECK_THROWS_AS(check_closed_form(Form(instance).say({1, 1, 0}, {{item}, 0, 1}).get()), CheckFailed);
  };
  refused({w(0), 0, 1});
  refused({w(3), 0, 1});
  refused({{Quantity::Kind::query, 1, 0, {}}, 0, 1});
  refused({{Quantity::Kind::query, 1, std::nullopt, {1}}, 0, 1});
  refused({i(-1), 0, 1});
  refused({i(4), 0, 1});
  refused({i(2, 2), 0, 1});
  refused({i(2, -1), 0, 1});
  refused({i(3, std::nullopt, {0}), 0, 1});
  refused({i(2, std::nullopt, {2}), 0, 1});
  refused({i(3, 2, {1}), 0, 1});
  refused({i(3, std::nullopt, {2, 1}), 0, 1});
  refused({i(3, std::nullopt, {1, 1}), 0, 1});
  refused({i(1), 0, 2});
  refused({i(1), 1, 0});
  CHECK_THROWS_AS(check_closed_form(Form(instance).say({1, 1, 0}, Term{{}, 0, 1}).get()), CheckFailed);
  CHECK_THROWS_AS(
      check_closed_form(Form(instance).say({1, 1, 0}, {{whole(instance->task(), i(1))}, UINT64_MAX, 1}).get()),
      CheckFailed);
  ClosedForm stranger{instance, {}};
  stranger.slots[instance->scheme().slots()].push_back({{whole(instance->task(), i(1))}, 0, 1});
  CHECK_THROWS_AS(check_closed_form(stranger), CheckFailed);
}

TEST_CASE("closed form: a wrong one that is replayed is noticed, whatever the rules said") {
  const auto small = make(Task(2, {2}, {2, 2}), {1, 1, {}});
  CHECK_THROWS_AS(replay(Form(small).say({1, 1, -1}, i(1)).get(), 1, Budget()), CheckFailed);
  const auto large = make(Task(5, {2}, {5, 5}), {1, 3, {}});
  CHECK_THROWS_AS(replay(Form(large).say({1, 2, -1}, i(2)).get(), 1, Budget()), CheckFailed);
}

TEST_CASE("closed forms: one list is one number, with a query of a single value or without") {
  const auto task = Task(2, {1}, {4, 2});
  const Item with = whole(task, i(2, 1, {1})), without = whole(task, i(2, 1));
  const auto said = [&](std::uint64_t second_half) {
    Form form(make(task, {3, 2, {}}));
    form.say({1, 0, -1}, i(0)).say({2, 1, -1}, i(1));
    form.say({1, 2, -1}, {{with}, 0, 2}).say({2, 2, -1}, {{without}, second_half, 2});
    return form.get();
  };
  CHECK(holds(said(2)));
  CHECK_FALSE(holds(said(1)));
}
