#include "protocol/lookup_table.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace arcsat;

namespace {

using Key = std::vector<std::uint32_t>;

std::optional<std::uint32_t> found(const LookupTable& table, const Key& key) { return table.find(key); }

}  // namespace

TEST_CASE("lookup table: an empty one finds nothing") {
  LookupTable table(2);
  CHECK(table.key_length() == 2);
  CHECK(table.size() == 0);
  CHECK(table.sort() == LookupTable::Sorted::unique);
  CHECK_FALSE(found(table, {0, 0}));
}

TEST_CASE("lookup table: rows come out sorted, whatever their order") {
  LookupTable table(2);
  table.add(Key{2, 1}, 5);
  table.add(Key{1, 9}, 6);
  table.add(Key{10, 0}, 7);
  CHECK(table.sort() == LookupTable::Sorted::unique);
  REQUIRE(table.size() == 3);
  CHECK(table.key(0)[0] == 1);
  CHECK(table.key(1)[0] == 2);
  CHECK(table.key(2)[0] == 10);
  CHECK(table.value(0) == 6);
  CHECK(found(table, {2, 1}) == 5U);
  CHECK(found(table, {10, 0}) == 7U);
  CHECK_FALSE(found(table, {1, 2}));
  CHECK_FALSE(found(table, {11, 0}));
  CHECK_FALSE(found(table, {0, 0}));
}

TEST_CASE("lookup table: repeated rows are merged, contradictions told from them") {
  LookupTable repeated(1);
  for (int k = 0; k < 3; ++k) repeated.add(Key{4}, 1);
  repeated.add(Key{5}, 1);
  CHECK(repeated.sort() == LookupTable::Sorted::repeated_row);
  CHECK(repeated.size() == 2);
  CHECK(repeated.sort() == LookupTable::Sorted::unique);

  LookupTable contradiction(1);
  contradiction.add(Key{4}, 1);
  contradiction.add(Key{4}, 2);
  CHECK(contradiction.sort() == LookupTable::Sorted::contradiction);
  CHECK(contradiction.size() == 1);

  // A contradiction is not hidden by a repetition before or after it.
  LookupTable both(1);
  for (const std::uint32_t value : {0U, 1U, 1U}) both.add(Key{4}, value);
  for (const std::uint32_t value : {0U, 0U}) both.add(Key{3}, value);
  for (const std::uint32_t value : {2U, 2U}) both.add(Key{5}, value);
  CHECK(both.sort() == LookupTable::Sorted::contradiction);
}

TEST_CASE("lookup table: a function of nothing") {
  LookupTable table(0);
  CHECK(table.size() == 0);
  table.add({}, 9);
  CHECK(table.sort() == LookupTable::Sorted::unique);
  CHECK(found(table, {}) == 9U);
  table.add({}, 8);
  CHECK(table.sort() == LookupTable::Sorted::contradiction);
}

TEST_CASE("lookup table: the same as a std::map on random rows") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 20; ++round) {
    std::map<Key, std::uint32_t> expected;
    LookupTable table(3);
    for (int k = 0; k < 60; ++k) {
      const Key key = {static_cast<std::uint32_t>(random() % 4), static_cast<std::uint32_t>(random() % 4),
                       static_cast<std::uint32_t>(random() % 4)};
      const auto value = static_cast<std::uint32_t>(random());
      if (expected.try_emplace(key, value).second) table.add(key, value);
    }
    REQUIRE(table.sort() == LookupTable::Sorted::unique);
    CHECK(table.size() == expected.size());
    for (std::uint32_t k = 0; k < 64; ++k) {
      const Key key = {k / 16, k / 4 % 4, k % 4};
      const auto place = expected.find(key);
      CHECK(found(table, key).has_value() == (place != expected.end()));
      if (place != expected.end()) CHECK(found(table, key) == place->second);
    }
  }
}
