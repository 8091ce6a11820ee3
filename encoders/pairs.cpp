#include "encoders/pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>

#include "encoders/encoder_table.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::size_t not_sent = SIZE_MAX;

/// Σ g(g-1)/2 over the groups of equal entries.
std::uint64_t pairs_within_groups(const std::vector<std::uint64_t>& keys) {
  std::unordered_map<std::uint64_t, std::uint64_t> size_of;
  std::uint64_t pairs = 0;
  for (const std::uint64_t key : keys) pairs += size_of[key]++;
  return pairs;
}

}  // namespace

PairsEncoder::PairsEncoder(std::shared_ptr<const Instance> shared, Symmetry symmetry)
    : ReferenceEncoder(std::move(shared), symmetry),
      projections_(instance_->inputs(), instance_->scheme()),
      sent_of_(instance_->scheme().slots(), not_sent) {
  const InputSet& inputs = instance_->inputs();
  const Scheme& scheme = instance_->scheme();
  std::vector<Player> everyone;
  for (Player p = first_player; p <= instance_->last_player(); ++p) everyone.push_back(p);
  const Projection& queries = projections_.held(scheme.answer(), scheme.answer());
  inputs_ = &projections_.onto(everyone);
  queries_ = &grouped(*inputs_, queries);
  std::vector<std::uint64_t> answer_keys;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    answers_.push_back(instance_->task().answer(inputs.input(k)));
    answer_keys.push_back(queries.of(k) << 32 | answers_.back());
  }
  apart_ = queries_->size() - pairs_within_groups(answer_keys);

  find_known_views();
  std::set<std::size_t> last;
  for (const std::uint32_t number : received_since(before_answer_, scheme.answer())) last.insert(number);
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.matters(number)) continue;
    const Slot& slot = scheme.slot(number);
    const Projection& held = projections_.held(slot.from, slot.to);
    Sent sent{number, slot, !hears(slot.from) && !hears(slot.to), &held, &held, nullptr, false, 0, 0, 0, {}, {}};
    if (!sent.by_holders) sent.rows = &projections_.of(number);
    sent.compared = &grouped(*sent.rows, projections_.held(slot.to, slot.to));
    sent.last = !sent.by_holders && last.contains(number);
    sent.differing = sent.last ? apart_ : sent.compared->size();
    if (!sent.by_holders) {
      sent.constrained = agreeing(*sent.rows, held, held);
      sent.literals = view_literals(*sent.rows, held, sent.constrained, slot.to) +
                      view_literals(*sent.rows, held, sent.constrained, slot.from);
    }
    sent_of_[number] = sent_.size();
    sent_.push_back(sent);
  }
  size_ = size_of();
  if (size_.all_variables().value() <= 0x7fffffff) make_variables();
}

/// How many pairs of classes of `rows` lie in one class of each of two projections, which `rows` refines.
std::uint64_t PairsEncoder::agreeing(const Projection& rows, const Projection& one, const Projection& other) const {
  if (&one == &rows || &other == &rows) return 0;
  std::vector<std::uint64_t> keys(rows.size());
  for (std::uint64_t row = 0; row < rows.size(); ++row) {
    keys[row] = one.of(rows.first(row)) << 32 | other.of(rows.first(row));
  }
  return pairs_within_groups(keys);
}

/// How many of the pairs of `rows` in one class of `held`, so many in all, have a literal for a view: those that it may
/// tell apart.
std::uint64_t PairsEncoder::view_literals(const Projection& rows, const Projection& held, std::uint64_t pairs,
                                          const View& of) const {
  const View view = instance_->scheme().shared(of);
  if (view.received == 0) return 0;
  const Known& known = known_[known_of_.at({view.holder, view.received})];
  return known.hears ? pairs - agreeing(rows, held, *known.rows) : 0;
}

/// How many of the pairs that need different answers lie in different classes of `rows`, which tells queries apart.
std::uint64_t PairsEncoder::apart_on(const Projection& rows) const {
  if (&rows == inputs_) return apart_;
  std::vector<std::uint64_t> keys(answers_.size());
  for (std::uint64_t k = 0; k < keys.size(); ++k) keys[k] = rows.of(k);
  std::uint64_t same = pairs_within_groups(keys);
  for (std::uint64_t k = 0; k < keys.size(); ++k) keys[k] = keys[k] << 32 | answers_[k];
  same -= pairs_within_groups(keys);
  return apart_ - same;
}

