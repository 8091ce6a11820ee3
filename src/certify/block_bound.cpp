#include "certify/block_bound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "certify/families.hpp"

namespace arcsat {

namespace {

constexpr std::uint32_t most_family_c = 2;
constexpr std::size_t most_claims = 4096;
// Sums of block sizes that the check of families follows: about a second's work.
constexpr std::uint64_t most_followed = 1024;

[[noreturn]] void does_not_refute(const std::string& fits) {
  throw CheckFailed(fmt::format("found {}, expected claims that leave no room for them", fits));
}

/// The least size that a claim of at most this fold excludes; none if there is no such claim.
std::optional<Integer> excluded(const BlockBound& bound, const Integer& fold) {
  std::optional<Integer> least;
  for (const BlockClaim& claim : bound.claims) {
    if (claim.fold != 0 && claim.fold <= fold && (!least || claim.size < *least)) least = claim.size;
  }
  return least;
}

void require_folds(const OneStep& sizes, const BlockBound& bound) {
  const Integer trees = power_of_c(sizes, 1);
  const std::optional<Integer> soft = excluded(bound, trees);
  if (!soft) does_not_refute("no claim about soft blocks");
  // h·K_h + (C-h)·K_C is linear in h where K_h is constant, so its ends are enough: the folds of claims, and before them.
  std::set<Integer> hard = {0, trees - 1};
  for (const BlockClaim& claim : bound.claims) {
    for (const Integer& end : {Integer(claim.fold) - 1, Integer(claim.fold)}) {
      if (end >= 0 && end < trees) hard.insert(end);
    }
  }
  for (const Integer& h : hard) {
    const std::optional<Integer> size = excluded(bound, h);
    if (h > 0 && !size) does_not_refute(fmt::format("{} hard blocks of any size", h.str()));
    const Integer most = (h > 0 ? h * (*size - 1) : Integer(0)) + (trees - h) * (*soft - 1);
    if (most >= sizes.m) {
      does_not_refute(
          fmt::format("{} hard and {} soft blocks for {} positions", h.str(), Integer(trees - h).str(), sizes.m));
    }
  }
}

/// The part that has b in place of names[b].
std::uint32_t renamed(std::uint32_t part, const std::vector<unsigned>& names) {
  std::uint32_t result = 0;
  for (unsigned b = 0; b < names.size(); ++b) result |= (part >> names[b] & 1) << b;
  return result;
}

/// What a claim says is not served, under every renaming of the trees.
std::vector<Family> excluded_families(unsigned trees, const BlockClaim& claim) {
  if (claim.fold != 0) return {family_of_size(trees, claim.fold)};
  std::vector<Family> excluded;
  std::vector<unsigned> names(trees);
  std::iota(names.begin(), names.end(), 0U);
  do {
    std::vector<std::uint32_t> parts;
    for (const auto& list : claim.served_by) {
      std::uint32_t part = 0;
      for (const std::uint32_t b : list) part |= 1U << b;
      parts.push_back(renamed(part, names));
    }
    excluded.push_back(family_of(trees, parts));
  } while (std::next_permutation(names.begin(), names.end()));
  return excluded;
}

/// Those that contain no other: with a larger family in its place, more parts meet in nothing.
std::vector<Family> least_of(const std::vector<Family>& families) {
  std::vector<Family> least;
  for (const Family family : families) {
    const bool contains_other = std::any_of(families.begin(), families.end(),
                                            [&](Family other) { return other != family && (other & ~family) == 0; });
    if (!contains_other) least.push_back(family);
  }
  return least;
}

/// The families that no claim about blocks of at most `size` positions excludes.
std::vector<Family> possible_families(unsigned trees, const BlockBound& bound, std::uint32_t size) {
  std::vector<Family> possible = all_families(trees);
  for (const BlockClaim& claim : bound.claims) {
    if (claim.size > size) continue;
    for (const Family allowed : excluded_families(trees, claim)) {
      std::erase_if(possible, [&](Family family) { return (family & ~allowed) == 0; });
    }
  }
  return possible;
}

void require_families(const OneStep& sizes, const BlockBound& bound) {
  if (sizes.c > most_family_c)
    throw CheckFailed(fmt::format("found families with c = {}, expected at most 2", sizes.c));
  const unsigned trees = 1U << sizes.c;
  // Sizes from which on nothing is possible.
  std::vector<std::vector<Family>> possible;
  for (std::uint32_t size = 1; size <= sizes.m; ++size) {
    std::vector<Family> here = possible_families(trees, bound, size);
    if (here.empty()) break;
    possible.push_back(least_of(here));
    if (possible.size() > most_followed) throw CheckFailed("found blocks of more than 1024 positions not excluded");
  }
  if (std::uint64_t{possible.size()} * trees < sizes.m) return;
  if (sizes.m > most_followed)
    throw Unsupported(fmt::format("found m = {} by families, expected at most 1024", sizes.m));
  std::map<std::pair<Family, Family>, Family> known;
  const auto meet = [&](Family one, Family other) {
    const auto [entry, added] = known.try_emplace({one, other}, 0);
    if (added) entry->second = meets(trees, one, other);
    return entry->second;
  };
  std::set<std::pair<std::uint32_t, Family>> reached = {{0, family_of_size(trees, trees)}};
  for (unsigned block = 0; block < trees; ++block) {
    auto next = reached;  // with an empty block
    for (const auto& [sum, family] : reached) {
      for (std::uint32_t size = 1; size <= possible.size() && sum + size <= sizes.m; ++size) {
        for (const Family one : possible[size - 1]) {
          const Family together = meet(family, one);
          if (!holds_nothing(together)) next.emplace(sum + size, together);
        }
      }
    }
    reached = std::move(next);
  }
  for (const auto& [sum, family] : reached) {
    if (sum == sizes.m) does_not_refute(fmt::format("families of {} blocks for {} positions", trees, sizes.m));
  }
}

void require_volume(const OneStep& sizes, const BlockBound& bound) {
  const bool single = std::any_of(bound.claims.begin(), bound.claims.end(),
                                  [](const BlockClaim& claim) { return claim.size == 2 && claim.fold == 1; });
  if (!single || sizes.q < 2) does_not_refute("blocks of two positions");
  const Integer trees = power_of_c(sizes, 1);
  if (sizes.m > trees) return;
  const Integer served = trees * power_of_c(sizes, std::uint64_t{2} * sizes.rounds() * sizes.m);
  // q^m has more bits than m·⌊log2 q⌋: without the power, which may be huge.
  const std::uint64_t fewest_bits = sizes.m * std::uint64_t{boost::multiprecision::msb(Integer(sizes.q))};
  if (fewest_bits > boost::multiprecision::msb(served)) return;
  if (boost::multiprecision::pow(Integer(sizes.q), sizes.m) <= served) {
    does_not_refute(fmt::format("boxes for all {} positions", sizes.m));
  }
}

}  // namespace

std::string BlockBoundReport::statement() const {
  const std::string_view how = conclusion == Conclusion::folds      ? "hard and soft blocks"
                               : conclusion == Conclusion::families ? "families"
                                                                    : "volume";
  return fmt::format(
      "with m={}, q={}, {} bit{} per token and {} epoch{}, no blocks of positions have trees that serve every table "
      "(by "
      "{}, {} claim{})",
      sizes.m, sizes.q, sizes.c, sizes.c == 1 ? "" : "s", sizes.epochs, sizes.epochs == 1 ? "" : "s", how, claims,
      claims == 1 ? "" : "s");
}

BlockBoundReport check_blocks(const OneStep& sizes, const BlockBound& bound) {
  if (bound.claims.empty() || bound.claims.size() > most_claims) {
    throw CheckFailed(fmt::format("found {} claims, expected 1 to {}", bound.claims.size(), most_claims));
  }
  BlockBoundReport report{sizes, bound.conclusion, bound.claims.size(), 0};
  for (const BlockClaim& claim : bound.claims) {
    require_claim(sizes, claim);
    report.by_formula += claim.by_formula;
  }
  switch (bound.conclusion) {
    case Conclusion::folds:
      require_folds(sizes, bound);
      break;
    case Conclusion::families:
      require_families(sizes, bound);
      break;
    case Conclusion::volume:
      require_volume(sizes, bound);
      break;
  }
  return report;
}

}  // namespace arcsat
