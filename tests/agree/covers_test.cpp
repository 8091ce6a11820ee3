// What covers and claims about blocks say of one step agrees with every cover there is, and with a search for protocols.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "base/error.hpp"
#include "certify/block_bound.hpp"
#include "evidence/cover_witness.hpp"
#include "random_instances.hpp"
#include "run/cover_search.hpp"
#include "run/decide.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

std::uint32_t below(std::mt19937_64& random, std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); }

std::string words(const OneStep& sizes) {
  return fmt::format("({};{}), c = {}, E = {}", sizes.m, sizes.q, sizes.c, sizes.epochs);
}

std::shared_ptr<const Instance> instance_of(const OneStep& sizes) {
  return std::make_shared<const Instance>("", Task(sizes.m, {}, {sizes.q}), Restriction{},
                                          Model{static_cast<int>(sizes.epochs), sizes.c, {}});
}

std::optional<Cover> some_cover(const OneStep& sizes) {
  std::optional<Cover> cover = written_cover(sizes);
  return cover ? cover : find_cover(sizes, 1, slow_lane() ? 100'000'000 : 5'000'000, Budget());
}

bool refuted(const OneStep& sizes, const BlockBound& bound) {
  try {
    return check_blocks(sizes, bound).by_formula == 0;
  } catch (const CheckFailed&) {
    return false;
  } catch (const Unsupported&) {
    return false;
  }
}

/// The verdict of covers and claims, without formulas.
Verdict argued(const OneStep& sizes) {
  const std::optional<BlockBound> bound = find_block_bound(sizes);
  if (bound) CHECK(refuted(sizes, *bound));
  const std::optional<Cover> cover = some_cover(sizes);
  if (cover) CHECK_NOTHROW(check_cover(sizes, *cover));
  CAPTURE(words(sizes));
  CHECK(!(bound && cover));
  return bound ? Verdict::unrealizable : cover ? Verdict::realizable : Verdict::undecided;
}

/// c = 1, two epochs, by the theorem as it stands: every partition into two blocks, every tree for each block and b, every
/// table. A tree is two sets of at most two values.
bool some_cover_exists(std::uint32_t m, std::uint32_t q) {
  std::vector<std::vector<std::uint32_t>> tables(1);
  for (std::uint32_t position = 0; position < m; ++position) {
    std::vector<std::vector<std::uint32_t>> longer;
    for (const auto& table : tables) {
      for (std::uint32_t value = 0; value < q; ++value) {
        longer.push_back(table);
        longer.back().push_back(value);
      }
    }
    tables = std::move(longer);
  }
  std::vector<std::uint32_t> sets;
  for (std::uint32_t a = 0; a < q; ++a) {
    for (std::uint32_t b = 0; b < q; ++b) sets.push_back(1U << a | 1U << b);
  }
  // A set of one value serves less than any with another.
  if (q > 1) std::erase_if(sets, [](std::uint32_t set) { return std::has_single_bit(set); });
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  using Served = std::vector<bool>;
  for (std::uint32_t first = 0; first <= m; ++first) {
    // For each block the lists of tables that some tree serves there.
    std::vector<std::vector<Served>> of_block;
    for (const auto& [begin, end] : {std::pair(0U, first), std::pair(first, m)}) {
      std::vector<Served>& lists = of_block.emplace_back();
      for (std::size_t one = 0; one < sets.size(); ++one) {
        for (std::size_t other = one; other < sets.size(); ++other) {
          Served served;
          for (const auto& table : tables) {
            std::uint32_t values = 0;
            for (std::uint32_t position = begin; position < end; ++position) values |= 1U << table[position];
            served.push_back((values & ~sets[one]) == 0 || (values & ~sets[other]) == 0);
          }
          if (std::find(lists.begin(), lists.end(), served) == lists.end()) lists.push_back(std::move(served));
        }
      }
    }
    std::vector<Served> by_one_b;
    for (const Served& one : of_block[0]) {
      for (const Served& other : of_block[1]) {
        Served both(one.size());
        for (std::size_t k = 0; k < one.size(); ++k) both[k] = one[k] && other[k];
        by_one_b.push_back(std::move(both));
      }
    }
    for (const Served& one : by_one_b) {
      std::vector<std::size_t> left;
      for (std::size_t k = 0; k < one.size(); ++k) {
        if (!one[k]) left.push_back(k);
      }
      for (const Served& other : by_one_b) {
        if (std::all_of(left.begin(), left.end(), [&](std::size_t k) { return other[k]; })) return true;
      }
    }
  }
  return false;
}

OneStep random_sizes(std::mt19937_64& random) {
  const std::uint32_t c = 1 + below(random, 2);
  const std::uint32_t epochs = 1 + below(random, c == 2 ? 2 : slow_lane() ? 4 : 3);
  const std::uint32_t reached = c * (epochs - 1) >= 4 ? 16 : 1U << (c * (epochs - 1));
  return {1 + below(random, 10), std::max(2U, reached - 1 + below(random, 9)), c, epochs};
}