/// Pairs of classes of `rows` that lie in one class of `by`.
const GroupedPairs& PairsEncoder::grouped(const Projection& rows, const Projection& by) {
  const auto known = grouped_.find({&rows, &by});
  if (known != grouped_.end()) return known->second;
  std::vector<std::uint32_t> group;
  for (std::uint64_t row = 0; row < rows.size(); ++row) {
    group.push_back(static_cast<std::uint32_t>(by.of(rows.first(row))));
  }
  return grouped_.try_emplace({&rows, &by}, std::move(group)).first->second;
}

/// Whether a view has received a bit.
bool PairsEncoder::hears(const View& view) const {
  const auto received = instance_->scheme().received(view);
  return std::any_of(received.begin(), received.end(),
                     [this](std::uint32_t number) { return instance_->scheme().slot(number).bits > 0; });
}

/// The views that needed slots are functions of, if they received anything: by holder, then by time.
void PairsEncoder::find_known_views() {
  const Scheme& scheme = instance_->scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.needed(number)) continue;
    for (const View& of : {scheme.slot(number).from, scheme.slot(number).to}) {
      const View view = scheme.shared(of);
      if (view.received > 0) known_of_[{view.holder, view.received}] = 0;
    }
  }
  for (auto& [key, index] : known_of_) {
    const View view{key.first, key.second};
    const Projection& rows = projections_.of(view);
    index = known_.size();
    const Projection& held = projections_.held(view, view);
    known_.push_back({view, before(view), &rows, &held, &grouped(rows, held), hears(view), {}});
  }
  before_answer_ = before(scheme.answer());
}

/// The last known view of the same holder before this one, or what it knows at first.
View PairsEncoder::before(const View& view) const {
  const Scheme& scheme = instance_->scheme();
  std::uint32_t received = scheme.shared_slots(view.holder);
  const auto place = known_of_.lower_bound({view.holder, view.received});
  if (place != known_of_.begin() && std::prev(place)->first.first == view.holder) {
    received = std::max(received, std::prev(place)->first.second);
  }
  return scheme.shared({view.holder, received});
}

std::span<const std::uint32_t> PairsEncoder::received_since(const View& earlier, const View& view) const {
  return instance_->scheme().received(view).subspan(earlier.received);
}

FormulaSize PairsEncoder::size_of() const {
  const Scheme& scheme = instance_->scheme();
  Count values, differences, views, messages, literals;
  for (const Sent& sent : sent_) {
    const Count width(sent.slot.width());
    values += Count(sent.rows->size()) * width;
    differences += Count(sent.differing) * width;
    messages += Count(sent.constrained) * Count(2) * width;
    literals += (Count(sent.constrained) * Count(2) + Count(sent.literals)) * Count(2) * width;
  }
  for (const Known& known : known_) {
    if (!known.hears) continue;
    const std::uint64_t pairs = known.compared->size();
    views += Count(pairs);
    literals += Count(pairs) + Count(view_literals(*known.rows, *known.held, pairs, known.before));
    for (const std::uint32_t number : received_since(known.before, known.view)) {
      if (sent_of_[number] == not_sent) continue;
      const Sent& sent = sent_[sent_of_[number]];
      const std::uint64_t differ = pairs - agreeing(*known.rows, *known.held, *sent.rows);
      literals += Count(differ) * Count(sent.slot.width());
    }
  }
  for (const std::uint32_t number : received_since(before_answer_, scheme.answer())) {
    if (sent_of_[number] == not_sent) continue;
    const Sent& sent = sent_[sent_of_[number]];
    literals += Count(sent.last ? apart_ : apart_on(*sent.rows)) * Count(sent.slot.width());
  }
  if (before_answer_.received > 0) {
    const Known& known = known_[known_of_.at({before_answer_.holder, before_answer_.received})];
    if (known.hears) literals += Count(apart_on(*known.rows));
  }
  literals += differences * Count(6);
  return {{{"message", values}, {"differ", differences}, {"view", views}},
          {{"differ", Count(2) * differences}, {"view", views}, {"message", messages}, {"output", apart_}},
          literals};
}

void PairsEncoder::make_variables() {
  const auto name = [](const Sent& sent, const char* family) {
    return [text = fmt::format("{} {} {}", family, words_in_names(sent.slot), sent.by_holders ? "pair" : "projection")](
               std::span<const std::uint64_t> at) { return fmt::format("{}={} bit={}", text, at[0], at[1]); };
  };
  for (Sent& sent : sent_) {
    sent.values = variables_.block("message", {sent.rows->size(), sent.slot.width()}, name(sent, "message"));
  }
  for (Sent& sent : sent_) {
    sent.differences = variables_.block("differ", {sent.differing, sent.slot.width()}, name(sent, "differ"));
  }
  for (Known& known : known_) {
    if (!known.hears) continue;
    const int epoch = instance_->scheme().slot(instance_->scheme().received(known.view).back()).epoch;
    known.pairs = variables_.block("view", {known.compared->size()},
                                   [player = known.view.holder, epoch](std::span<const std::uint64_t> at) {
                                     return fmt::format("view player={} epoch={} pair={}", player, epoch, at[0]);
                                   });
  }
}

