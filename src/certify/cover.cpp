#include "certify/cover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "certify/powers.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_sets = std::uint64_t{1} << 22;
// Strategies that sets are compared with, in all blocks: about ten seconds' work.
constexpr std::uint64_t most_compared = std::uint64_t{1} << 33;
constexpr std::size_t most_parts = 4096;
constexpr std::uint32_t most_windows_c = 12;

/// Parts of [C], bit b for b. Of those that a block needs served, none contains another.
using Parts = std::set<Integer>;

Parts least_of(const Parts& parts) {
  if (parts.size() > most_parts) throw Unsupported("found more than 4096 different lists of trees, expected fewer");
  Parts least;
  for (const Integer& part : parts) {
    const bool contains_other =
        std::any_of(parts.begin(), parts.end(), [&](const Integer& p) { return p != part && (p & part) == p; });
    if (!contains_other) least.insert(part);
  }
  return least;
}

Integer elements(const Integer& part) {
  Integer count = 0;
  for (Integer rest = part; rest != 0; rest &= rest - 1) ++count;
  return count;
}

class CoverCheck {
 public:
  CoverCheck(const OneStep& sizes, const Cover& cover) : sizes_(sizes), cover_(cover), report_{sizes, 0, 0} {}

  CoverReport report() {
    require_sizes();
    std::vector<std::pair<Parts, std::uint32_t>> hard;
    for (const CoverBlock& block : cover_.blocks) {
      if (std::optional<Parts> parts = parts_of(block)) hard.emplace_back(least_of(*parts), block.count);
    }
    if (!hard.empty()) require_common(hard);
    return report_;
  }

 private:
  void require_sizes() {
    if (sizes_.m == 0 || sizes_.q == 0 || sizes_.epochs == 0) throw CheckFailed("found a size of 0");
    Integer positions = 0;
    Integer blocks = 0;
    for (const CoverBlock& block : cover_.blocks) {
      if (block.size == 0 || block.count == 0) throw CheckFailed("found a block without positions, expected some");
      positions += Integer(block.size) * block.count;
      blocks += block.count;
    }
    if (positions != sizes_.m) {
      throw CheckFailed(fmt::format("found blocks of {} positions, expected m = {}", positions.str(), sizes_.m));
    }
    if (blocks > power_of_c(sizes_, 1)) {
      throw CheckFailed(fmt::format("found {} blocks, expected at most 2^{}", blocks.str(), sizes_.c));
    }
    report_.blocks = static_cast<std::uint64_t>(blocks);
  }

  /// The B(Q) of all sets Q of the block; none if each of its trees serves all.
  std::optional<Parts> parts_of(const CoverBlock& block) {
    const bool lists_from = block.by == CoverBlock::By::windows;
    const bool lists_labels = block.by == CoverBlock::By::trees;
    if ((!lists_from && !block.from.empty()) || (!lists_labels && !block.labels.empty())) {
      throw CheckFailed("found windows or labels of a block without them");
    }
    switch (block.by) {
      case CoverBlock::By::stream:
        if (sizes_.q > reach(sizes_)) throw CheckFailed(fmt::format("found a stream of q = {} values", sizes_.q));
        return std::nullopt;
      case CoverBlock::By::leaves:
        require_one_position(block);
        if (sizes_.q > leaves(sizes_)) throw CheckFailed(fmt::format("found leaves for q = {} values", sizes_.q));
        return std::nullopt;
      case CoverBlock::By::windows:
        require_one_position(block);
        return parts_of_windows(block);
      case CoverBlock::By::trees:
        return parts_of_trees(block);
    }
    throw InternalError("a kind of block that is none");
  }

  static void require_one_position(const CoverBlock& block) {
    if (block.size != 1) throw CheckFailed(fmt::format("found a block of {} positions, expected 1", block.size));
  }

  Parts parts_of_windows(const CoverBlock& block) {
    if (sizes_.c > most_windows_c)
      throw Unsupported(fmt::format("found windows with c = {}, expected at most 12", sizes_.c));
    if (block.from.size() != std::size_t{1} << sizes_.c) {
      throw CheckFailed(fmt::format("found {} windows, expected one for each of 2^{}", block.from.size(), sizes_.c));
    }
    const Integer window = std::min(leaves(sizes_), Integer(sizes_.q));
    // B changes only where some window begins or ends.
    std::set<Integer> values = {0};
    for (const std::uint32_t from : block.from) {
      if (from >= sizes_.q)
        throw CheckFailed(fmt::format("found a window from {}, expected below q = {}", from, sizes_.q));
      values.insert(from);
      values.insert((from + window) % sizes_.q);
    }
    Parts parts;
    for (const Integer& value : values) {
      Integer part = 0;
      for (std::size_t b = 0; b < block.from.size(); ++b) {
        if ((value + sizes_.q - block.from[b]) % sizes_.q < window) bit_set(part, static_cast<unsigned>(b));
      }
      parts.insert(part);
      ++report_.sets;
    }
    return parts;
  }

