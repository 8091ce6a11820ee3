#include "run/adaptive_orders.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "certify/adaptive_slots.hpp"

namespace arcsat {

namespace {

/// How many beginnings of orders are pursued at once, by how little they leave.
constexpr std::size_t beam = 24;

struct Beginning {
  AdaptiveCount count;
  AdaptiveOrder order;
  std::set<std::pair<std::uint32_t, std::uint32_t>> entries;
};

class Orders {
 public:
  Orders(const TwoStep& sizes, const AdaptiveChoice& choice, StepLimit& limit)
      : choice_(choice),
        whole_(choice.z1.size(), choice.whole),
        items_({choice.contexts}, sizes.c),
        start_(sizes, whole_, items_, choice.split, choice.share),
        limit_(limit) {}

  Colouring colouring() const { return items_.colouring(); }

  bool leaves_nothing(const AdaptiveOrder& order, const Colouring& colouring) const {
    limit_.take(order.size());
    AdaptiveCount count = start_;
    for (const AdaptiveContext& context : order) count.read(context, colouring);
    return count.left() == 0;
  }

  /// The best context after the best beginnings, until nothing is left.
  std::optional<AdaptiveOrder> order_for(const Colouring& colouring) const {
    std::vector<Beginning> beginnings = {{start_, {}, {}}};
    while (!beginnings.empty() && limit_.take(beginnings.size() * choice_.contexts.size())) {
      struct Step {
        Integer left;
        const Beginning* before;
        const AdaptiveContext* context;
      };
      std::vector<Step> steps;
      for (const Beginning& before : beginnings) {
        for (const AdaptiveContext& context : choice_.contexts) {
          if (before.entries.contains(entry(context))) continue;
          steps.push_back({before.count.after(context, colouring), &before, &context});
        }
      }
      std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.left < b.left; });
      if (steps.size() > beam) steps.resize(beam);
      std::vector<Beginning> longer;
      for (const Step& step : steps) {
        Beginning& next = longer.emplace_back(*step.before);
        next.count.read(*step.context, colouring);
        next.order.push_back(*step.context);
        next.entries.insert(entry(*step.context));
        if (step.left == 0) return std::move(next.order);
      }
      beginnings = std::move(longer);
    }
    return std::nullopt;
  }

 private:
  std::pair<std::uint32_t, std::uint32_t> entry(const AdaptiveContext& context) const {
    return {context.w, choice_.z1[context.table][context.z0]};
  }

  const AdaptiveChoice& choice_;
  std::vector<bool> whole_;
  AdaptiveItems items_;
  AdaptiveCount start_;
  StepLimit& limit_;
};

}  // namespace

std::optional<AdaptivePhase> orders_for_every_control(const TwoStep& sizes, const AdaptiveChoice& choice,
                                                      StepLimit& limit) {
  const Orders orders(sizes, choice, limit);
  Colouring colouring = orders.colouring();
  AdaptivePhase phase;
  phase.share = choice.share;
  const ShownFor shown = [&](const Colouring& tried, std::size_t coloured) {
    if (limit.reached()) return false;
    for (auto known = phase.orders.rbegin(); known != phase.orders.rend(); ++known) {
      if (orders.leaves_nothing(*known, tried)) return true;
    }
    // Some order may do without any of the control; else it takes all of it.
    if (coloured > 0 && coloured < tried.groups.size()) return false;
    std::optional<AdaptiveOrder> order = orders.order_for(tried);
    if (!order) return false;
    phase.orders.push_back(std::move(*order));
    return true;
  };
  if (!shown_for_every_colouring(colouring, shown, std::numeric_limits<std::uint64_t>::max())) return std::nullopt;
  return phase;
}

}  // namespace arcsat
