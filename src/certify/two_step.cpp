#include "certify/two_step.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_power_bits = std::uint64_t{1} << 22;

bool lists_index(const std::vector<InputIndex>& list, std::optional<std::uint64_t> index) {
  return index && std::find(list.begin(), list.end(), *index) != list.end();
}

/// None if it is no index that a list can name.
std::optional<std::uint64_t> index_of(const FirstTable& table, std::uint32_t q1) {
  Integer index = 0;
  for (auto value = table.rbegin(); value != table.rend(); ++value) index = index * q1 + *value;
  if (index > std::numeric_limits<InputIndex>::max()) return std::nullopt;
  return static_cast<std::uint64_t>(index);
}

}  // namespace

TwoStep two_step_of(const Instance& instance) {
  if (!is_plain_decoder(instance.model())) {
    throw CheckFailed(fmt::format("an argument about decoders for the model {}", name_of(instance.model())));
  }
  const Task& task = instance.task();
  if (task.length() != 2 || instance.epochs() != 2) {
    throw CheckFailed(fmt::format("found L = {} and {} epochs, expected an instance of two steps in two epochs",
                                  task.length(), instance.epochs()));
  }
  if (!instance.model().widths.empty()) {
    throw CheckFailed("found widths of the instance's own, expected c bits for each token of the receiver");
  }
  const Restriction& restriction = instance.restriction();
  if (restriction.by_tuples || restriction.lists.contains(2)) {
    throw CheckFailed("found restricted tables z_2, expected all of them");
  }
  TwoStep sizes{task.m(), task.n()[0], task.q()[0], task.q()[1], instance.model().bits_per_token};
  if (const auto queries = restriction.lists.find(first_player); queries != restriction.lists.end()) {
    sizes.n = static_cast<std::uint32_t>(std::set<InputIndex>(queries->second.begin(), queries->second.end()).size());
  }
  return sizes;
}

void require_inputs(const TwoStep& sizes, const std::vector<std::uint32_t>& z0, const std::vector<FirstTable>& z1) {
  for (const std::uint32_t position : z0) {
    if (position >= sizes.m) throw CheckFailed(fmt::format("found z_0 = {}, expected below m = {}", position, sizes.m));
  }
  if (std::set<std::uint32_t>(z0.begin(), z0.end()).size() != z0.size()) {
    throw CheckFailed("found a z_0 twice, expected each once");
  }
  for (const FirstTable& table : z1) {
    if (table.size() != sizes.m) {
      throw CheckFailed(fmt::format("found a table z_1 of {} values, expected m = {}", table.size(), sizes.m));
    }
    for (const std::uint32_t value : table) {
      if (value >= sizes.q1) {
        throw CheckFailed(fmt::format("found the value {} in a table z_1, expected below q_1 = {}", value, sizes.q1));
      }
    }
  }
  if (std::set<FirstTable>(z1.begin(), z1.end()).size() != z1.size()) {
    throw CheckFailed("found a table z_1 twice, expected each once");
  }
}

void require_allowed(const Instance& instance, const std::vector<std::uint32_t>& z0,
                     const std::vector<FirstTable>& z1) {
  const auto& lists = instance.restriction().lists;
  if (const auto list = lists.find(0); list != lists.end()) {
    for (const std::uint32_t position : z0) {
      if (!lists_index(list->second, position)) {
        throw CheckFailed(fmt::format("found z_0 = {}, expected one that the instance allows", position));
      }
    }
  }
  if (const auto list = lists.find(1); list != lists.end()) {
    for (const FirstTable& table : z1) {
      if (!lists_index(list->second, index_of(table, instance.task().q()[0]))) {
        throw CheckFailed(
            fmt::format("found the table z_1 = ({}), expected one that the instance allows", fmt::join(table, ",")));
      }
    }
  }
}

Integer power_within_bounds(const Integer& base, const Integer& exponent) {
  if (base <= 1 || exponent == 0) return exponent == 0 ? Integer(1) : base;
  if (exponent * (boost::multiprecision::msb(base) + 1) > most_power_bits) {
    throw Unsupported(fmt::format("found a power with the exponent {}, expected at most 2^22 bits", exponent.str()));
  }
  return boost::multiprecision::pow(base, static_cast<unsigned>(exponent));
}

}  // namespace arcsat
