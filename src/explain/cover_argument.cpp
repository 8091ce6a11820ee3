// A cover, for one step: blocks of positions and their trees.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "explain/witness_argument.hpp"

namespace arcsat {

namespace {

/// A block of positions, and where it begins.
struct PlacedBlock {
  const CoverBlock* block;
  std::uint32_t first;
};

std::string kind_in_words(const CoverBlock& block) {
  switch (block.by) {
    case CoverBlock::By::stream:
      return "player 0 spells the value, digit by digit: leaf u_1 ... u_R has the label of that number";
    case CoverBlock::By::leaves:
      return "leaf i has the label i";
    case CoverBlock::By::windows:
      return fmt::format("leaf i of tree b has the label from[b] + i, from = {}", fmt::join(block.from, ","));
    case CoverBlock::By::trees:
      return block.labels.size() == 1 ? "one tree for all b, below" : "trees, below";
  }
  throw InternalError("a block that is none of the four");
}

class CoverInWords {
 public:
  CoverInWords(const OneStep& sizes, const Cover& cover) : sizes_(sizes) {
    std::uint32_t first = 0;
    for (const CoverBlock& block : cover.blocks) {
      for (std::uint32_t k = 0; k < block.count; ++k, first += block.size) blocks_.push_back({&block, first});
    }
  }

  void add_blocks(Argument& argument) const {
    constexpr std::size_t most_blocks = 16;
    constexpr std::size_t most_rows = 12;
    constexpr std::size_t most_labels = 64;
    ArgumentTable table{.heads = {"block", "positions", "trees"}, .rows = {}};
    for (std::size_t a = 0; a < blocks_.size() && a < most_blocks; ++a) {
      const std::uint32_t last = blocks_[a].first + blocks_[a].block->size - 1;
      table.rows.push_back(
          {std::to_string(a),
           last == blocks_[a].first ? std::to_string(last) : fmt::format("{} to {}", blocks_[a].first, last),
           kind_in_words(*blocks_[a].block)});
    }
    argument.emplace_back(std::move(table));
    if (blocks_.size() > most_blocks)
      argument.emplace_back(fmt::format("... and {} blocks more.", blocks_.size() - most_blocks));
    ArgumentTable trees{.heads = {"block", "tree b", "labels of its leaves, by v_1 u_1 v_2 ..."}, .rows = {}};
    std::size_t left_out = 0;
    for (std::size_t a = 0; a < blocks_.size(); ++a) {
      const CoverBlock& block = *blocks_[a].block;
      for (std::size_t b = 0; b < block.labels.size(); ++b) {
        if (trees.rows.size() == most_rows) {
          ++left_out;
          continue;
        }
        const std::size_t shown = std::min(block.labels[b].size(), most_labels);
        std::string labels = fmt::format(
            "{}",
            fmt::join(block.labels[b].begin(), block.labels[b].begin() + static_cast<std::ptrdiff_t>(shown), " "));
        if (shown < block.labels[b].size()) labels += " ...";
        trees.rows.push_back(
            {std::to_string(a), block.labels.size() == 1 ? "all" : std::to_string(b), std::move(labels)});
      }
    }
    if (!trees.rows.empty()) argument.emplace_back(std::move(trees));
    if (left_out > 0) argument.emplace_back(fmt::format("... and {} trees more, in cover.json.", left_out));
  }

