#include "explain/adaptive_table.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "certify/adaptive_counting_file.hpp"

using namespace arcsat;

TEST_CASE("adaptive tables: they end in 0; an order that is too short, or a value less in q_2, is noticed") {
  const std::string path =
      std::string(ARCSAT_SOURCE_DIR) + "/results/certificates/arguments/m1-n2-q3_3-c1/adaptive-counting.json";
  AdaptiveBound bound = parse_adaptive_bound(read_file(path), path);
  const TwoStep sizes = {.m = 1, .n = 2, .q1 = 3, .q2 = 3, .c = 1};
  std::size_t zeros = 0;
  for (const auto& part : adaptive_tables(bound, sizes)) {
    const auto* table = std::get_if<ArgumentTable>(&part);
    zeros += table != nullptr && table->rows.back().back() == "0" ? 1 : 0;
  }
  CHECK(zeros == 4);
  TwoStep smaller = sizes;
  smaller.q2 = 2;
  CHECK_THROWS_AS(adaptive_tables(bound, smaller), CheckFailed);
  for (AdaptiveOrder& order : bound.phases.front().orders) order.resize(3);
  CHECK_THROWS_AS(adaptive_tables(bound, sizes), CheckFailed);
}
