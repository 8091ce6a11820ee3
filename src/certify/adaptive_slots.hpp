// Which slots the contexts of an order read, under a control that is known in part, and how many messages are left.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "certify/adaptive_bound.hpp"
#include "certify/colourings.hpp"

namespace arcsat {

/// The classes of tables by a1[w, ·] and of positions by a0[w, ·] as things to be coloured, query by query.
class AdaptiveItems {
 public:
  /// Those that some of the orders name.
  AdaptiveItems(const std::vector<AdaptiveOrder>& orders, std::uint32_t c);

  Colouring colouring() const { return colouring_; }
  /// A key that is the same for tables of one class at w. A table without a colour is a class of its own.
  std::pair<bool, std::int64_t> table_class(const Colouring& colouring, const AdaptiveContext& context) const;
  std::pair<bool, std::int64_t> position_class(const Colouring& colouring, const AdaptiveContext& context) const;

 private:
  using Places = std::map<std::pair<std::uint32_t, std::int64_t>, std::size_t>;

  Colouring colouring_;
  Places tables_;
  Places positions_;
};

/// The assignments that are left while an order is followed.
class AdaptiveCount {
 public:
  /// `tables`: for each table whether its e is counted. All must outlive the count.
  AdaptiveCount(const TwoStep& sizes, const std::vector<bool>& whole, const AdaptiveItems& items,
                const std::optional<std::uint32_t>& split, std::uint64_t share);

  /// What would be left after this context.
  Integer after(const AdaptiveContext& context, const Colouring& colouring) const;
  void read(const AdaptiveContext& context, const Colouring& colouring);
  const Integer& left() const { return left_; }

 private:
  enum class Kind { a2, d, b2, e, b1 };
  using Class = std::pair<bool, std::int64_t>;
  using Slot = std::tuple<Kind, std::uint32_t, Class, Class>;

  std::vector<std::pair<Slot, std::uint64_t>> slots(const AdaptiveContext& context, const Colouring& colouring) const;

  const TwoStep& sizes_;
  const std::vector<bool>& whole_;
  const AdaptiveItems& items_;
  std::set<Slot> known_;
  Integer left_;
};

}  // namespace arcsat
