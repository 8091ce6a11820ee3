#include "run/closed_form_filling.hpp"

#include <algorithm>
#include <bit>

namespace arcsat {

namespace {

BitSet all_bits(const Task& task, const Quantity& quantity) { return (BitSet{1} << bits_of(task, quantity)) - 1; }

/// The lowest so many of some bits.
BitSet lowest(BitSet bits, std::uint64_t count) {
  BitSet chosen = 0;
  for (; bits != 0 && count > 0; --count) {
    chosen |= bits & -bits;
    bits &= bits - 1;
  }
  return chosen;
}

}  // namespace

SlotFiller::SlotFiller(std::shared_ptr<const Instance> instance, const Filling& filling)
    : instance_(std::move(instance)),
      task_(instance_->task()),
      scheme_(instance_->scheme()),
      filling_(filling),
      form_{instance_, {}},
      knowledge_(task_, scheme_, form_.slots) {}

ClosedForm SlotFiller::fill(const Budget& budget) {
  for (std::size_t number = 0; number < scheme_.slots(); ++number) {
    budget.check();
    if (!scheme_.matters(number)) continue;
    slot_ = &scheme_.slot(number);
    left_ = slot_->bits;
    slot_->is_thought() ? fill_thought() : fill_message();
    if (!terms_.empty()) form_.slots[number] = std::move(terms_);
    terms_.clear();
  }
  return std::move(form_);
}

Player SlotFiller::known_until(Deduction& view) const {
  Player l = task_.length();
  while (l >= 0 && !view.knows_all(value(l))) --l;
  return l;
}

void SlotFiller::fill_message() {
  const Player receiver = slot_->receiver();
  const Player sender = slot_->sender();
  both_.emplace(knowledge_.of(slot_->terms.front(), slot_->to));
  receiver_.emplace(knowledge_.of(slot_->to));
  if (hearing_ != std::pair(receiver, slot_->epoch)) {
    hearing_ = {receiver, slot_->epoch};
    heard_.clear();
    const auto onward = scheme_.find({slot_->epoch + 1, receiver, first_player});
    fresh_ = onward ? scheme_.slot(*onward).bits : 0;
  }
  beta_ = known_until(*receiver_);
  const bool answers = receiver <= first_player;
  if (filling_.gatherer == receiver) send_all_of(sender);
  for (Player l = task_.length(); l > beta_; --l) send(value(l), !answers);
  if (receiver >= 1) send_tables(receiver);
  if (receiver != first_player) send_queries();
  if (answers && filling_.rows && sender >= 1) send_row();
}

void SlotFiller::send_tables(Player receiver) {
  if (beta_ >= receiver - 1) return;
  for (Player l = task_.length(); l > receiver; --l) {
    Quantity table = {Quantity::Kind::intermediate, l, receiver - 1, {}};
    for (Player k = std::max(1, receiver - 1); k < l; ++k) {
      if (!receiver_->knows_all(query(k))) table.queries.push_back(k);
    }
    send(plain(task_, table), true);
  }
}

void SlotFiller::send_queries() {
  for (Player k = std::max(1, beta_); k < task_.length(); ++k) send(query(k), true);
}

/// A player that has z_l, or knows what comes after it.
void SlotFiller::send_row() {
  const Player a = slot_->sender();
  for (Player l = task_.length(); l >= a && l > beta_; --l) {
    const Quantity row = plain(task_, {Quantity::Kind::intermediate, l, a - 1, {}});
    const BitSet bits = all_bits(task_, row) & both_->known(row) & ~receiver_->known(row) & ~on_their_way_[l];
    for (unsigned bit = bits_of(task_, row); bit-- > 0 && left_ > 0;) {
      if ((bits >> bit & 1) != 0) send_part({{row, bit, bit + 1}});
    }
  }
}

void SlotFiller::send_all_of(Player sender) {
  std::vector<Item> items;
  if (sender == first_player) {
    for (Player k = 1; k < task_.length(); ++k) items.push_back(whole(task_, query(k)));
  } else {
    Quantity table = value(sender);
    if (sender >= 1) table.start = sender - 1;
    if (sender >= 2) table.queries = {sender - 1};
    items.push_back(whole(task_, table));
  }
  if (!items.empty()) send_part(items);
}

void SlotFiller::send(const Quantity& quantity, bool to_pass_on) {
  const BitSet all = all_bits(task_, quantity);
  const BitSet wanted = all & ~receiver_->known(quantity) & ~heard_[quantity];
  const BitSet bits = wanted & both_->known(quantity);
  if (bits == 0 || left_ == 0) return;
  const bool counted = quantity.kind == Quantity::Kind::intermediate && filling_.share_out;
  BitSet& on_their_way = on_their_way_[counted ? quantity.number : -1];
  BitSet first = counted ? bits & ~on_their_way : bits;
  if (counted && to_pass_on) first = lowest(first, fresh_);
  const Integer digits = entries(task_, quantity);
  const auto chosen = [&](BitSet some) {
    if (digits == 1) {
      send_digit(quantity, some = lowest(some, left_));
      return some;
    }
    BitSet sent = 0;
    for (; some != 0 && left_ > 0; some &= some - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(some));
      const std::uint64_t before = left_;
      send_part({{quantity, bit, bit + 1}});
      if (left_ < before) sent |= some & -some;
    }
    return sent;
  };
  const std::uint64_t packed = bits_of(task_, {whole(task_, quantity)});
  if (digits > 1 && bits == all && packed <= left_ && digits * std::popcount(all) > left_) {
    send_part({whole(task_, quantity)});
    heard_[quantity] = all;
    return;
  }
  const BitSet fresh = chosen(first);
  const BitSet again = counted ? chosen(bits & on_their_way & ~fresh) : 0;
  if (digits == 1) heard_[quantity] |= fresh | again;
  if (counted) {
    on_their_way |= fresh;
    if (to_pass_on) fresh_ -= static_cast<std::uint64_t>(std::popcount(fresh));
  }
}

