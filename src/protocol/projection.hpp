// The allowed inputs as some of the players or tokens see them.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "protocol/input_set.hpp"
#include "protocol/scheme.hpp"

namespace arcsat {

/// Inputs that agree on some parts, numbered by first occurrence in the order of the inputs.
class Projection {
 public:
  /// `parts`: ascending, without repetition, of a player either the whole or entries.
  Projection(const InputSet& inputs, const Task& task, const std::vector<Part>& parts);

  std::uint64_t size() const { return size_; }
  /// The number of the class that input k is in.
  std::uint64_t of(std::uint64_t k) const;
  /// The least number of an input in a class.
  std::uint64_t first(std::uint64_t number) const;

 private:
  /// Neighbouring parts that count, of inputs that are a product.
  struct Run {
    std::uint64_t stride;  // between inputs whose parts differ by one
    std::uint64_t values;
    std::uint64_t weight;  // of one in the number of the class
    // Of entries of a player that may not hold every table: the class of each of its tables, and the first of each class.
    std::vector<std::uint32_t> class_of = {};
    std::vector<std::uint32_t> first_of = {};
  };
  void add_run(std::uint64_t stride, std::uint64_t values);
  void add_listed_run(const InputSet& inputs, const Task& task, std::span<const Part> entries);

  std::uint64_t size_ = 1;
  std::vector<Run> runs_;
  // Of inputs that are listed:
  std::vector<std::uint32_t> class_of_;
  std::vector<std::uint32_t> first_of_;
};

/// The parts of the input that views and slots depend on: the transitive closure over the slots.
class Supports {
 public:
  explicit Supports(const Scheme& scheme);
  Supports(Supports&&) = default;
  Supports(const Supports&) = delete;  // its sets are shared by address

  /// Ascending.
  const std::vector<Part>& of(std::size_t slot) const { return *slots_[slot]; }
  const std::vector<Part>& of(const View& view);
  /// Of one of a slot's terms.
  const std::vector<Part>& of(const Slot& slot, std::size_t term) {
    return *joined(view(slot.terms[term]), view(slot.to));
  }

 private:
  using Set = const std::vector<Part>*;
  Set interned(std::vector<Part> set) { return &*sets_.insert(std::move(set)).first; }
  Set joined(Set one, Set other);
  Set view(const View& view);

  const Scheme& scheme_;
  std::set<std::vector<Part>> sets_;
  std::vector<Set> slots_;
  std::vector<std::map<std::uint32_t, Set>> views_;  // by holder, then by what it received
};

/// The projections of an instance's inputs that its scheme asks for, each made once.
class Projections {
 public:
  /// Both must outlive it.
  Projections(const InputSet& inputs, const Scheme& scheme) : inputs_(inputs), scheme_(scheme), supports_(scheme) {}

  /// Onto what a slot's value depends on.
  const Projection& of(std::size_t slot) { return onto(supports_.of(slot)); }
  /// Onto what one of its terms depends on.
  const Projection& of(const Slot& slot, std::size_t term) { return onto(supports_.of(slot, term)); }
  /// Onto what a view depends on.
  const Projection& of(const View& view) { return onto(supports_.of(view)); }
  /// Onto the parts that the holders of these views hold themselves.
  const Projection& held(const View& one, const View& other);
  const Projection& onto(const std::vector<Part>& parts);

 private:
  const InputSet& inputs_;
  const Scheme& scheme_;
  Supports supports_;
  std::map<std::vector<Part>, Projection> made_;
};

}  // namespace arcsat
