// A table with one entry for each literal, found without a branch on its sign.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "cnf/literal.hpp"

namespace arcsat::elaboration {

template <class T>
class LiteralMap {
 public:
  explicit LiteralMap(std::int32_t variables) { grow(variables); }
  LiteralMap(const LiteralMap&) = delete;
  LiteralMap& operator=(const LiteralMap&) = delete;

  T& operator[](Lit lit) { return zero_[lit.dimacs()]; }
  const T& operator[](Lit lit) const { return zero_[lit.dimacs()]; }

  std::int32_t variables() const { return variables_; }
  std::size_t bytes() const { return entries_.capacity() * sizeof(T); }
  std::vector<T>& entries() { return entries_; }
  const std::vector<T>& entries() const { return entries_; }

  /// Makes room for more variables; the entries are kept.
  void grow(std::int32_t variables) {
    std::vector<T> entries(2 * static_cast<std::size_t>(variables) + 1);
    T* const zero = entries.data() + variables;
    for (std::int32_t k = -variables_; zero_ != nullptr && k <= variables_; ++k) zero[k] = std::move(zero_[k]);
    entries_.swap(entries);
    zero_ = zero;
    variables_ = variables;
  }

 private:
  std::vector<T> entries_;
  T* zero_ = nullptr;  // the entry of the number 0, which no literal has
  std::int32_t variables_ = 0;
};

}  // namespace arcsat::elaboration
