#include "protocol/projection.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace arcsat {

Projection::Projection(const InputSet& inputs, const std::vector<Player>& parts) {
  if (inputs.listed()) {
    std::map<Input, std::uint32_t> number_of;
    class_of_.reserve(inputs.size());
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      Input seen;
      for (const Player p : parts) seen.push_back(inputs.value(p, k));
      const auto [place, fresh] = number_of.try_emplace(std::move(seen), static_cast<std::uint32_t>(first_of_.size()));
      if (fresh) first_of_.push_back(static_cast<std::uint32_t>(k));
      class_of_.push_back(place->second);
    }
    size_ = first_of_.size();
    return;
  }
  inputs.size();  // refuses inputs that have no numbers
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const std::uint64_t values = inputs.values(parts[k]);
    if (k > 0 && parts[k] == parts[k - 1] + 1) {
      runs_.back().values *= values;
    } else {
      runs_.push_back({inputs.stride(parts[k]), values, size_});
    }
    size_ *= values;
  }
}

std::uint64_t Projection::of(std::uint64_t k) const {
  if (!class_of_.empty()) return class_of_[k];
  std::uint64_t number = 0;
  for (const Run& run : runs_) number += k / run.stride % run.values * run.weight;
  return number;
}

std::uint64_t Projection::first(std::uint64_t number) const {
  if (!class_of_.empty()) return first_of_[number];
  std::uint64_t k = 0;
  for (const Run& run : runs_) k += number / run.weight % run.values * run.stride;
  return k;
}

Supports::Supports(const Scheme& scheme) : scheme_(scheme) {
  views_.resize(static_cast<std::size_t>(scheme.last_holder() - scheme.first_holder() + 1));
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    const Set from = view(slot.from);
    const Set to = view(slot.to);
    std::vector<Player> both;
    std::set_union(from->begin(), from->end(), to->begin(), to->end(), std::back_inserter(both));
    slots_.push_back(interned(std::move(both)));
  }
}

const std::vector<Player>& Supports::of(const View& of) { return *view(of); }

Supports::Set Supports::view(const View& of) {
  auto& known = views_[static_cast<std::size_t>(of.holder - scheme_.first_holder())];
  if (known.empty()) {
    const auto parts = scheme_.parts(of.holder);
    known.emplace(0, interned({parts.begin(), parts.end()}));
  }
  auto nearest = std::prev(known.upper_bound(of.received));
  if (nearest->first == of.received) return nearest->second;
  std::vector<Player> set = *nearest->second;
  for (const std::uint32_t number : scheme_.received(of).subspan(nearest->first)) {
    if (slots_[number] == nearest->second) continue;
    std::vector<Player> larger;
    std::set_union(set.begin(), set.end(), slots_[number]->begin(), slots_[number]->end(), std::back_inserter(larger));
    set = std::move(larger);
  }
  return known.emplace(of.received, interned(std::move(set))).first->second;
}

const Projection& Projections::held(const View& one, const View& other) {
  std::set<Player> parts;
  for (const View& view : {one, other}) {
    const auto held = scheme_.parts(view.holder);
    parts.insert(held.begin(), held.end());
  }
  return onto({parts.begin(), parts.end()});
}

const Projection& Projections::onto(const std::vector<Player>& parts) {
  const auto known = made_.find(parts);
  return known != made_.end() ? known->second : made_.try_emplace(parts, inputs_, parts).first->second;
}

}  // namespace arcsat