  std::optional<Parts> parts_of_trees(const CoverBlock& block) {
    const Integer trees = power_of_c(sizes_, 1);
    if (block.labels.size() != 1 && block.labels.size() != trees) {
      throw CheckFailed(fmt::format("found {} trees of a block, expected 1 or 2^{}", block.labels.size(), sizes_.c));
    }
    std::vector<std::vector<Strategy>> strategies;
    std::uint64_t compared = 0;
    for (const Labels& labels : block.labels) {
      strategies.push_back(strategies_of(sizes_, labels));
      compared += strategies.back().size();
    }
    Parts parts;
    std::vector<std::uint32_t> chosen(std::min(block.size, sizes_.q));
    const Integer sets = binomial(sizes_.q, chosen.size());
    if (report_.sets + sets > most_sets) throw Unsupported("found more than 2^22 sets of values, expected fewer");
    report_.sets += sets.convert_to<std::uint64_t>();
    if ((compared_ += sets.convert_to<std::uint64_t>() * compared) > most_compared) {
      throw Unsupported("found more than 2^33 strategies for all sets of values, expected fewer");
    }
    for (std::uint32_t k = 0; k < chosen.size(); ++k) chosen[k] = k;
    do {
      std::uint64_t set = 0;
      for (const std::uint32_t value : chosen) set |= std::uint64_t{1} << value;
      Integer part = 0;
      for (std::size_t b = 0; b < strategies.size(); ++b) {
        const bool served = std::any_of(strategies[b].begin(), strategies[b].end(),
                                        [&](const Strategy& one) { return (set & ~one.labels) == 0; });
        if (served) bit_set(part, static_cast<unsigned>(b));
      }
      if (part == 0)
        throw CheckFailed(fmt::format("found the values {{{}}} served by no tree", fmt::join(chosen, ",")));
      parts.insert(part);
    } while (next(chosen));
    if (block.labels.size() == 1) return std::nullopt;  // each of the C trees alike serves every set
    return parts;
  }

  /// The next list of ascending values below q; false after the last.
  bool next(std::vector<std::uint32_t>& chosen) const {
    for (std::size_t k = chosen.size(); k > 0; --k) {
      if (chosen[k - 1] + (chosen.size() - k) + 1 >= sizes_.q) continue;
      ++chosen[k - 1];
      for (std::size_t later = k; later < chosen.size(); ++later) chosen[later] = chosen[later - 1] + 1;
      return true;
    }
    return false;
  }

  void require_common(const std::vector<std::pair<Parts, std::uint32_t>>& hard) const {
    const Integer trees = power_of_c(sizes_, 1);
    Integer missing = 0;
    for (const auto& [parts, count] : hard) {
      Integer fewest = trees;
      for (const Integer& part : parts) fewest = std::min(fewest, elements(part));
      missing += count * (trees - fewest);
    }
    if (missing < trees) return;
    if (trees > most_parts) throw Unsupported("found hard blocks with C of more than 4096, expected fewer trees");
    Parts common = {(Integer(1) << static_cast<unsigned>(trees)) - 1};
    for (const auto& [parts, count] : hard) {
      for (std::uint32_t copy = 0; copy < count; ++copy) {
        Parts next;
        for (const Integer& one : common) {
          for (const Integer& other : parts) next.insert(one & other);
        }
        if (next.contains(0)) {
          throw CheckFailed(
              "found sets of values, one for each block, that no b serves, expected some b for all such sets");
        }
        common = least_of(next);
      }
    }
  }

  const OneStep& sizes_;
  const Cover& cover_;
  CoverReport report_;
  std::uint64_t compared_ = 0;
};

}  // namespace

std::string CoverReport::statement() const {
  return fmt::format(
      "{} block{} of the {} positions have trees that serve every table of {} values ({} sets of values looked at)",
      blocks, blocks == 1 ? "" : "s", sizes.m, sizes.q, sets);
}

CoverReport check_cover(const OneStep& sizes, const Cover& cover) { return CoverCheck(sizes, cover).report(); }

}  // namespace arcsat
