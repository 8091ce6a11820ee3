#include "certify/adaptive_slots.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_bits_in_a_context = std::uint64_t{1} << 16;

}  // namespace

AdaptiveItems::AdaptiveItems(const std::vector<AdaptiveOrder>& orders, std::uint32_t c) {
  std::set<std::tuple<std::uint32_t, int, std::int64_t>> named;
  for (const AdaptiveOrder& order : orders) {
    for (const AdaptiveContext& context : order) {
      named.emplace(context.w, 0, context.z0);
      named.emplace(context.w, 1, static_cast<std::int64_t>(context.table));
    }
  }
  for (const auto& [w, player, input] : named) {
    (player == 0 ? positions_ : tables_).emplace(std::pair(w, input), colouring_.groups.size());
    colouring_.groups.push_back(std::size_t{2} * w + static_cast<std::size_t>(player));
  }
  colouring_.colours = c < 32 ? std::uint64_t{1} << c : colouring_.groups.size();
  colouring_.colour.assign(colouring_.groups.size(), Colouring::none);
}

std::pair<bool, std::int64_t> AdaptiveItems::table_class(const Colouring& colouring,
                                                         const AdaptiveContext& context) const {
  const auto table = static_cast<std::int64_t>(context.table);
  const int colour = colouring.colour[tables_.at({context.w, table})];
  return colour == Colouring::none ? std::pair(false, table) : std::pair(true, std::int64_t{colour});
}

std::pair<bool, std::int64_t> AdaptiveItems::position_class(const Colouring& colouring,
                                                            const AdaptiveContext& context) const {
  const int colour = colouring.colour[positions_.at({context.w, context.z0})];
  return colour == Colouring::none ? std::pair(false, std::int64_t{context.z0}) : std::pair(true, std::int64_t{colour});
}

AdaptiveCount::AdaptiveCount(const TwoStep& sizes, const std::vector<bool>& whole, const AdaptiveItems& items,
                             const std::optional<std::uint32_t>& split, std::uint64_t share)
    : sizes_(sizes), whole_(whole), items_(items), left_(share) {
  if (split) known_.emplace(Kind::d, *split, Class{}, Class{});
}

std::vector<std::pair<AdaptiveCount::Slot, std::uint64_t>> AdaptiveCount::slots(const AdaptiveContext& context,
                                                                                const Colouring& colouring) const {
  const Class by_position = items_.position_class(colouring, context);
  const Class table{false, static_cast<std::int64_t>(context.table)};
  const std::uint64_t c = sizes_.c;
  std::vector<std::pair<Slot, std::uint64_t>> slots = {
      {{Kind::a2, context.w, {}, {}}, c},
      {{Kind::d, context.z0, {}, {}}, c},
      {{Kind::b2, context.w, by_position, items_.table_class(colouring, context)}, c},
  };
  if (whole_[context.table]) {
    slots.push_back({{Kind::e, 0, {}, table}, c * sizes_.m});
  } else {
    slots.push_back({{Kind::b1, context.w, by_position, table}, c});
  }
  return slots;
}

Integer AdaptiveCount::after(const AdaptiveContext& context, const Colouring& colouring) const {
  std::uint64_t bits = 0;
  for (const auto& [slot, width] : slots(context, colouring)) bits += known_.contains(slot) ? 0 : width;
  if (bits > most_bits_in_a_context) {
    throw Unsupported(fmt::format("found slots of {} bits in a context, expected at most 2^16", bits));
  }
  return (left_ << static_cast<unsigned>(bits)) / sizes_.q2;
}

void AdaptiveCount::read(const AdaptiveContext& context, const Colouring& colouring) {
  left_ = after(context, colouring);
  for (const auto& [slot, width] : slots(context, colouring)) known_.insert(slot);
}

}  // namespace arcsat
