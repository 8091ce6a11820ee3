#include "certify/cover_protocol.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// One block, with its trees ready to be searched.
class Served {
 public:
  Served(const OneStep& sizes, const CoverBlock& block) : sizes_(sizes), block_(block) {
    for (const Labels& labels : block.labels) {
      trees_.push_back({&labels, strategies_of(sizes, labels)});
    }
  }

  /// By value: the leaf of tree b that its strategy for all of `values` leaves reachable; empty if it has none.
  std::vector<std::uint64_t> leaves_for(std::uint32_t b, const std::vector<std::uint32_t>& values) const {
    if (block_.by == CoverBlock::By::trees) return leaves_of_a_tree(trees_[trees_.size() == 1 ? 0 : b], values);
    std::vector<std::uint64_t> leaves;
    for (const std::uint32_t value : values) {
      const std::optional<std::uint64_t> leaf = leaf_for(b, value);
      if (!leaf) return {};
      leaves.push_back(*leaf);
    }
    return leaves;
  }

 private:
  struct LabelledTree {
    const Labels* labels;
    std::vector<Strategy> strategies;
  };

  static std::vector<std::uint64_t> leaves_of_a_tree(const LabelledTree& tree,
                                                     const std::vector<std::uint32_t>& values) {
    std::uint64_t set = 0;
    for (const std::uint32_t value : values) set |= std::uint64_t{1} << value;
    for (const Strategy& strategy : tree.strategies) {
      if ((set & ~strategy.labels) != 0) continue;
      std::vector<std::uint64_t> leaves;
      for (const std::uint32_t value : values) {
        leaves.push_back(*std::find_if(strategy.leaves.begin(), strategy.leaves.end(),
                                       [&](std::uint32_t leaf) { return (*tree.labels)[leaf] == value; }));
      }
      return leaves;
    }
    return {};
  }

  std::optional<std::uint64_t> leaf_for(std::uint32_t b, std::uint64_t value) const {
    if (block_.by == CoverBlock::By::leaves) return value;
    if (block_.by == CoverBlock::By::windows) {
      const std::uint64_t place = (value + sizes_.q - block_.from[b]) % sizes_.q;
      return place < leaves(sizes_) ? std::optional(place) : std::nullopt;
    }
    std::uint64_t leaf = 0;  // u_1 … u_R are the digits of the value; each v is 0
    for (std::uint32_t round = 0; round < sizes_.rounds(); ++round) {
      const std::uint64_t digit = value & ((std::uint64_t{1} << sizes_.c) - 1);
      if (round * 2 * sizes_.c < 64) leaf |= digit << (round * 2 * sizes_.c);
      value >>= sizes_.c;
    }
    return leaf;
  }

  const OneStep& sizes_;
  const CoverBlock& block_;
  std::vector<LabelledTree> trees_;
};

class CoverRuns {
 public:
  CoverRuns(const std::shared_ptr<const Instance>& instance, const Cover& cover)
      : instance_(instance), sizes_(one_step_of(*instance)) {
    for (const CoverBlock& block : cover.blocks) {
      for (std::uint32_t copy = 0; copy < block.count; ++copy) {
        blocks_.emplace_back(sizes_, block);
        block_of_.insert(block_of_.end(), block.size, static_cast<std::uint32_t>(blocks_.size() - 1));
      }
    }
  }

  Protocol protocol(const Budget& budget) {
    ProtocolBuilder builder(instance_);
    const InputSet& inputs = instance_->inputs();
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      if ((k & 0x3ff) == 0) budget.check();
      const Input input = inputs.input(k);
      if (k == 0 || input[seat(1)] != table_) choose(input[seat(1)]);
      builder.record(k, run(input[seat(0)]));
    }
    return builder.finish();
  }

 private:
  /// b, and a leaf for each position, for player 1's table.
  void choose(InputIndex table) {
    table_ = table;
    const std::vector<std::uint32_t> values = instance_->task().digits(1, table);
    const std::uint64_t trees = std::uint64_t{1} << sizes_.c;
    for (right_ = 0; right_ < trees; ++right_) {
      leaf_of_.clear();
      const bool serves_all = std::all_of(blocks_.begin(), blocks_.end(), [&](const Served& block) {
        std::vector<std::uint32_t> asked;
        for (std::size_t position = 0; position < values.size(); ++position) {
          if (&blocks_[block_of_[position]] == &block) asked.push_back(values[position]);
        }
        const std::vector<std::uint64_t> leaves = block.leaves_for(right_, asked);
        leaf_of_.insert(leaf_of_.end(), leaves.begin(), leaves.end());
        return !leaves.empty();
      });
      if (serves_all) return;
    }
    throw CheckFailed(fmt::format("found the table ({}) served by no b", fmt::join(values, ",")));
  }

  Transcript run(InputIndex position) const {
    Transcript transcript;
    transcript.values.resize(instance_->messages());
    const auto say = [&](int epoch, Player from, Player to, std::uint32_t value) {
      transcript.values[instance_->number({epoch, from, to})] = value;
    };
    const std::vector<std::uint32_t> path = path_of(sizes_, leaf_of_[position]);
    say(1, 0, first_player, block_of_[position]);
    say(1, 1, first_player, right_);
    for (std::uint32_t round = 0; round < sizes_.rounds(); ++round) {
      const int epoch = static_cast<int>(round) + 1;
      say(epoch, 1, 0, path[2 * round + 1]);  // what player 0 is to say in the next epoch
      say(epoch + 1, 1, first_player, path[2 * round]);
      say(epoch + 1, 0, first_player, path[2 * round + 1]);
    }
    transcript.answer = instance_->task().digits(1, table_)[position];
    return transcript;
  }

  std::shared_ptr<const Instance> instance_;
  OneStep sizes_;
  std::vector<Served> blocks_;
  std::vector<std::uint32_t> block_of_;  // by position
  InputIndex table_ = 0;
  std::uint32_t right_ = 0;
  std::vector<std::uint64_t> leaf_of_;  // by position
};

}  // namespace

Protocol cover_protocol(const std::shared_ptr<const Instance>& instance, const Cover& cover, const Budget& budget) {
  return CoverRuns(instance, cover).protocol(budget);
}

}  // namespace arcsat
