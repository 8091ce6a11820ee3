// What the constructions have in common.
#pragma once

#include <functional>
#include <string>

#include "transformer/construction.hpp"
#include "transformer/prompt.hpp"

namespace arcsat {

/// ⌈log2 values⌉, at least 1.
unsigned precision_for(std::uint64_t values);

/// A Transformer of a construction being written down. The coordinates one, key, key², ask and ask² are for matching: a
/// token that asks for r has with one whose key is k the score -(k - r)², which is 0 for k = r alone. Who asks for nothing
/// asks for -1. Keys of a prompt are the tokens' numbers, unless they are set otherwise.
class ConstructionWriter {
 public:
  /// `least`: the bits of the largest sum. Throws InputError if the precision that is wanted is less.
  ConstructionWriter(const Task& task, const ModelKind& kind, int layers, const Wanted& wanted, unsigned least,
                     const std::vector<std::string>& other_coordinates);

  const Prompt& prompt() const { return prompt_; }
  std::uint32_t coordinate(const std::string& name) const;
  /// Of a token with a value.
  std::int64_t& at(std::size_t token, std::uint64_t value, const std::string& name);
  /// Its key, or what it asks for, and the square.
  void set(std::size_t token, std::uint64_t value, const std::string& name, std::int64_t number);

  /// ⟨Q x, K y⟩ = -(key of y - what x asks for)², by the coordinates of these names.
  Head matching(const std::string& ask, const std::string& key, const std::string& value) const;
  /// The same update in every row: reads and writes by name.
  TableUpdate table(const std::vector<std::string>& reads, const std::vector<std::string>& writes) const;
  /// Throws Unsupported if the tables have more than 2^18 rows in all.
  void add_row(TableUpdate& table, Row key, Row value);
  void add_layer(Head head, TableUpdate update);

  /// The finished Transformer, with the answer in the coordinate "answer" and the thought in "thought".
  Transformer finish();

 private:
  Transformer result_;
  Prompt prompt_;
  std::size_t rows_ = 0;
};

}  // namespace arcsat
