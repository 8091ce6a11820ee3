#include "explain/target.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace arcsat {

ParityForest::Join ParityForest::join(std::uint32_t a, std::uint32_t b, bool differ) {
  auto [root_a, parity_a] = root(a);
  auto [root_b, parity_b] = root(b);
  const bool parity = parity_a != parity_b ? !differ : differ;
  if (root_a == root_b) return parity ? Join::contradiction : Join::known;
  if (size_[root_a] > size_[root_b]) std::swap(root_a, root_b);
  parent_[root_a] = root_b;
  parity_[root_a] = parity;
  size_[root_b] += size_[root_a];
  return Join::fresh;
}

std::pair<std::uint32_t, bool> ParityForest::root(std::uint32_t node) const {
  bool parity = false;
  while (parent_[node] != node) {
    parity ^= parity_[node] != 0;
    node = parent_[node];
  }
  return {node, parity};
}

Target Target::bit(const Contexts& contexts, std::vector<BitConstraint> constraints) {
  Target target;
  target.size_ = static_cast<std::uint32_t>(contexts.size());
  target.chosen_.resize(contexts.size());
  std::iota(target.chosen_.begin(), target.chosen_.end(), 0);
  target.constraints_ = std::move(constraints);
  return target;
}

Target Target::values(const Contexts& contexts, Column values) {
  Target target = bit(contexts, {});
  target.is_bit_ = false;
  target.values_ = std::move(values);
  return target;
}

std::optional<Column> Target::by_class(const InputClasses& classes) const {
  Column found(classes.count);
  if (!is_bit_) {
    std::vector<bool> known(classes.count);
    for (const std::uint32_t x : chosen_) {
      const std::uint32_t key = classes.of[x];
      if (known[key] && found[key] != values_[x]) return std::nullopt;
      known[key] = true;
      found[key] = values_[x];
    }
    return found;
  }
  ParityForest forest(classes.count + 1);
  const auto node = [&](std::uint32_t x) { return x == BitConstraint::nothing ? classes.count : classes.of[x]; };
  for (const BitConstraint& one : constraints_) {
    if (forest.join(node(one.one), node(one.other), one.differ) == ParityForest::Join::contradiction) {
      return std::nullopt;
    }
  }
  // What is fixed is as it must be; elsewhere the first class of each tree is 0.
  std::map<std::uint32_t, bool> flip;
  const auto [zero, zero_parity] = forest.root(classes.count);
  flip[zero] = zero_parity;
  for (std::uint32_t key = 0; key < classes.count; ++key) {
    const auto [root, parity] = forest.root(key);
    found[key] = parity != flip.try_emplace(root, parity).first->second ? 1 : 0;
  }
  return found;
}

bool Target::told_by(const Contexts& contexts, const std::vector<std::size_t>& readings) const {
  constexpr std::uint64_t most_keys = std::uint64_t{1} << 16;
  std::uint64_t keys = 1;
  for (const std::size_t q : readings) keys *= std::min<std::uint64_t>(contexts.radix[q], most_keys);
  if (keys > most_keys || readings.size() > 3) {
    InputClasses classes{.of = Column(size_), .count = 1};
    for (const std::size_t q : readings) classes = refined(classes, contexts.values[q]);
    return by_class(classes).has_value();
  }
  const auto key = [&](std::uint32_t x) {
    std::uint32_t number = 0;
    for (const std::size_t q : readings) number = number * contexts.radix[q] + contexts.values[q][x];
    return number;
  };
  if (is_bit_) {
    const auto zero = static_cast<std::uint32_t>(keys);
    ParityForest forest(keys + 1);
    const auto node = [&](std::uint32_t x) { return x == BitConstraint::nothing ? zero : key(x); };
    return std::all_of(constraints_.begin(), constraints_.end(), [&](const BitConstraint& one) {
      return forest.join(node(one.one), node(one.other), one.differ) != ParityForest::Join::contradiction;
    });
  }
  Column found(keys, no_value);
  return std::all_of(chosen_.begin(), chosen_.end(), [&](std::uint32_t x) {
    std::uint32_t& value = found[key(x)];
    if (value == no_value) value = values_[x];
    return value == values_[x];
  });
}