Var PairsEncoder::value(const Sent& sent, std::uint64_t row, unsigned bit) const { return sent.values(row, bit); }

Var PairsEncoder::sent_bit(std::size_t slot, std::uint64_t input, unsigned bit) const {
  const Sent& sent = sent_[sent_of_[slot]];
  return value(sent, sent.rows->of(input), bit);
}

Var PairsEncoder::difference(const Sent& sent, std::uint64_t pair, unsigned bit) const {
  return sent.differences(pair, bit);
}

/// Adds "the view tells inputs x and y apart", where that is not plainly false; the holder holds the same on both.
void PairsEncoder::append_view_literal(const View& of, std::uint64_t x, std::uint64_t y,
                                       std::vector<Lit>& clause) const {
  const View view = instance_->scheme().shared(of);
  if (view.received == 0) return;
  const Known& known = known_[known_of_.at({view.holder, view.received})];
  const std::uint64_t first = known.rows->of(x);
  const std::uint64_t second = known.rows->of(y);
  if (first == second || !known.hears) return;
  clause.push_back(Lit(known.pairs(known.compared->number(first, second)), true));
}

/// Adds "some of these slots differs between inputs x and y"; `apart` is their number among the pairs that need
/// different answers, if they do.
void PairsEncoder::append_differences(std::span<const std::uint32_t> slots, std::uint64_t x, std::uint64_t y,
                                      std::uint64_t apart, std::vector<Lit>& clause) const {
  for (const std::uint32_t number : slots) {
    const std::size_t index = sent_of_[number];
    if (index == not_sent) continue;
    const Sent& sent = sent_[index];
    std::uint64_t pair = apart;
    if (!sent.last) {
      const std::uint64_t row = sent.rows->of(x);
      const std::uint64_t other = sent.rows->of(y);
      if (row == other) continue;
      pair = sent.compared->number(row, other);
    }
    for (unsigned bit = 0; bit < sent.slot.width(); ++bit) clause.push_back(Lit(difference(sent, pair, bit), true));
  }
}

/// Calls `visit(x, y, number)` for the pairs of inputs on which whoever answers holds the same and the answers differ.
template <typename Visit>
void PairsEncoder::for_each_apart(Visit visit) const {
  std::uint64_t apart = 0;
  queries_->for_each([&](std::uint64_t x, std::uint64_t y) {
    if (answers_[x] != answers_[y]) visit(x, y, apart++);
  });
}

/// Calls `visit(row, other row, number)` for the pairs of rows that are compared.
template <typename Visit>
void PairsEncoder::for_each_difference(const Sent& sent, Visit visit) const {
  if (sent.last) {
    for_each_apart([&](std::uint64_t x, std::uint64_t y, std::uint64_t apart) {
      visit(sent.rows->of(x), sent.rows->of(y), apart);
    });
    return;
  }
  std::uint64_t number = 0;
  sent.compared->for_each([&](std::uint64_t a, std::uint64_t b) { visit(a, b, number++); });
}

void PairsEncoder::write_reference(Formula& formula, EncodingWatch& watch) const {
  write_differences(formula, watch);
  write_views(formula, watch);
  write_messages(formula, watch);
  write_output(formula, watch);
}

// differ → the two bits are not equal
void PairsEncoder::write_differences(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("differ");
  for (const Sent& sent : sent_) {
    for_each_difference(sent, [&](std::uint64_t row, std::uint64_t other, std::uint64_t number) {
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        const Lit not_differ(difference(sent, number, bit), false);
        const Lit one(value(sent, row, bit), true);
        const Lit two(value(sent, other, bit), true);
        formula.add_clause({not_differ, one, two});
        formula.add_clause({not_differ, ~one, ~two});
      }
      watch.tick(formula);
    });
  }
}

// view → the view before it ∨ differ(some slot received since)
void PairsEncoder::write_views(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("view");
  std::vector<Lit> clause;
  for (const Known& known : known_) {
    if (!known.hears) continue;
    const auto received = received_since(known.before, known.view);
    std::uint64_t number = 0;
    known.compared->for_each([&](std::uint64_t a, std::uint64_t b) {
      const std::uint64_t x = known.rows->first(a);
      const std::uint64_t y = known.rows->first(b);
      clause.assign({Lit(known.pairs(number++), false)});
      append_view_literal(known.before, x, y, clause);
      append_differences(received, x, y, 0, clause);
      formula.add_clause(clause);
      watch.tick(formula);
    });
  }
}

