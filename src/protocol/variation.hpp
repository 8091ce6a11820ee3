// One size of an instance that is varied, everything else being as it is.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "protocol/instance.hpp"

namespace arcsat {

class Variation {
 public:
  /// `size`: "c", "E", "m", "n1" …, "q1" …, "thoughts" or "thought-bits". Throws InputError if the instance has no such size, or if it
  /// is one of the task and some inputs are not allowed or some messages have widths of their own, which a task of other sizes need not have.
  Variation(const Instance& start, std::string size);

  const std::string& size() const { return size_; }
  /// Where such a size begins, and where a search ends that was not told.
  std::uint32_t least() const;
  std::uint32_t usual_end() const;

  /// The instance with this value. Throws InputError or Unsupported if there is none.
  std::shared_ptr<const Instance> at(std::uint32_t value) const;
  /// The same of an instance that is already varied in another size.
  std::shared_ptr<const Instance> at(const Instance& start, std::uint32_t value) const;

 private:
  bool of_task() const { return size_ == "m" || size_[0] == 'n' || size_[0] == 'q'; }
  void require_size(const Instance& start) const;

  Instance start_;
  std::string size_;
};

}  // namespace arcsat