std::vector<std::pair<std::uint32_t, Target>> Target::split_by(const Column& reading) const {
  std::map<std::uint32_t, Target> parts;
  for (const std::uint32_t x : chosen_) {
    Target& part = parts[reading[x]];
    part.is_bit_ = is_bit_;
    part.size_ = size_;
    part.chosen_.push_back(x);
  }
  if (!is_bit_) {
    for (auto& [value, part] : parts) part.values_ = values_;
    return {parts.begin(), parts.end()};
  }
  const auto crosses = [&](const BitConstraint& one) {
    return one.other != BitConstraint::nothing && reading[one.one] != reading[one.other];
  };
  if (std::none_of(constraints_.begin(), constraints_.end(), crosses)) {
    for (const BitConstraint& one : constraints_) parts.at(reading[one.one]).constraints_.push_back(one);
    return {parts.begin(), parts.end()};
  }
  InputClasses each{.of = Column(size_), .count = size_};
  std::iota(each.of.begin(), each.of.end(), 0);
  const Column fixed = *by_class(each);
  std::vector<bool> tied(size_);
  for (const BitConstraint& one : constraints_) {
    tied[one.one] = true;
    if (one.other != BitConstraint::nothing) tied[one.other] = true;
  }
  for (const std::uint32_t x : chosen_) {
    if (tied[x]) parts.at(reading[x]).constraints_.push_back({x, BitConstraint::nothing, fixed[x] == 1});
  }
  return {parts.begin(), parts.end()};
}

std::vector<std::uint32_t> Target::wrong(const Column& found, std::size_t most) const {
  std::vector<std::uint32_t> list;
  for (const BitConstraint& one : constraints_) {
    if (list.size() >= most) return list;
    const std::uint32_t other = one.other == BitConstraint::nothing ? 0 : found[one.other];
    if (found[one.one] != no_value && other != no_value && (found[one.one] != other) == one.differ) continue;
    list.push_back(one.one);
    if (one.other != BitConstraint::nothing) list.push_back(one.other);
  }
  for (std::size_t k = 0; !is_bit_ && k < chosen_.size() && list.size() < most; ++k) {
    if (found[chosen_[k]] != values_[chosen_[k]]) list.push_back(chosen_[k]);
  }
  return list;
}

Target Target::part(const std::vector<std::uint32_t>& chosen) const {
  constexpr std::uint32_t none = ~std::uint32_t{0};
  std::vector<std::uint32_t> place(size_, none);
  Target some;
  some.is_bit_ = is_bit_;
  some.size_ = static_cast<std::uint32_t>(chosen.size());
  for (std::uint32_t k = 0; k < some.size_; ++k) {
    place[chosen[k]] = k;
    some.chosen_.push_back(k);
    if (!is_bit_) some.values_.push_back(values_[chosen[k]]);
  }
  for (const BitConstraint& one : constraints_) {
    const std::uint32_t other = one.other == BitConstraint::nothing ? one.other : place[one.other];
    if (place[one.one] == none || (one.other != BitConstraint::nothing && other == none)) continue;
    some.constraints_.push_back({place[one.one], other, one.differ});
  }
  return some;
}

Target Target::bit_of_values(unsigned bit) const {
  Target target;
  target.size_ = size_;
  target.chosen_ = chosen_;
  for (const std::uint32_t x : chosen_) {
    target.constraints_.push_back({x, BitConstraint::nothing, (values_[x] >> bit & 1) == 1});
  }
  return target;
}

std::uint32_t Target::largest() const {
  std::uint32_t most = 0;
  for (const std::uint32_t x : chosen_) most = std::max(most, is_bit_ ? 1 : values_[x]);
  return most;
}

}  // namespace arcsat
