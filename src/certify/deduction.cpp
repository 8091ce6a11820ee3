#include "certify/deduction.hpp"

#include <algorithm>

namespace arcsat {

namespace {

BitSet bits_below(unsigned end) { return end >= 64 ? ~BitSet{0} : (BitSet{1} << end) - 1; }

BitSet bits_of(const Item& item) { return bits_below(item.end) & ~bits_below(item.first); }

/// The bits of the digit that a term of one digit has.
BitSet bits_of_single(const Term& term) {
  const Item& item = term.items.front();
  const std::uint64_t all = item.end - item.first;
  const std::uint64_t from = std::min<std::uint64_t>(term.first, all);
  const std::uint64_t to = std::min<std::uint64_t>(all - from, term.bits) + from;
  return bits_below(item.first + static_cast<unsigned>(to)) & ~bits_below(item.first + static_cast<unsigned>(from));
}

bool lists(const Quantity& quantity, Player query) {
  return std::binary_search(quantity.queries.begin(), quantity.queries.end(), query);
}

}  // namespace

Deduction::Deduction(const Task& task, std::vector<const Fact*> facts) : task_(task), facts_(std::move(facts)) {}

BitSet Deduction::known(const Quantity& quantity) {
  const Quantity asked = plain(task_, quantity);
  if (const auto before = asked_before_.find(asked); before != asked_before_.end()) return before->second;
  BitSet bits = 0;
  for (const Fact* fact : facts_) {
    const bool same_number = fact->quantity.kind == asked.kind && fact->quantity.number == asked.number;
    if (same_number && (fact->bits & ~bits) != 0) bits |= follows(*fact, asked);
  }
  asked_before_.emplace(asked, bits);
  return bits;
}

/// Rules 1 and 2.
BitSet Deduction::follows(const Fact& fact, const Quantity& asked) {
  if (asked.kind == Quantity::Kind::query) return fact.bits;
  const std::optional<Player> start = fact.quantity.start;
  if (!start) {
    if (asked.start) return 0;
    return covers(fact.quantity, asked, 1) ? fact.bits : 0;
  }
  if (asked.start && *asked.start > *start) return 0;
  if (!covers(fact.quantity, asked, *start)) return 0;
  if (asked.start == start) return fact.bits;
  Quantity entered = {Quantity::Kind::intermediate, *start, asked.start, {}};
  for (const Player k : asked.queries) {
    if (k < *start) entered.queries.push_back(k);
  }
  return knows_all(entered) ? fact.bits : 0;
}

/// Of the queries from `from` on: those asked about are in the fact, and of those in the fact that are not, each is known.
bool Deduction::covers(const Quantity& fact, const Quantity& asked, Player from) {
  const bool asked_for =
      std::all_of(asked.queries.begin(), asked.queries.end(), [&](Player k) { return k < from || lists(fact, k); });
  return asked_for && std::all_of(fact.queries.begin(), fact.queries.end(),
                                  [&](Player k) { return lists(asked, k) || knows_query(k); });
}

bool Deduction::knows_query(Player k) { return knows_all({Quantity::Kind::query, k, std::nullopt, {}}); }

bool Deduction::knows_all(const Quantity& quantity) {
  const BitSet all = bits_below(arcsat::bits_of(task_, quantity));
  return all == 0 || (all & ~known(quantity)) == 0;
}

bool Deduction::knows(const Item& item) { return (bits_of(item) & ~known(item.quantity)) == 0; }

bool Deduction::knows(const Term& term) {
  if (single(task_, term.items)) return (bits_of_single(term) & ~known(term.items.front().quantity)) == 0;
  return std::all_of(term.items.begin(), term.items.end(), [&](const Item& item) { return knows(item); });
}

Knowledge::Knowledge(const Task& task, const Scheme& scheme, const std::map<std::size_t, std::vector<Term>>& slots)
    : task_(task), scheme_(scheme), slots_(slots) {}

Deduction Knowledge::of(const View& view) {
  std::vector<const Fact*> facts;
  add_facts(view, facts);
  return {task_, std::move(facts)};
}

Deduction Knowledge::of(const View& one, const View& other) {
  std::vector<const Fact*> facts;
  add_facts(one, facts);
  add_facts(other, facts);
  return {task_, std::move(facts)};
}

void Knowledge::add_facts(const View& view, std::vector<const Fact*>& facts) {
  const auto [place, fresh] = holders_.try_emplace(view.holder);
  Holder& holder = place->second;
  if (fresh) {
    for (const Part& part : scheme_.parts(view.holder)) {
      const Player p = part.player;
      if (p == first_player) {
        for (Player k = 1; k < task_.length(); ++k) {
          learn(holder, {Quantity::Kind::query, k, std::nullopt, {}}, ~BitSet{0});
        }
      } else {
        Quantity table = {Quantity::Kind::intermediate, p, std::nullopt, {}};
        if (p >= 1) table.start = p - 1;
        if (p >= 2) table.queries = {p - 1};
        learn(holder, table, ~BitSet{0});
      }
    }
  }
  const auto slots = scheme_.received(view);
  while (holder.received < view.received) {
    const auto terms = slots_.find(slots[holder.received++]);
    if (terms == slots_.end()) continue;
    for (const Term& term : terms->second) hear(holder, term);
  }
  for (const Fact& fact : holder.facts) {
    if (fact.received <= view.received) facts.push_back(&fact);
  }
}

void Knowledge::hear(Holder& holder, const Term& term) {
  if (single(task_, term.items)) {
    learn(holder, term.items.front().quantity, bits_of_single(term));
    return;
  }
  // However its lists are written, it is the same number. Intervals that touch become one.
  std::vector<Item> items = term.items;
  for (Item& item : items) item.quantity = plain(task_, std::move(item.quantity));
  auto& heard = holder.parts[std::move(items)];
  std::uint64_t first = term.first;
  std::uint64_t end = term.first + term.bits;
  for (auto part = heard.begin(); part != heard.end();) {
    if (part->second < first || part->first > end) {
      ++part;
      continue;
    }
    first = std::min(first, part->first);
    end = std::max(end, part->second);
    part = heard.erase(part);
  }
  heard.emplace(first, end);
  if (first == 0 && end >= arcsat::bits_of(task_, term.items)) {
    for (const Item& item : term.items) learn(holder, item.quantity, bits_of(item));
  }
}

void Knowledge::learn(Holder& holder, const Quantity& quantity, BitSet bits) const {
  holder.facts.push_back({plain(task_, quantity), bits, holder.received});
}

}  // namespace arcsat
