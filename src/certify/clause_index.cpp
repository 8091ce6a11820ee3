#include "certify/clause_index.hpp"

#include <algorithm>

namespace arcsat::elaboration {

// A sum over the literals, each scrambled (the finalizer of MurmurHash3), so that their order does not matter.
std::uint32_t ClauseIndex::hash(std::span<const Lit> literals) {
  std::uint64_t sum = literals.size();
  for (const Lit lit : literals) {
    auto x = static_cast<std::uint64_t>(static_cast<std::uint32_t>(lit.dimacs()));
    x = (x ^ (x >> 16)) * 0xff51afd7ed558ccdULL;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    sum += x ^ (x >> 33);
  }
  return static_cast<std::uint32_t>(sum ^ (sum >> 32));
}

void ClauseIndex::insert(ClauseRef ref) {
  if (2 * (used_ + 1) > slots_.size()) grow();
  const std::uint32_t key = hash(store_[ref].literals());
  std::size_t slot = home(key);
  while (slots_[slot].ref != no_clause) slot = next(slot);
  slots_[slot] = {ref, key};
  ++used_;
}

ClauseRef ClauseIndex::take(std::span<const Lit> literals, std::uint32_t mark) {
  if (slots_.empty()) return no_clause;
  const std::uint32_t key = hash(literals);
  for (std::size_t slot = home(key); slots_[slot].ref != no_clause; slot = next(slot)) {
    const ClauseRef ref = slots_[slot].ref;
    if (slots_[slot].hash != key || !has_marked_literals(ref, literals.size(), mark)) continue;
    remove(slot);
    return ref;
  }
  return no_clause;
}

bool ClauseIndex::has_marked_literals(ClauseRef ref, std::size_t size, std::uint32_t mark) const {
  const auto literals = store_[ref].literals();
  return literals.size() == size &&
         std::all_of(literals.begin(), literals.end(), [&](Lit lit) { return marks_[lit] == mark; });
}

void ClauseIndex::remove(std::size_t slot) {
  --used_;
  // Entries further along move back into the hole unless it lies before their home.
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t other = next(slot); slots_[other].ref != no_clause; other = next(other)) {
    const std::size_t distance = (other - home(slots_[other].hash)) & mask;
    if (distance < ((other - slot) & mask)) continue;
    slots_[slot] = slots_[other];
    slot = other;
  }
  slots_[slot] = Slot{};
}

void ClauseIndex::grow() {
  std::vector<Slot> old(std::max<std::size_t>(1024, 2 * slots_.size()));
  old.swap(slots_);
  for (const Slot& entry : old) {
    if (entry.ref == no_clause) continue;
    std::size_t slot = home(entry.hash);
    while (slots_[slot].ref != no_clause) slot = next(slot);
    slots_[slot] = entry;
  }
}

}  // namespace arcsat::elaboration
