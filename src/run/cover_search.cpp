#include "run/cover_search.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>

#include "base/error.hpp"
#include "certify/families.hpp"
#include "encoders/set_systems.hpp"
#include "run/tree_annealing.hpp"

namespace arcsat {

namespace {

constexpr std::uint32_t most_size = 24;   // of a block that numbers are looked for
constexpr std::uint32_t most_folds = 16;  // that are looked at one by one
constexpr std::uint32_t most_annealed_c = 3;
constexpr std::uint32_t most_listed_trees = 4096;

bool refutes(const OneStep& sizes, const BlockBound& bound) {
  try {
    check_blocks(sizes, bound);
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

bool shown(const OneStep& sizes, const BlockClaim& claim) {
  try {
    return shown_by_numbers(sizes, claim);
  } catch (const Unsupported&) {  // its numbers are too large
    return false;
  }
}

/// The bound without claims that it does not need.
BlockBound without_idle_claims(const OneStep& sizes, BlockBound bound) {
  for (std::size_t k = bound.claims.size(); k > 0; --k) {
    BlockBound shorter = bound;
    shorter.claims.erase(shorter.claims.begin() + static_cast<std::ptrdiff_t>(k - 1));
    if (!shorter.claims.empty() && refutes(sizes, shorter)) bound = std::move(shorter);
  }
  return bound;
}

/// The folds that claims are looked for with, ascending, C the last.
std::vector<std::uint32_t> folds_of(const OneStep& sizes) {
  std::vector<std::uint32_t> folds;
  const std::uint64_t trees = sizes.c < 31 ? std::uint64_t{1} << sizes.c : std::uint64_t{1} << 31;
  for (std::uint32_t fold = 1; fold <= std::min<std::uint64_t>(trees, most_folds); ++fold) folds.push_back(fold);
  for (const std::uint64_t fold : {std::uint64_t{sizes.m}, trees - 1, trees}) {
    if (fold > folds.back() && fold <= trees) folds.push_back(static_cast<std::uint32_t>(fold));
  }
  return folds;
}

/// For each fold the claim about the smallest blocks that numbers show; equal ones once.
std::vector<BlockClaim> claims_by_folds(const OneStep& sizes) {
  std::vector<BlockClaim> claims;
  std::uint32_t least = std::min(most_size, sizes.m) + 1;
  for (const std::uint32_t fold : folds_of(sizes)) {
    // What has no more values than labels can be reached is the largest that numbers can refute.
    for (std::uint32_t size = 1; size < least; ++size) {
      if (!shown(sizes, {.size = size, .fold = fold, .served_by = {}, .weights = {}})) continue;
      claims.push_back({.size = size, .fold = fold, .served_by = {}, .weights = {}});
      least = size;
    }
  }
  const Integer reached = reach(sizes);
  if (reached < sizes.m && reached < sizes.q) {
    claims.push_back({.size = static_cast<std::uint32_t>(reached) + 1, .fold = 1, .served_by = {}, .weights = {}});
  }
  return claims;
}

/// The parts of a family that contain no other, as lists.
std::vector<std::vector<std::uint32_t>> lists_of(unsigned trees, Family family) {
  std::vector<std::vector<std::uint32_t>> lists;
  for (std::uint32_t part = 1; part < (1U << trees); ++part) {
    if ((family >> part & 1) == 0) continue;
    bool least = true;
    for (unsigned b = 0; b < trees; ++b) {
      if ((part >> b & 1) != 0 && (family >> (part & ~(1U << b)) & 1) != 0) least = false;
    }
    if (!least) continue;
    std::vector<std::uint32_t>& list = lists.emplace_back();
    for (unsigned b = 0; b < trees; ++b) {
      if ((part >> b & 1) != 0) list.push_back(b);
    }
  }
  return lists;
}

/// The same family with the least number, of all that differ by the names of the four trees.
Family under_some_names(Family family) {
  std::vector<unsigned> names(4);
  std::iota(names.begin(), names.end(), 0U);
  Family least = ~Family{0};
  do {
    std::vector<std::uint32_t> parts;
    for (const auto& list : lists_of(4, family)) {
      std::uint32_t part = 0;
      for (const std::uint32_t b : list) part |= 1U << names[b];
      parts.push_back(part);
    }
    least = std::min(least, family_of(4, parts));
  } while (std::next_permutation(names.begin(), names.end()));
  return least;
}

/// Claims that numbers show about every family, up to the names of the trees, with small weights; c = 2.
std::vector<BlockClaim> claims_by_families(const OneStep& sizes) {
  constexpr std::uint32_t weights = 3;
  std::vector<Family> families = all_families(4);
  std::erase_if(families, [](Family family) { return under_some_names(family) != family; });
  std::vector<BlockClaim> claims;
  for (std::uint32_t size = 1; size <= std::min({sizes.m, sizes.q, std::uint32_t{4}}); ++size) {
    for (const Family family : families) {
      BlockClaim claim{.size = size, .fold = 0, .served_by = lists_of(4, family), .weights = {}};
      for (std::uint32_t code = 1; code < weights * weights * weights * weights; ++code) {
        claim.weights = {code % weights, code / weights % weights, code / (weights * weights) % weights,
                         code / (weights * weights * weights)};
        if (!shown(sizes, claim)) continue;
        claims.push_back(claim);
        break;
      }
    }
  }
  return claims;
}

bool worth_families(const OneStep& sizes) { return sizes.c == 2 && sizes.m <= 64; }

std::vector<BlockClaim> families_and_folds(const OneStep& sizes) {
  std::vector<BlockClaim> claims = claims_by_folds(sizes);
  const std::vector<BlockClaim> more = claims_by_families(sizes);
  claims.insert(claims.end(), more.begin(), more.end());
  return claims;
}

CoverBlock block_of(std::uint32_t size, std::uint32_t count, CoverBlock::By by) {
  return {.size = size, .count = count, .by = by, .from = {}, .labels = {}};
}

/// With one epoch player 1 can only say which table it has.
std::optional<Cover> cover_in_one_epoch(const OneStep& sizes) {
  const Integer trees = power_of_c(sizes, 1);
  if (sizes.m > trees || trees > most_listed_trees || boost::multiprecision::pow(Integer(sizes.q), sizes.m) > trees) {
    return std::nullopt;
  }
  Cover cover;
  std::uint64_t weight = 1;
  for (std::uint32_t position = 0; position < sizes.m; ++position, weight *= sizes.q) {
    CoverBlock& block = cover.blocks.emplace_back(block_of(1, 1, CoverBlock::By::trees));
    for (std::uint64_t b = 0; b < trees; ++b)
      block.labels.push_back({static_cast<std::uint32_t>(b / weight % sizes.q)});
  }
  return cover;
}

/// Positions apart, with q more than a tree's leaves.
std::optional<Cover> cover_by_windows(const OneStep& sizes) {
  const Integer trees = power_of_c(sizes, 1);
  const Integer window = leaves(sizes);
  if (sizes.m > trees || trees > most_listed_trees || sizes.rounds() == 0) return std::nullopt;
  const Integer missed = sizes.q - window;
  if (sizes.m < trees && missed * trees <= sizes.q) {
    // Of C values of b, each position is in the missed window of one at most.
    CoverBlock block = block_of(1, sizes.m, CoverBlock::By::windows);
    for (std::uint64_t b = 0; b < trees; ++b)
      block.from.push_back(static_cast<std::uint32_t>((b + 1) * missed % sizes.q));
    return Cover{{block}};
  }
  if (sizes.m > sizes.c) return std::nullopt;
  Cover cover;
  for (std::uint32_t position = 0, shift = 0; position < sizes.m; ++position) {
    const std::uint32_t bits = (sizes.c + sizes.m - 1 - position) / sizes.m;
    if ((window << bits) < sizes.q) return std::nullopt;
    CoverBlock& block = cover.blocks.emplace_back(block_of(1, 1, CoverBlock::By::windows));
    for (std::uint64_t b = 0; b < trees; ++b) {
      const Integer from = window * (b >> shift & ((1U << bits) - 1));
      block.from.push_back(static_cast<std::uint32_t>(from < missed ? from : missed));
    }
    shift += bits;
  }
  return cover;
}

/// What a hard block is to reach, by its place among `hard` hard blocks; several ways.
using Pattern = std::vector<std::vector<std::vector<std::uint32_t>>>;

std::vector<Pattern> patterns(std::uint32_t trees, std::uint32_t hard) {
  std::vector<Pattern> all;
  if (hard == 0) return {{}};
  if (hard == 1) {
    Pattern pattern(1);
    for (std::uint32_t b = 0; b < trees; ++b) pattern[0].push_back({b});
    return {pattern};
  }
  if (trees == 4 && hard == 2) {
    all.push_back({{{0, 1}, {2, 3}}, {{0, 2}, {1, 3}, {0, 3}, {1, 2}}});
    all.push_back({ascending_lists(4, 2), ascending_lists(4, 3)});
  }
  // Each set is missed by one tree at most, so fewer than all trees are ruled out.
  if (hard < trees) all.push_back(Pattern(hard, ascending_lists(trees, trees - 1)));
  return all;
}

/// Blocks found by annealing, each question asked once.
class CoverSearch {
 public:
  CoverSearch(const OneStep& sizes, std::uint64_t seed, std::uint64_t work, const Budget& budget)
      : sizes_(sizes), trees_(1U << sizes.c), seed_(seed), work_(work), budget_(budget) {}

  std::optional<Cover> find() {
    for (std::uint32_t hard = 0; hard < std::min(trees_, sizes_.m + 1); ++hard) {
      for (const Pattern& pattern : patterns(trees_, hard)) {
        if (std::optional<Cover> cover = with(pattern)) return cover;
      }
    }
    return std::nullopt;
  }

 private:
  /// Soft blocks as large as can be found, and hard ones for the rest.
  std::optional<Cover> with(const Pattern& pattern) {
    const std::uint32_t hard = static_cast<std::uint32_t>(pattern.size());
    const std::uint32_t soft_blocks = trees_ - hard;
    std::vector<CoverBlock> blocks;
    std::uint32_t left = sizes_.m;
    const std::uint32_t soft = largest({{0}}, hard == 0 ? (left + soft_blocks - 1) / soft_blocks : left);
    // The hard ones take what soft ones of that size do not.
    for (std::uint32_t k = 0; k < hard; ++k) {
      const std::uint32_t spared = std::min(left, soft_blocks * soft);
      const std::uint32_t share = (left - spared + hard - k - 1) / (hard - k);
      const std::uint32_t size = largest(pattern[k], share);
      if (size == 0) continue;
      blocks.push_back(block(size, pattern[k]));
      left -= size;
    }
    for (std::uint32_t k = 0; k < soft_blocks && left > 0 && soft > 0; ++k) {
      const std::uint32_t size = std::min(left, soft);
      blocks.push_back(block(size, {{0}}));
      left -= size;
    }
    if (left > 0) return std::nullopt;
    return Cover{std::move(blocks)};
  }

  /// Up to `most`.
  std::uint32_t largest(const std::vector<std::vector<std::uint32_t>>& served_by, std::uint32_t most) {
    std::uint32_t size = 0;
    while (size < most && found(size + 1, served_by)) ++size;
    return size;
  }

  CoverBlock block(std::uint32_t size, const std::vector<std::vector<std::uint32_t>>& served_by) {
    CoverBlock result = block_of(size, 1, CoverBlock::By::trees);
    result.labels = found(size, served_by).value();
    return result;
  }

  const std::optional<std::vector<Labels>>& found(std::uint32_t size,
                                                  const std::vector<std::vector<std::uint32_t>>& served_by) {
    const auto [entry, added] = known_.try_emplace({size, served_by});
    if (added) entry->second = look_for(size, served_by);
    return entry->second;
  }

  std::optional<std::vector<Labels>> look_for(std::uint32_t size,
                                              const std::vector<std::vector<std::uint32_t>>& served_by) {
    const bool soft = served_by.size() == 1;
    BlockClaim claim{.size = size, .fold = 0, .served_by = served_by, .weights = std::vector<std::uint32_t>(trees_, 1)};
    if (soft) claim = {.size = size, .fold = trees_, .served_by = {}, .weights = {}};
    if (shown(sizes_, claim)) return std::nullopt;
    const TreeGoal goal{soft ? 1 : trees_, std::min(size, sizes_.q), served_by};
    return find_trees(sizes_, goal, seed_, work_, budget_);
  }

  const OneStep& sizes_;
  std::uint32_t trees_;
  std::uint64_t seed_;
  std::uint64_t work_;
  const Budget& budget_;
  std::map<std::pair<std::uint32_t, std::vector<std::vector<std::uint32_t>>>, std::optional<std::vector<Labels>>>
      known_;
};

}  // namespace

std::optional<Cover> written_cover(const OneStep& sizes) {
  if (sizes.q <= reach(sizes)) return Cover{{block_of(sizes.m, 1, CoverBlock::By::stream)}};
  if (sizes.rounds() == 0) return cover_in_one_epoch(sizes);
  if (sizes.m <= power_of_c(sizes, 1) && sizes.q <= leaves(sizes)) {
    return Cover{{block_of(1, sizes.m, CoverBlock::By::leaves)}};
  }
  return cover_by_windows(sizes);
}

std::optional<BlockBound> find_block_bound(const OneStep& sizes) {
  const BlockBound folds{Conclusion::folds, claims_by_folds(sizes)};
  if (!folds.claims.empty() && refutes(sizes, folds)) return without_idle_claims(sizes, folds);
  BlockClaim pairs{.size = 2, .fold = 1, .served_by = {}, .weights = {}};
  if (shown(sizes, pairs) && refutes(sizes, {Conclusion::volume, {pairs}}))
    return BlockBound{Conclusion::volume, {pairs}};
  if (!worth_families(sizes)) return std::nullopt;
  const BlockBound families{Conclusion::families, families_and_folds(sizes)};
  if (!families.claims.empty() && refutes(sizes, families)) return without_idle_claims(sizes, families);
  return std::nullopt;
}

std::optional<Cover> find_cover(const OneStep& sizes, std::uint64_t seed, std::uint64_t work, const Budget& budget) {
  if (sizes.c > most_annealed_c || sizes.rounds() == 0) return std::nullopt;
  return CoverSearch(sizes, seed, work, budget).find();
}

std::vector<BlockBound> block_bounds_by_formula(const OneStep& sizes) {
  constexpr std::uint32_t most_formula_c = 3;
  if (sizes.epochs != 2 || sizes.c > most_formula_c || sizes.c == 0) return {};
  const std::uint32_t trees = 1U << sizes.c;
  std::vector<BlockClaim> doubtful;
  for (std::uint32_t size = 2; size <= std::min({sizes.m, sizes.q, trees}); ++size) {
    const auto by_fold = [&](std::uint32_t fold) {
      doubtful.push_back({.size = size, .fold = fold, .served_by = {}, .weights = {}, .by_formula = true});
    };
    // By the number of systems in the formula: one, two, all.
    by_fold(trees);
    if (trees == 4) {
      doubtful.push_back(
          {.size = size, .fold = 0, .served_by = {{0}, {1}}, .weights = {1, 1, 0, 0}, .by_formula = true});
    }
    for (std::uint32_t fold = trees - 1; fold > 0; --fold) by_fold(fold);
  }
  std::vector<BlockBound> by_numbers = {{Conclusion::folds, claims_by_folds(sizes)}};
  if (worth_families(sizes)) by_numbers.push_back({Conclusion::families, families_and_folds(sizes)});
  std::vector<BlockBound> bounds;
  for (const BlockClaim& claim : doubtful) {
    for (BlockBound bound : by_numbers) {
      bound.claims.push_back(claim);
      if (!refutes(sizes, bound)) continue;
      bounds.push_back(without_idle_claims(sizes, std::move(bound)));
      break;
    }
  }
  return bounds;
}

}  // namespace arcsat
