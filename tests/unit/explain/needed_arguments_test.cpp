#include "explain/needed_arguments.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "explain/final_views.hpp"
#include "protocol/protocol_file.hpp"
#include "random_protocols.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, Model model) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, std::move(model));
}

std::size_t kept(const NeededArguments& needed) {
  std::size_t count = 0;
  for (const auto& functions : needed.slots) count += functions.empty() ? 0 : 1;
  return count;
}

/// Whether some place is not needed to tell the value.
bool can_drop_more(const ReducedFunction& function) {
  for (std::size_t dropped = 0; dropped < function.places.size(); ++dropped) {
    std::map<std::vector<std::uint32_t>, std::uint32_t> rows;
    bool tells = true;
    for (const auto& [full, value] : function.rows) {
      auto key = full;
      key.erase(key.begin() + static_cast<std::ptrdiff_t>(dropped));
      tells = tells && rows.try_emplace(key, value).first->second == value;
    }
    if (tells) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("needed arguments: of a witness; nothing more can be left out of a function") {
  const Protocol protocol =
      read_protocol(std::string(ARCSAT_SOURCE_DIR) + "/results/certificates/two-step/q34-three-epochs/protocol.json");
  const NeededArguments needed = needed_arguments(protocol, Budget());
  CHECK(kept(needed) == 13);
  CHECK_FALSE(can_drop_more(needed.answer));
  for (const auto& functions : needed.slots) {
    for (const ReducedFunction& function : functions) CHECK_FALSE(can_drop_more(function));
  }
}

TEST_CASE("needed arguments: random protocols that work, and some that do not") {
  std::mt19937_64 random(3);
  int right = 0;
  int wrong = 0;
  for (int k = 0; k < 40; ++k) {
    for (const auto& instance : {make(Task(2, {}, {2}), {1, 5, {}}), make(Task(2, {}, {2}), {2, 3, {}, Encoder{}}),
                                 make(Task(2, {}, {2}), {1, 4, {}, ChainOfThought{1, 6}}),
                                 make(Task(2, {}, {2}), {1, 5, {}, Decoder{}, Granularity::sums})}) {
      const Protocol protocol = test::random_protocol(instance, random);
      const FinalViews views(protocol, Budget());
      if (views.confusions().wrong > 0) {
        ++wrong;
        CHECK_THROWS_AS(needed_arguments(protocol, Budget()), CheckFailed);
        continue;
      }
      ++right;
      const NeededArguments needed = needed_arguments(protocol, Budget());
      CHECK(kept(needed) <= instance->scheme().slots());
      CHECK_FALSE(can_drop_more(needed.answer));
    }
  }
  CHECK(right > 10);
  CHECK(wrong > 0);
}