  /// A table and a position: which tree serves the table's values in every block, and the way down to the answer.
  void add_example(Argument& argument) const {
    constexpr std::uint32_t most_positions = 64;
    constexpr std::uint32_t most_values = 64;
    constexpr std::uint32_t most_trees = 16;
    const Integer trees = power_of_c(sizes_, 1);
    const bool listed = std::all_of(blocks_.begin(), blocks_.end(),
                                    [](const PlacedBlock& one) { return one.block->by == CoverBlock::By::trees; });
    if (sizes_.m > most_positions || sizes_.q > most_values || trees > most_trees || !listed) return;
    std::vector<std::uint32_t> table;
    for (std::uint32_t p = 0; p < sizes_.m; ++p) table.push_back((p * 3 + 1) % sizes_.q);
    const std::uint32_t z0 = sizes_.m / 2;
    for (std::uint32_t b = 0; b < trees; ++b) {
      std::size_t block_of_z0 = 0;
      std::optional<Strategy> taken;
      bool right = true;
      for (std::size_t a = 0; a < blocks_.size() && right; ++a) {
        const auto strategy = serving(blocks_[a], b, table);
        right = strategy.has_value();
        if (z0 >= blocks_[a].first && z0 < blocks_[a].first + blocks_[a].block->size) {
          block_of_z0 = a;
          taken = strategy;
        }
      }
      if (!right || !taken) continue;
      const Labels& labels = labels_of(*blocks_[block_of_z0].block, b);
      const auto leaf = std::find_if(taken->leaves.begin(), taken->leaves.end(),
                                     [&](std::uint32_t one) { return labels[one] == table[z0]; });
      if (leaf == taken->leaves.end()) throw CheckFailed("found a strategy without the label that it serves");
      const std::vector<std::uint32_t> path = path_of(sizes_, *leaf);
      argument.emplace_back(fmt::format("For example z_0 = {}, z_1 = ({}):", z0, fmt::join(table, " ")));
      ArgumentTable run{.heads = {"where", "says"}, .rows = {}};
      run.rows.push_back({"epoch 1, player 0 to player -1: the block", std::to_string(block_of_z0)});
      run.rows.push_back({"epoch 1, player 1 to player -1: the tree", std::to_string(b)});
      for (std::size_t k = 0; k < path.size(); ++k) {
        run.rows.push_back({fmt::format("epoch {}, player {} to player -1: {}_{}", k / 2 + 2, k % 2 == 0 ? 1 : 0,
                                        k % 2 == 0 ? "v" : "u", k / 2 + 1),
                            std::to_string(path[k])});
      }
      run.rows.push_back({"the answer: the leaf's label", std::to_string(labels[*leaf])});
      argument.emplace_back(std::move(run));
      argument.emplace_back(fmt::format("The right answer is z_1({}) = {}.", z0, table[z0]));
      return;
    }
    throw CheckFailed("found no tree that serves a table, expected one");
  }

 private:
  static const Labels& labels_of(const CoverBlock& block, std::uint32_t b) {
    return block.labels.size() == 1 ? block.labels.front() : block.labels[b];
  }

  /// How player 1 plays in tree b of a block so that every value of the table there can be reached.
  std::optional<Strategy> serving(const PlacedBlock& placed, std::uint32_t b,
                                  const std::vector<std::uint32_t>& table) const {
    std::uint64_t wanted = 0;
    for (std::uint32_t p = 0; p < placed.block->size; ++p) wanted |= std::uint64_t{1} << table[placed.first + p];
    for (Strategy& strategy : strategies_of(sizes_, labels_of(*placed.block, b))) {
      if ((wanted & ~strategy.labels) == 0) return std::move(strategy);
    }
    return std::nullopt;
  }

  const OneStep& sizes_;
  std::vector<PlacedBlock> blocks_;
};

}  // namespace

Argument argument_of(const OneStep& sizes, const Cover& cover) {
  Argument argument = {
      fmt::format("The positions are cut into blocks; each block has a tree for each of {} numbers b. Player 0 says "
                  "which block "
                  "z_0 is in, player 1 a b whose trees serve the values that z_1 has in each block.",
                  power_of_c(sizes, 1).str()),
      fmt::format(
          "In each of the {} epoch{} after the first player 1 picks a branch v and player 0, whom player 1 tells "
          "which, a "
          "branch u: the label of the leaf where they end is the answer. A tree serves a set of values if player 1 can "
          "play so that player 0 reaches each.",
          sizes.rounds(), sizes.rounds() == 1 ? "" : "s")};
  const CoverInWords words(sizes, cover);
  words.add_blocks(argument);
  words.add_example(argument);
  return argument;
}

}  // namespace arcsat
