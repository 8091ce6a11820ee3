#include "protocol/projection.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace arcsat {

Projection::Projection(const InputSet& inputs, const Task& task, const std::vector<Part>& parts) {
  if (inputs.listed()) {
    std::map<Input, std::uint32_t> number_of;
    class_of_.reserve(inputs.size());
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      Input seen;
      for (const Part& part : parts) seen.push_back(value_of(task, part, inputs.value(part.player, k)));
      const auto [place, fresh] = number_of.try_emplace(std::move(seen), static_cast<std::uint32_t>(first_of_.size()));
      if (fresh) first_of_.push_back(static_cast<std::uint32_t>(k));
      class_of_.push_back(place->second);
    }
    size_ = first_of_.size();
    return;
  }
  inputs.size();  // refuses inputs that have no numbers
  for (std::size_t k = 0; k < parts.size();) {
    const Part& part = parts[k];
    std::size_t end = k + 1;
    if (part.position == Part::whole) {
      add_run(inputs.stride(part.player), inputs.values(part.player));
    } else if (inputs.values(part.player) == task.domain(part.player)) {
      add_run(inputs.stride(part.player) * task.weight(part.player, static_cast<std::uint64_t>(part.position)),
              task.range(part.player));
    } else {
      while (end < parts.size() && parts[end].player == part.player) ++end;
      add_listed_run(inputs, task, std::span(parts).subspan(k, end - k));
    }
    k = end;
  }
}

/// Joins it to the run before it if nothing is left out between the two.
void Projection::add_run(std::uint64_t stride, std::uint64_t values) {
  if (!runs_.empty() && runs_.back().class_of.empty() && runs_.back().stride * runs_.back().values == stride) {
    runs_.back().values *= values;
  } else {
    runs_.push_back({stride, values, size_});
  }
  size_ *= values;
}

void Projection::add_listed_run(const InputSet& inputs, const Task& task, std::span<const Part> entries) {
  const Player player = entries.front().player;
  const std::uint64_t stride = inputs.stride(player);
  Run run{stride, inputs.values(player), size_};
  std::map<std::vector<std::uint32_t>, std::uint32_t> number_of;
  for (std::uint64_t place = 0; place < run.values; ++place) {
    std::vector<std::uint32_t> seen;
    for (const Part& part : entries) seen.push_back(value_of(task, part, inputs.value(player, place * stride)));
    const auto [known, fresh] = number_of.try_emplace(std::move(seen), static_cast<std::uint32_t>(run.first_of.size()));
    if (fresh) run.first_of.push_back(static_cast<std::uint32_t>(place));
    run.class_of.push_back(known->second);
  }
  size_ *= run.first_of.size();
  runs_.push_back(std::move(run));
}

std::uint64_t Projection::of(std::uint64_t k) const {
  if (!class_of_.empty()) return class_of_[k];
  std::uint64_t number = 0;
  for (const Run& run : runs_) {
    const std::uint64_t place = k / run.stride % run.values;
    number += (run.class_of.empty() ? place : run.class_of[place]) * run.weight;
  }
  return number;
}

std::uint64_t Projection::first(std::uint64_t number) const {
  if (!class_of_.empty()) return first_of_[number];
  std::uint64_t k = 0;
  for (const Run& run : runs_) {
    const std::uint64_t place = run.class_of.empty() ? number / run.weight % run.values
                                                     : run.first_of[number / run.weight % run.first_of.size()];
    k += place * run.stride;
  }
  return k;
}

Supports::Supports(const Scheme& scheme) : scheme_(scheme) {
  views_.resize(static_cast<std::size_t>(scheme.last_holder() - scheme.first_holder() + 1));
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    Set all = view(slot.to);
    for (const View& term : slot.terms) all = joined(all, view(term));
    slots_.push_back(all);
  }
}

Supports::Set Supports::joined(Set one, Set other) {
  if (one == other) return one;
  std::vector<Part> both;
  std::set_union(one->begin(), one->end(), other->begin(), other->end(), std::back_inserter(both));
  return interned(std::move(both));
}

const std::vector<Part>& Supports::of(const View& of) { return *view(of); }

Supports::Set Supports::view(const View& of) {
  auto& known = views_[static_cast<std::size_t>(of.holder - scheme_.first_holder())];
  if (known.empty()) {
    const auto parts = scheme_.parts(of.holder);
    known.emplace(0, interned({parts.begin(), parts.end()}));
  }
  auto nearest = std::prev(known.upper_bound(of.received));
  if (nearest->first == of.received) return nearest->second;
  Set set = nearest->second;
  for (const std::uint32_t number : scheme_.received(of).subspan(nearest->first)) set = joined(set, slots_[number]);
  return known.emplace(of.received, set).first->second;
}

const Projection& Projections::held(const View& one, const View& other) {
  std::set<Part> parts;
  for (const View& view : {one, other}) {
    const auto held = scheme_.parts(view.holder);
    parts.insert(held.begin(), held.end());
  }
  return onto({parts.begin(), parts.end()});
}

const Projection& Projections::onto(const std::vector<Part>& parts) {
  const auto known = made_.find(parts);
  return known != made_.end() ? known->second : made_.try_emplace(parts, inputs_, scheme_.task(), parts).first->second;
}

}  // namespace arcsat
