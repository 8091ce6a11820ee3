#include "run/sub_instances.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "protocol/sub_instance.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), {2, 1, {}});
}

}  // namespace

TEST_CASE("sub-instances: each is one, smaller than the whole, fewest inputs first") {
  Restriction listed;
  listed.lists[2] = {0, 3, 5, 6, 9, 10, 12, 15, 17, 18, 20, 23, 24, 27, 29, 30};
  const Instance wholes[] = {make(Task(2, {2}, {2, 5})), make(Task(3, {1}, {6, 3})), make(Task(2, {1}, {3, 4})),
                             make(Task(2, {2}, {3, 2}), listed), make(Task(1, {1, 2}, {2, 3, 2}))};
  for (const Instance& whole : wholes) {
    const auto parts = sub_instances(whole, 7);
    CHECK_FALSE(parts.empty());
    std::uint64_t before = 0;
    for (const auto& part : parts) {
      require_sub_instance(*part, whole, Budget());
      CHECK(part->inputs().size() < whole.inputs().size());
      CHECK(part->inputs().size() >= before);
      before = part->inputs().size();
    }
    CHECK(sub_instances(whole, 7).size() == parts.size());
  }
}

TEST_CASE("sub-instances: an instance of smaller sizes is among them") {
  // Of (3; 1; 6,3) the one of the sizes (3; 1; 3,3): z_1 has values below 3, and z_2 is 0 at the positions past them.
  const Instance whole = make(Task(3, {1}, {6, 3}));
  const auto parts = sub_instances(whole, 0);
  const auto found = std::find_if(parts.begin(), parts.end(), [](const auto& part) {
    const auto& lists = part->restriction().lists;
    return lists.at(0).size() == 3 && lists.at(1).size() == 27 && lists.at(2).size() == 27;
  });
  REQUIRE(found != parts.end());
  const auto& lists = (*found)->restriction().lists;
  CHECK(lists.at(1).back() == 2 + 2 * 6 + 2 * 36);
  CHECK(lists.at(2).back() == 26);
}

TEST_CASE("sub-instances: none of few inputs or of tuples; the seed chooses") {
  CHECK(sub_instances(make(Task(1, {1}, {2, 2})), 0).empty());
  Restriction tuples;
  tuples.by_tuples = true;
  tuples.tuples = {{0, 0, 0, 0}};
  CHECK(sub_instances(make(Task(2, {1}, {3, 4}), tuples), 0).empty());
  CHECK(shrunk(make(Task(2, {1}, {3, 4}), tuples), 0) == nullptr);
  const Instance whole = make(Task(2, {1}, {3, 4}));
  std::set<std::vector<InputIndex>> different;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const auto part = shrunk(whole, seed);
    REQUIRE(part);
    require_sub_instance(*part, whole, Budget());
    CHECK(part->restriction().lists.at(2).size() == 48);
    different.insert(part->restriction().lists.at(2));
  }
  CHECK(different.size() == 5);
}
