#include "run/closed_form_search.hpp"

#include <iterator>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "protocol/decoder_instance.hpp"
#include "run/closed_form_filling.hpp"
#include "run/closed_form_plan.hpp"

namespace arcsat {

namespace {

// Slots times L²: what a slot's filling takes.
constexpr std::uint64_t most_work = std::uint64_t{1} << 14;
// Slots that say something; each is left out once, and the rest checked.
constexpr std::size_t most_slots_tried = 256;

bool holds(const ClosedForm& form) {
  try {
    check_closed_form(form);
    return true;
  } catch (const CheckFailed&) {
    return false;
  } catch (const Unsupported&) {
    return false;
  }
}

/// Leaves out what is not needed, the last slots first.
void shrink(ClosedForm& form, const Budget& budget) {
  if (form.slots.size() > most_slots_tried) return;
  std::vector<std::size_t> numbers;
  for (const auto& [number, terms] : form.slots) numbers.push_back(number);
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    for (std::size_t k = form.slots[*number].size(); k-- > 0;) {
      budget.check();
      const std::vector<Term> terms = form.slots[*number];
      std::vector<Term>& fewer = form.slots[*number];
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
      if (fewer.empty()) form.slots.erase(*number);
      if (!holds(form)) form.slots[*number] = terms;
    }
  }
}

std::vector<Filling> fillings_for(const Instance& instance) {
  std::vector<Filling> fillings;
  const ModelFacts facts = facts_of(instance.model().kind);
  using Thought = Filling::Thought;
  for (const bool share_out : {true, false}) {
    for (const bool rows : {true, false}) {
      fillings.push_back({.share_out = share_out, .rows = rows});
      if (facts.thoughts == 0) continue;
      fillings.push_back({.share_out = share_out, .rows = rows, .thought = Thought::queries});
      fillings.push_back({.share_out = share_out, .rows = rows, .thought = Thought::answer});
    }
  }
  if (facts.both_ways) {
    for (Player p = instance.last_player(); p >= 0; --p) fillings.push_back({.gatherer = p});
  }
  return fillings;
}

}  // namespace

std::optional<ClosedForm> find_closed_form(const std::shared_ptr<const Instance>& instance, const Budget& budget) {
  if (const auto decoder = as_decoder(instance)) {
    std::optional<ClosedForm> form = plan_by_streams(*decoder);
    if (form && holds(*form)) return form;
  }
  if (instance->model().granularity != Granularity::functions) return std::nullopt;
  const auto length = static_cast<std::uint64_t>(instance->last_player());
  if (instance->scheme().slots() * length * length > most_work) return std::nullopt;
  for (const Filling& filling : fillings_for(*instance)) {
    ClosedForm form = SlotFiller(instance, filling).fill(budget);
    if (!holds(form)) continue;
    shrink(form, budget);
    return form;
  }
  return std::nullopt;
}

}  // namespace arcsat
