#include "encoders/compact.hpp"

#include <doctest/doctest.h>

#include "../../decoder.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, int epochs, std::uint32_t bits_per_token) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, Model{epochs, bits_per_token, {}});
}

Formula formula_of(const CompactEncoder& encoder) {
  const Budget budget;
  EncodingWatch watch(budget);
  return encoder.encode(watch);
}

std::int64_t size_of(const std::vector<ClauseFamily>& families, std::string_view name) {
  for (const ClauseFamily& family : families) {
    if (family.name == name) return family.clauses;
  }
  return 0;
}

void check_sizes(const CompactEncoder& encoder) {
  const FormulaSize size = encoder.size();
  const Formula formula = formula_of(encoder);
  for (const FamilySize& family : size.variables) {
    CAPTURE(family.name);
    CHECK(size_of(formula.variable_families(), family.name) == static_cast<std::int64_t>(family.size.value()));
  }
  for (const FamilySize& family : size.clauses) {
    CAPTURE(family.name);
    CHECK(size_of(formula.families(), family.name) == static_cast<std::int64_t>(family.size.value()));
  }
  CHECK(formula.variables() == static_cast<std::int64_t>(size.all_variables().value()));
  CHECK(formula.clauses() == static_cast<std::int64_t>(size.all_clauses().value()));
  CHECK(formula.literals() == static_cast<std::int64_t>(size.literals.value()));
}

}  // namespace

TEST_CASE("compact: the exact size of two steps in two epochs") {
  // m = 2, n = 1, q = (3,4), c = 1. Messages: z_1 to -1: 9 rows, z_2 to -1: 64, z_1 to 0: 9·2, z_2 to 0: 64·2, then
  // 0 to -1: 2 positions times 4 bits of inboxes (from 1 and 2, to 0 and to -1), 2 to -1: 64·2 times 1 bit (from 1).
  const CompactEncoder encoder(test::decoder(make(Task(2, {1}, {3, 4}), 2, 1)), Symmetry::none);
  const Formula formula = formula_of(encoder);
  CHECK(size_of(formula.variable_families(), "message") == 9 + 64 + 18 + 128 + 2 * 16 + 128 * 2);
  // A final view: z_0, and 4 bits; 4 answers each, any 3 of which are too many for one bit.
  CHECK(size_of(formula.variable_families(), "output") == 2 * 16 * 4);
  CHECK(size_of(formula.families(), "at-most") == 2 * 16 * 4);
  // 1,152 inputs; a clause branches on 4 bits of first messages and reads 2 last ones.
  CHECK(size_of(formula.families(), "output") == 1152 * 64);
  CHECK(size_of(formula.families(), "look-up") == 0);
}

TEST_CASE("compact: size() is the formula's") {
  for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels, Symmetry::all}) {
    check_sizes(CompactEncoder(test::decoder(make(Task(2, {1}, {3, 2}), 2, 1)), symmetry));
    check_sizes(CompactEncoder(test::decoder(make(Task(3, {1}, {2, 3}), 2, 1)), symmetry));
    check_sizes(CompactEncoder(test::decoder(make(Task(2, {2}, {2, 2}), 2, 2)), symmetry));
    check_sizes(CompactEncoder(test::decoder(make(Task(2, {1}, {2, 2}), 3, 1)), symmetry));
    check_sizes(CompactEncoder(test::decoder(make(Task(2, {}, {3}), 1, 2)), symmetry));
    check_sizes(CompactEncoder(test::decoder(make(Task(2, {1, 1}, {2, 2, 2}), 2, 1)), symmetry));
    check_sizes(CompactEncoder(test::decoder(make(Task(2, {1}, {2, 1}), 2, 1)), symmetry));
    for (int left_out = 0; left_out < 8; ++left_out) {
      Simplifications some;
      some.whole = (left_out & 1) == 0;
      some.relays = (left_out & 2) == 0;
      some.lists = (left_out & 4) == 0;
      check_sizes(CompactEncoder(test::decoder(make(Task(2, {1}, {2, 3}), 2, 1)), symmetry, some));
    }
  }
}