void SlotFiller::send_digit(const Quantity& quantity, BitSet bits) {
  while (bits != 0) {
    const auto first = static_cast<unsigned>(std::countr_zero(bits));
    const auto count = static_cast<unsigned>(std::countr_one(bits >> first));
    terms_.push_back({{whole(task_, quantity)}, first, count});
    left_ -= count;
    bits &= ~(((BitSet{1} << count) - 1) << first);
  }
}

void SlotFiller::send_part(const std::vector<Item>& items) {
  if (left_ == 0) return;
  if (!std::all_of(items.begin(), items.end(), [&](const Item& item) { return both_->knows(item); })) return;
  const std::uint64_t all = bits_of(task_, items);
  std::vector<Part>& parts = parts_[slot_->receiver()];
  auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& one) { return one.items == items; });
  if (part == parts.end()) {
    if (!can_finish(all)) return;
    part = parts.insert(parts.end(), Part{items});
  }
  const std::uint64_t bits = std::min(all - part->sent, left_);
  if (bits == 0) return;
  terms_.push_back({items, part->sent, bits});
  part->sent += bits;
  left_ -= bits;
}

/// Whether so many bits are heard early enough to be of use.
bool SlotFiller::can_finish(std::uint64_t bits) const {
  const int later = std::max(0, instance_->epochs() - slot_->epoch - (slot_->receiver() >= 0 ? 1 : 0));
  return bits <= left_ || (bits - left_ - 1) / slot_->bits < static_cast<std::uint64_t>(later);
}

void SlotFiller::fill_thought() {
  Deduction view = knowledge_.of(slot_->terms.front());
  const Player beta = known_until(view);
  std::vector<Item> position;
  if (beta >= 0) position.push_back(whole(task_, value(beta)));
  std::vector<Item> queries;
  for (Player k = std::max(1, beta); k < task_.length(); ++k) {
    if (view.knows_all(query(k))) queries.push_back(whole(task_, query(k)));
  }
  std::vector<Item> later;
  for (Player l = task_.length(); l > beta; --l) {
    BitSet bits = view.known(value(l)) & all_bits(task_, value(l));
    while (bits != 0) {
      const auto first = static_cast<unsigned>(std::countr_zero(bits));
      const auto end = first + static_cast<unsigned>(std::countr_one(bits >> first));
      later.push_back({value(l), first, end});
      bits &= ~((BitSet{1} << end) - 1);
    }
  }
  std::vector<std::vector<Item>> groups;
  switch (filling_.thought) {
    case Filling::Thought::position:
      groups = {position, later, queries};
      break;
    case Filling::Thought::queries:
      groups = {queries, position, later};
      break;
    case Filling::Thought::answer:
      groups = {later, position, queries};
      break;
  }
  std::vector<Item> carried;
  std::optional<Item> cut;
  for (const std::vector<Item>& group : groups) {
    for (const Item& item : group) {
      if (item.first == item.end) continue;
      carried.push_back(item);
      if (bits_of(task_, carried) <= left_) continue;
      carried.pop_back();
      if (!cut) cut = item;
    }
  }
  if (!carried.empty()) {
    const std::uint64_t bits = bits_of(task_, carried);
    terms_.push_back({carried, 0, bits});
    left_ -= bits;
  }
  // Of what does not fit the lower bits.
  if (cut && left_ > 0) {
    const auto bits = static_cast<unsigned>(std::min<std::uint64_t>(left_, cut->end - cut->first));
    terms_.push_back({{{cut->quantity, cut->first, cut->first + bits}}, 0, bits});
  }
}

}  // namespace arcsat