BlockBound random_bound(const OneStep& sizes, std::mt19937_64& random) {
  const std::uint32_t trees = 1U << sizes.c;
  BlockBound bound{static_cast<Conclusion>(below(random, 3)), {}};
  for (std::uint32_t count = 1 + below(random, 5); count > 0; --count) {
    BlockClaim claim{.size = 1 + below(random, 6), .fold = 1 + below(random, trees), .served_by = {}, .weights = {}};
    if (below(random, 3) == 0) {
      claim.fold = 0;
      for (std::uint32_t list = 1 + below(random, 4); list > 0; --list) {
        auto& chosen = claim.served_by.emplace_back();
        for (std::uint32_t b = 0; b < trees; ++b) {
          if (below(random, 2) == 0) chosen.push_back(b);
        }
        if (chosen.empty()) chosen.push_back(below(random, trees));
      }
      for (std::uint32_t b = 0; b < trees; ++b) claim.weights.push_back(below(random, 3));
    }
    // Claims that hold, else nothing is to be learned.
    try {
      require_claim(sizes, claim);
      bound.claims.push_back(claim);
    } catch (const CheckFailed&) {
    }
  }
  return bound;
}

/// Of few values or of many: near to what serves every set.
Cover random_cover(const OneStep& sizes, std::mt19937_64& random) {
  const std::uint32_t trees = 1U << sizes.c;
  Cover cover;
  for (std::uint32_t left = sizes.m, block = 0; left > 0 && block < trees; ++block) {
    const std::uint32_t size = block + 1 == trees ? left : 1 + below(random, std::min(left, 3U));
    left -= size;
    CoverBlock one{.size = size, .count = 1, .by = CoverBlock::By::trees, .from = {}, .labels = {}};
    for (std::uint32_t tree = below(random, 3) == 0 ? trees - 1 : 0; tree < trees; ++tree) {
      Labels& labels = one.labels.emplace_back();
      const std::uint32_t shift = below(random, sizes.q);
      for (std::uint32_t leaf = 0; leaf < leaves(sizes); ++leaf) {
        labels.push_back(below(random, 4) == 0 ? below(random, sizes.q) : (leaf + shift) % sizes.q);
      }
    }
    cover.blocks.push_back(std::move(one));
  }
  return cover;
}

}  // namespace

TEST_CASE("one step, two epochs, one bit: covers exist exactly where they are found") {
  for (std::uint32_t m = 1; m <= 4; ++m) {
    for (std::uint32_t q = 1; q <= (m < 3 ? 5U : m == 3 ? 4U : 3U); ++q) {
      INFO(m, " ", q);
      CHECK((argued({m, q, 1, 2}) == Verdict::realizable) == some_cover_exists(m, q));
    }
  }
}

TEST_CASE("one step: covers and claims agree with a search for protocols") {
  DecideOptions options;
  options.encoder = &encoder_named("compact");
  options.engine = &engine_named("cadical");
  options.certify = false;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = slow_lane() ? 20 : 0.2;
  const double most_inputs = slow_lane() ? 5000 : 130;
  int both = 0;
  for (std::uint32_t c = 0; c <= (slow_lane() ? 3U : 2U); ++c) {
    for (std::uint32_t epochs = 1; epochs <= 4; ++epochs) {
      for (std::uint32_t m = 1; m <= 6; ++m) {
        double inputs = m;
        for (std::uint32_t q = 1; q <= 40; ++q) {
          inputs = m;
          for (std::uint32_t k = 0; k < m; ++k) inputs *= q;
          // Where streams serve every table there is nothing to be learned but once.
          const OneStep sizes{m, q, c, epochs};
          if (inputs > most_inputs || reach(sizes) > q + 1) continue;
          const Verdict searched = decide(instance_of(sizes), options).verdict;
          const Verdict by_covers = argued(sizes);
          CAPTURE(words(sizes));
          if (searched == Verdict::undecided || by_covers == Verdict::undecided) continue;
          CHECK(searched == by_covers);
          ++both;
        }
      }
    }
  }
  fmt::print("covers: {} cells where both decided\n", both);
  CHECK(both > 60);
}

TEST_CASE(
    "one step: no claims, however they are chosen, refute what has a cover; no random cover stands against them") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 4'000 : 120;
  fmt::print("covers: {} cells, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>, Verdict> verdicts;
  int refuting = 0;
  int standing = 0;
  int possible = 0;
  for (int k = 0; k < count; ++k) {
    const OneStep sizes = random_sizes(random);
    CAPTURE(words(sizes));
    const auto [entry, added] = verdicts.try_emplace({sizes.m, sizes.q, sizes.c, sizes.epochs});
    if (added) entry->second = argued(sizes);
    const Verdict verdict = entry->second;
    possible += verdict == Verdict::realizable;
    for (int tries = 0; tries < 20; ++tries) {
      const bool is_refuted = refuted(sizes, random_bound(sizes, random));
      refuting += is_refuted;
      CHECK(!(is_refuted && verdict == Verdict::realizable));
    }
    if (sizes.epochs == 4) continue;  // random trees of three rounds serve nothing
    for (int tries = 0; tries < 20; ++tries) {
      const Cover cover = random_cover(sizes, random);
      try {
        check_cover(sizes, cover);
      } catch (const CheckFailed&) {
        continue;
      }
      ++standing;
      CHECK(verdict != Verdict::unrealizable);
      if (instance_of(sizes)->inputs().numbered() && instance_of(sizes)->inputs().size() < 20'000) {
        CHECK_NOTHROW(check_cover_witness(instance_of(sizes), cover, Budget()));
      }
    }
  }
  fmt::print("covers: {} cells have a cover; {} random bounds refuted, {} random covers stood\n", possible, refuting,
             standing);
  CHECK(possible > count / 20);
  CHECK(refuting > count / 20);
  CHECK(standing > count / 20);
}
