// What a function must be in some contexts: given values, or a bit that tells some contexts apart.
#pragma once

#include <optional>

#include "explain/contexts.hpp"

namespace arcsat {

/// Two contexts in which a bit must be equal, or must differ; `nothing` in place of the other: it must be 0, or 1.
struct BitConstraint {
  static constexpr std::uint32_t nothing = ~std::uint32_t{0};
  std::uint32_t one;
  std::uint32_t other;
  bool differ;
};

class Target {
 public:
  /// A bit, in all contexts.
  static Target bit(const Contexts& contexts, std::vector<BitConstraint> constraints);
  /// These values, by context.
  static Target values(const Contexts& contexts, Column values);

  const std::vector<std::uint32_t>& chosen() const { return chosen_; }
  const std::vector<BitConstraint>& constraints() const { return constraints_; }
  bool is_bit() const { return is_bit_; }
  /// Whether anything does.
  bool free() const { return is_bit_ ? constraints_.empty() : chosen_.empty(); }

  /// A value for each class of contexts that does; none if there is none.
  std::optional<Column> by_class(const InputClasses& classes) const;
  /// Whether a function of these readings does; stops at the first two contexts that show that none does.
  bool told_by(const Contexts& contexts, const std::vector<std::size_t>& readings) const;
  /// One part of the contexts for each value of a reading in them. Where a bit ties contexts of two parts to each other, it is
  /// fixed first.
  std::vector<std::pair<std::uint32_t, Target>> split_by(const Column& reading) const;
  /// Contexts in which these values, by context, are wrong, or the two of a constraint; no more than so many.
  std::vector<std::uint32_t> wrong(const Column& found, std::size_t most) const;
  /// The same for some contexts alone, renumbered in this order; constraints between others and them are left out.
  Target part(const std::vector<std::uint32_t>& chosen) const;
  /// Bit b of values, as a target.
  Target bit_of_values(unsigned bit) const;
  std::uint32_t largest() const;

 private:
  bool is_bit_ = true;
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> chosen_;
  std::vector<BitConstraint> constraints_;
  Column values_;
};

/// A graph of equal and different bits.
class ParityForest {
 public:
  explicit ParityForest(std::size_t nodes) : parent_(nodes), parity_(nodes), size_(nodes, 1) {
    for (std::size_t k = 0; k < nodes; ++k) parent_[k] = static_cast<std::uint32_t>(k);
  }

  enum class Join { fresh, known, contradiction };
  Join join(std::uint32_t a, std::uint32_t b, bool differ);
  /// The root of a node, and whether it differs from it.
  std::pair<std::uint32_t, bool> root(std::uint32_t node) const;

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint8_t> parity_;
  std::vector<std::uint32_t> size_;
};

}  // namespace arcsat
