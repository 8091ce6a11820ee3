// The allowed inputs of an instance, in a fixed order, and their projections to the later players.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "protocol/task.hpp"

namespace arcsat {

/// A non-empty set of inputs, numbered 0 … size()-1, player L's part most significant, if there are at most 2^62 and
/// what each player may hold has indices. If not, what asks for a number that does not exist gets Unsupported, which names
/// what there is too much of; the parts of the players before the first with too many inputs are numbered all the same.
///
/// What player i and everyone that it hears know depends on z_i … z_L alone (on the whole input for i = -1). The
/// projection at level i keeps the parts of players ≥ i; inputs with equal projections have consecutive numbers, and
/// the projections are numbered in the same order.
class InputSet {
 public:
  /// Every input of the task.
  static InputSet all(const Task& task);
  /// Those in which every player that has a list holds one of its indices (ascending, without repetition, not empty).
  /// Players without a list cost no memory, however many inputs they may hold.
  static InputSet restricted(const Task& task, std::map<Player, std::vector<InputIndex>> lists);
  /// Exactly these inputs (each of one index per player; sorted and made unique here).
  static InputSet tuples(std::vector<Input> inputs);

  bool numbered() const { return size_ != none; }
  std::uint64_t size() const { return existing(size_); }
  int players() const { return static_cast<int>(player_count_); }

  /// The index that player p holds in input number k; 0 for a player whose inputs have no indices.
  InputIndex value(Player p, std::uint64_t k) const;
  /// All players' parts of input number k.
  Input input(std::uint64_t k) const;

  bool contains(const Input& input) const;

  /// Whether the inputs are listed one by one. If not they are all combinations of what each player may hold: values(p)
  /// indices, and from one of them to the next it is stride(p) inputs.
  bool listed() const { return explicit_; }
  std::uint64_t values(Player p) const { return existing(list_sizes_[seat(p)]); }
  std::uint64_t stride(Player p) const { return existing(strides_[seat(p)]); }
  /// Whether some input has this part for player p. Of inputs that are not listed one by one.
  bool holds(Player p, InputIndex index) const;

  /// How many different projections at level i there are; size() for i = -1.
  std::uint64_t projections(Player i) const;
  /// The number of input k's projection at level i.
  std::uint64_t projection(Player i, std::uint64_t k) const;
  /// The least number of an input with the given projection at level i.
  std::uint64_t first_input(Player i, std::uint64_t projection) const;

 private:
  static constexpr std::uint64_t none = 0;

  InputSet() = default;
  std::uint64_t existing(std::uint64_t number) const {
    if (number == none) refuse_to_number();
    return number;
  }
  [[noreturn]] void refuse_to_number() const;

  std::size_t player_count_ = 0;
  std::uint64_t size_ = none;
  // What there is too much of, in words.
  std::string too_many_;
  // A product: the lists (empty list: the whole domain of that size) and how many inputs share each projection.
  std::vector<std::vector<InputIndex>> lists_;
  std::vector<std::uint64_t> list_sizes_;
  std::vector<std::uint64_t> strides_;
  // Tuples: the inputs one after the other, and per level the projection of each input and its first input.
  bool explicit_ = false;
  std::vector<InputIndex> flat_;
  std::vector<std::vector<std::uint32_t>> projection_of_;
  std::vector<std::vector<std::uint32_t>> first_of_;
};

}  // namespace arcsat
