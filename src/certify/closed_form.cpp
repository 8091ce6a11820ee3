#include "certify/closed_form.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "certify/deduction.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_place = std::uint64_t{1} << 62;
/// Each may be compared with all that stand before it.
constexpr std::uint64_t most_items = std::uint64_t{1} << 14;

void require_quantity(const Task& task, const Quantity& quantity) {
  const Player l = quantity.number;
  if (quantity.kind == Quantity::Kind::query) {
    if (l < 1 || l >= task.length()) throw CheckFailed(fmt::format("found w_{}, expected a query of the task", l));
    if (quantity.start || !quantity.queries.empty()) {
      throw CheckFailed("found a query that is a function of something, expected a number");
    }
    return;
  }
  if (l < 0 || l > task.length()) throw CheckFailed(fmt::format("found i_{}, expected i_0 to i_{}", l, task.length()));
  if (quantity.start && (*quantity.start < 0 || *quantity.start >= l)) {
    throw CheckFailed(fmt::format("found i_{} as a function of i_{}, expected one before it", l, *quantity.start));
  }
  Player least = std::max(1, quantity.start.value_or(0));
  for (const Player k : quantity.queries) {
    if (k < least || k >= l) {
      throw CheckFailed(
          fmt::format("found i_{} as a function of w_{}, expected ascending queries that it may depend on", l, k));
    }
    least = k + 1;
  }
}

void require_term(const Task& task, const Term& term) {
  if (term.items.empty()) throw CheckFailed("found a term of nothing, expected items");
  for (const Item& item : term.items) {
    require_quantity(task, item.quantity);
    const unsigned bits = bits_of(task, item.quantity);
    if (item.first > item.end || item.end > bits) {
      throw CheckFailed(fmt::format("found the bits {} to {} of a number of {} bits", item.first, item.end, bits));
    }
  }
  if (term.first > most_place || term.bits > most_place) throw CheckFailed("found bits beyond 2^62");
}

}  // namespace

ClosedFormReport check_closed_form(const ClosedForm& form) {
  const Instance& instance = *form.instance;
  const Scheme& scheme = instance.scheme();
  if (instance.model().granularity != Granularity::functions) {
    throw CheckFailed("found a closed form of sums over tokens, expected players that hold whole functions");
  }
  // All terms are well formed before any is reasoned about.
  std::uint64_t items = 0;
  for (const auto& [number, terms] : form.slots) {
    if (number >= scheme.slots()) throw CheckFailed("found a slot that the model does not have");
    for (const Term& term : terms) {
      require_term(instance.task(), term);
      items += term.items.size();
    }
  }
  if (items > most_items) throw Unsupported(fmt::format("found terms of {} items, expected at most 2^14", items));
  Knowledge knowledge(instance.task(), scheme, form.slots);
  ClosedFormReport report;
  for (const auto& [number, terms] : form.slots) {
    const Slot& slot = scheme.slot(number);
    Deduction both = knowledge.of(slot.terms.front(), slot.to);
    Integer bits = 0;
    for (std::size_t k = 0; k < terms.size(); ++k) {
      if (!both.knows(terms[k])) {
        throw CheckFailed(
            fmt::format("{}: found that term {} does not follow from what the two know, expected that it does",
                        place_of(slot), k + 1));
      }
      bits += terms[k].bits;
    }
    if (bits > slot.bits) {
      throw CheckFailed(
          fmt::format("{}: found terms of {} bits, expected at most {}", place_of(slot), bits.str(), slot.bits));
    }
    report.bits += bits;
    ++report.slots;
  }
  const Quantity answer = {Quantity::Kind::intermediate, instance.task().length(), std::nullopt, {}};
  if (!knowledge.of(scheme.answer()).knows_all(answer)) {
    throw CheckFailed("found that the answer does not follow from the last view, expected that it does");
  }
  return report;
}

std::string ClosedFormReport::statement() const {
  return fmt::format(
      "{} slot{} say {} bit{}, each of them known to sender and receiver together, and the answer follows from the "
      "last "
      "view",
      slots, slots == 1 ? "" : "s", bits.str(), bits == 1 ? "" : "s");
}

}  // namespace arcsat
