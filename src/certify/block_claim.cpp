#include "certify/block_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

// So that no file can ask for more than about a second's work.
constexpr std::uint32_t most_claimed_values = 64;
constexpr std::uint32_t most_listed_c = 6;
constexpr std::size_t most_lists = 4096;
constexpr std::uint32_t most_weight = std::uint32_t{1} << 20;
constexpr std::uint64_t most_bits_of_numbers = std::uint64_t{1} << 16;

using Polynomial = std::vector<Integer>;

Polynomial product(const Polynomial& a, const Polynomial& b, std::uint32_t most) {
  Polynomial result(std::min<std::size_t>(a.size() + b.size() - 1, std::size_t{most} + 1));
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size() && i + j < result.size(); ++j) result[i + j] += a[i] * b[j];
  }
  return result;
}

Polynomial power(Polynomial base, Integer exponent, std::uint32_t most) {
  Polynomial result = {1};
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = product(result, base, most);
    base = product(base, base, most);
  }
  return result;
}

void require_small(const OneStep& sizes, std::uint32_t most) {
  if (most > most_claimed_values || (std::uint64_t{2} * sizes.rounds() + 1) * sizes.c * most > most_bits_of_numbers) {
    throw Unsupported(fmt::format("found {} values and {} rounds of {} bits, expected numbers of at most 2^16 bits",
                                  most, sizes.rounds(), sizes.c));
  }
}

Polynomial at_a_node(const Polynomial& below, const OneStep& sizes, std::uint32_t most) {
  const Integer choices = power_of_c(sizes, 1);
  Polynomial sets = power(below, choices, most);
  for (Integer& number : sets) number *= choices;
  sets[0] = 1;
  return sets;
}

Integer choose(std::uint32_t n, std::uint32_t k) {
  if (k > n) return 0;
  Integer result = 1;
  for (std::uint32_t i = 0; i < k; ++i) result = result * (n - i) / (i + 1);
  return result;
}

void require_form(const OneStep& sizes, const BlockClaim& claim) {
  if (sizes.m == 0 || sizes.q == 0 || sizes.epochs == 0) throw CheckFailed("found a size of 0");
  if (claim.size == 0) throw CheckFailed("found a claim about blocks of 0 positions, expected at least 1");
  if (claim.fold != 0) {
    if (!claim.served_by.empty() || !claim.weights.empty()) {
      throw CheckFailed("found a claim with a fold and lists, expected one of them");
    }
    if (claim.fold > power_of_c(sizes, 1)) {
      throw CheckFailed(fmt::format("found the fold {}, expected at most 2^{}", claim.fold, sizes.c));
    }
    return;
  }
  if (sizes.c > most_listed_c) throw Unsupported(fmt::format("found lists with c = {}, expected at most 6", sizes.c));
  const std::uint32_t trees = std::uint32_t{1} << sizes.c;
  if (claim.served_by.empty() || claim.served_by.size() > most_lists) {
    throw CheckFailed(fmt::format("found {} lists of trees, expected 1 to {}", claim.served_by.size(), most_lists));
  }
  for (const auto& list : claim.served_by) {
    if (list.empty()) throw CheckFailed("found an empty list of trees, expected some in each");
    if (std::set<std::uint32_t>(list.begin(), list.end()).size() != list.size()) {
      throw CheckFailed("found a tree twice in a list, expected each once");
    }
    for (const std::uint32_t b : list) {
      if (b >= trees) throw CheckFailed(fmt::format("found the tree {}, expected below C = {}", b, trees));
    }
  }
  if (claim.weights.size() != trees) {
    throw CheckFailed(fmt::format("found {} weights, expected one for each of {} trees", claim.weights.size(), trees));
  }
  for (const std::uint32_t weight : claim.weights) {
    if (weight > most_weight) throw CheckFailed(fmt::format("found the weight {}, expected at most 2^20", weight));
  }
}

/// Σ w_b, and t.
struct Weights {
  Integer all = 0;
  Integer least = 0;
};

Weights weights_of(const OneStep& sizes, const BlockClaim& claim) {
  if (claim.fold != 0) return {power_of_c(sizes, 1), claim.fold};
  Weights weights;
  for (const std::uint32_t weight : claim.weights) weights.all += weight;
  bool first = true;
  for (const auto& list : claim.served_by) {
    Integer sum = 0;
    for (const std::uint32_t b : list) sum += claim.weights[b];
    if (first || sum < weights.least) weights.least = sum;
    first = false;
  }
  return weights;
}

}  // namespace

std::vector<Integer> reachable_sets(const OneStep& sizes, std::uint32_t most) {
  require_small(sizes, most);
  Polynomial sets = {1, 1};
  for (std::uint32_t round = 0; round < sizes.rounds(); ++round) sets = at_a_node(sets, sizes, most);
  sets.resize(std::size_t{most} + 1);
  return sets;
}

std::vector<Integer> reachable_sets_with_a_leaf(const OneStep& sizes, std::uint32_t most) {
  require_small(sizes, most);
  Polynomial sets = {1, 1};
  Polynomial with_a_leaf = {1};
  for (std::uint32_t round = 0; round < sizes.rounds(); ++round) {
    with_a_leaf = product(with_a_leaf, power(sets, power_of_c(sizes, 1) - 1, most), most);
    sets = at_a_node(sets, sizes, most);
  }
  with_a_leaf.resize(std::size_t{most} + 1);
  return with_a_leaf;
}

bool shown_by_numbers(const OneStep& sizes, const BlockClaim& claim) {
  require_form(sizes, claim);
  const std::uint32_t k = std::min(claim.size, sizes.q);
  const Weights weights = weights_of(sizes, claim);
  if (weights.least == 0) return false;
  if (k > reach(sizes)) return true;
  require_small(sizes, k);
  if (weights.least * choose(sizes.q, k) > weights.all * reachable_sets(sizes, k)[k]) return true;
  const Integer with_a_leaf = reachable_sets_with_a_leaf(sizes, k - 1)[k - 1];
  const Integer sets = weights.least * choose(sizes.q - 1, k - 1);
  return sizes.q * ((sets + with_a_leaf - 1) / with_a_leaf) > weights.all * leaves(sizes);
}

void require_claim(const OneStep& sizes, const BlockClaim& claim) {
  if (claim.by_formula) {
    require_form(sizes, claim);
    return;
  }
  if (!shown_by_numbers(sizes, claim)) {
    throw CheckFailed(
        fmt::format("found a claim about blocks of {} positions that its numbers do not show, expected more sets of "
                    "values than trees can serve",
                    claim.size));
  }
}

}  // namespace arcsat