// equal views ⇒ equal values: view(from) ∨ view(to) ∨ value ≡ value'
void PairsEncoder::write_messages(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("message");
  std::vector<Lit> clause;
  for (const Sent& sent : sent_) {
    if (sent.by_holders) continue;
    sent.compared->for_each([&](std::uint64_t a, std::uint64_t b) {
      watch.tick(formula);
      const std::uint64_t x = sent.rows->first(a);
      const std::uint64_t y = sent.rows->first(b);
      if (sent.held->of(x) != sent.held->of(y)) return;
      clause.clear();
      append_view_literal(sent.slot.to, x, y, clause);
      append_view_literal(sent.slot.from, x, y, clause);
      const std::size_t views = clause.size();
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        for (const bool one : {false, true}) {
          clause.resize(views);
          clause.push_back(Lit(value(sent, a, bit), one));
          clause.push_back(Lit(value(sent, b, bit), !one));
          formula.add_clause(clause);
        }
      }
    });
  }
}

// different answers ⇒ different answering views, where their holder holds the same
void PairsEncoder::write_output(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("output");
  const auto received = received_since(before_answer_, instance_->scheme().answer());
  std::vector<Lit> clause;
  for_each_apart([&](std::uint64_t x, std::uint64_t y, std::uint64_t apart) {
    clause.clear();
    append_view_literal(before_answer_, x, y, clause);
    append_differences(received, x, y, apart, clause);
    formula.add_clause(clause);
    watch.tick(formula);
  });
}

Protocol PairsEncoder::decode(const Assignment& model) const {
  const InputSet& inputs = instance_->inputs();
  ProtocolBuilder builder(instance_);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    Transcript run;
    run.values.resize(instance_->scheme().slots());
    run.answer = answers_[input];
    for (const Sent& sent : sent_) {
      const std::uint64_t row = sent.rows->of(input);
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        run.values[sent.number] |= std::uint32_t{model.value(value(sent, row, bit))} << bit;
      }
    }
    builder.record(input, run);
  }
  return builder.finish();
}

Assignment PairsEncoder::embed_as_it_is(const Protocol& protocol) const {
  const InputSet& inputs = instance_->inputs();
  Assignment assignment;
  assignment.values.resize(reference_size().all_variables().value() + 1);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    const Transcript run = simulate(protocol, inputs.input(input));
    for (const Sent& sent : sent_) {
      const std::uint64_t row = sent.rows->of(input);
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        assignment.set(value(sent, row, bit), (run.values[sent.number] >> bit & 1) != 0);
      }
    }
  }
  for (const Sent& sent : sent_) {
    for_each_difference(sent, [&](std::uint64_t row, std::uint64_t other, std::uint64_t number) {
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        const bool differ = assignment.value(value(sent, row, bit)) != assignment.value(value(sent, other, bit));
        assignment.set(difference(sent, number, bit), differ);
      }
    });
  }
  std::vector<Lit> reasons;
  // A view before another is of the same holder or of a later player.
  std::vector<const Known*> in_order;
  for (const Known& known : known_) in_order.push_back(&known);
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const Known* a, const Known* b) { return a->view.holder > b->view.holder; });
  for (const Known* next : in_order) {
    const Known& known = *next;
    if (!known.hears) continue;
    const auto received = received_since(known.before, known.view);
    std::uint64_t number = 0;
    known.compared->for_each([&](std::uint64_t a, std::uint64_t b) {
      reasons.clear();
      append_view_literal(known.before, known.rows->first(a), known.rows->first(b), reasons);
      append_differences(received, known.rows->first(a), known.rows->first(b), 0, reasons);
      const bool apart = std::any_of(reasons.begin(), reasons.end(), [&](Lit l) { return assignment.value(l); });
      assignment.set(known.pairs(number++), apart);
    });
  }
  return assignment;
}

extern const EncoderRow pairs_row;
const EncoderRow pairs_row = {
    .name = "pairs",
    .make = [](std::shared_ptr<const Instance> instance,
               std::optional<Symmetry> symmetry) -> std::unique_ptr<CnfEncoder> {
      return std::make_unique<PairsEncoder>(std::move(instance), symmetry.value_or(Symmetry::labels));
    },
};

}  // namespace arcsat
