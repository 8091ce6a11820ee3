#include "encoders/encoder_table.hpp"

#include <doctest/doctest.h>

#include "encoders/pairs.hpp"
#include "encoders/tables.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, int epochs, std::uint32_t c) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, Model{epochs, c, {}});
}

}  // namespace

TEST_CASE("direct: picks the smaller formula") {
  int tables = 0;
  int pairs = 0;
  for (const Task& task : {Task(2, {}, {2}), Task(3, {}, {3}), Task(2, {1}, {2, 2}), Task(1, {2}, {2, 3})}) {
    for (const int epochs : {1, 2, 3}) {
      for (const std::uint32_t c : {0U, 1U, 2U, 3U}) {
        for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels}) {
          const auto instance = make(task, epochs, c);
          const double tables_bytes = TablesEncoder(instance, symmetry).size().bytes();
          const double pairs_bytes = PairsEncoder(instance, symmetry).size().bytes();
          const auto encoder = make_encoder(encoder_named("direct"), instance, symmetry);
          CHECK(encoder->name() == (tables_bytes <= pairs_bytes ? "tables" : "pairs"));
          CHECK(encoder->size().bytes() == std::min(tables_bytes, pairs_bytes));
          CHECK(encoder->symmetry() == symmetry);
          CHECK(&encoder->instance() == instance.get());
          ++(encoder->name() == "tables" ? tables : pairs);
        }
      }
    }
  }
  CHECK(tables > 5);
  CHECK(pairs > 5);
}

TEST_CASE("direct: of the formulas that are built it is the smaller one") {
  const auto bytes_of = [](const CnfEncoder& encoder) {
    const Budget budget;
    EncodingWatch watch(budget);
    const Formula formula = encoder.encode(watch);
    return formula.literals() * static_cast<std::int64_t>(sizeof(Lit)) + formula.clauses() * std::int64_t{8};
  };
  int compared = 0;
  for (const Task& task : {Task(2, {}, {2}), Task(2, {}, {3}), Task(1, {1}, {2, 2}), Task(2, {1}, {2, 2}),
                           Task(1, {2}, {2, 2}), Task(1, {1, 1}, {2, 2, 2})}) {
    for (const int epochs : {1, 2, 3}) {
      for (const std::uint32_t c : {1U, 2U}) {
        for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels}) {
          const auto instance = make(task, epochs, c);
          const TablesEncoder tables(instance, symmetry);
          const PairsEncoder pairs(instance, symmetry);
          if (tables.size().bytes() > 1e7 || pairs.size().bytes() > 1e7) continue;
          ++compared;
          const auto encoder = make_encoder(encoder_named("direct"), instance, symmetry);
          CHECK(bytes_of(*encoder) == std::min(bytes_of(tables), bytes_of(pairs)));
        }
      }
    }
  }
  CHECK(compared > 40);
}

TEST_CASE("direct: known choices") {
  // Few inbox bits and many inputs; many inbox bits and few inputs; nothing at all.
  CHECK(make_encoder(encoder_named("direct"), make(Task(2, {1}, {3, 4}), 2, 1), Symmetry::none)->name() == "tables");
  CHECK(make_encoder(encoder_named("direct"), make(Task(2, {}, {2}), 4, 6), Symmetry::none)->name() == "pairs");
  CHECK(make_encoder(encoder_named("direct"), make(Task(1, {}, {1}), 1, 1), Symmetry::none)->name() == "tables");
}

TEST_CASE("direct: a formula of tables that no machine holds does not stand in the way") {
  // 2^(6·30) rows: counted, not made.
  const auto instance = make(Task(1, {}, {2}), 4, 30);
  CHECK(TablesEncoder(instance, Symmetry::none).size().all_variables().value() == UINT64_MAX);
  CHECK(make_encoder(encoder_named("direct"), instance, Symmetry::none)->name() == "pairs");
}
