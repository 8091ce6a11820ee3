#include "encoders/pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>

#include "encoders/encoder_table.hpp"
#include "encoders/exclusive_or.hpp"
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
  std::vector<Part> everyone;
  for (Player p = first_player; p <= instance_->last_player(); ++p) everyone.emplace_back(p);
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
    Sent sent{number, slot, {}, nullptr, nullptr, last.contains(number), 0};
    for (std::size_t term = 0; term < slot.terms.size(); ++term) sent.terms.push_back(term_of(slot, term));
    sent.rows = slot.is_sum() ? &projections_.of(number) : sent.terms.front().rows;
    sent.compared = &grouped(*sent.rows, projections_.held(slot.to, slot.to));
    if (!slot.is_sum() && sent.terms.front().by_holders) sent.last = false;
    sent.differing = sent.last ? apart_ : sent.compared->size();
    sent_of_[number] = sent_.size();
    sent_.push_back(std::move(sent));
  }
  size_ = size_of();
  if (size_.all_variables().value() <= 0x7fffffff) make_variables();
}

PairsEncoder::Term PairsEncoder::term_of(const Slot& slot, std::size_t number) {
  const View& from = slot.terms[number];
  const Projection& held = projections_.held(from, slot.to);
  Term term{!hears(from) && !hears(slot.to), &held, &held, nullptr};
  if (!term.by_holders) term.rows = &projections_.of(slot, number);
  term.compared = &grouped(*term.rows, projections_.held(slot.to, slot.to));
  if (term.by_holders) return term;
  term.constrained = agreeing(*term.rows, held, held);
  term.literals = view_literals(*term.rows, held, term.constrained, slot.to) +
                  view_literals(*term.rows, held, term.constrained, from);
  return term;
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
    const auto note = [&](const View& of) {
      const View view = scheme.shared(of);
      if (view.received > 0) known_of_[{view.holder, view.received}] = 0;
    };
    for (const View& term : scheme.slot(number).terms) note(term);
    note(scheme.slot(number).to);
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
  Count values, differences, views, messages, literals, terms, partial, sums;
  for (const Sent& sent : sent_) {
    const Count width(sent.slot.width());
    const Count rows(sent.rows->size());
    values += rows * width;
    differences += Count(sent.differing) * width;
    for (const Term& term : sent.terms) {
      messages += Count(term.constrained) * Count(2) * width;
      literals += (Count(term.constrained) * Count(2) + Count(term.literals)) * Count(2) * width;
      if (sent.slot.is_sum()) terms += Count(term.rows->size()) * width;
    }
    if (!sent.slot.is_sum()) continue;
    partial += rows * Count(sent.terms.size() - 2) * width;
    sums += rows * Count(sent.terms.size() - 1) * Count(4) * width;
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
  FormulaSize size = {{{"message", values}, {"differ", differences}, {"view", views}},
                      {{"differ", Count(2) * differences}, {"view", views}, {"message", messages}, {"output", apart_}},
                      literals};
  if (scheme.has_sums()) {
    size.variables.insert(size.variables.end(), {{"term", terms}, {"partial", partial}});
    size.clauses.push_back({"sum", sums});
    size.literals += sums * Count(3);
  }
  return size;
}

void PairsEncoder::make_variables() {
  const auto name = [](std::string what, bool by_holders) {
    return [text = fmt::format("{} {}", what, by_holders ? "pair" : "projection")](std::span<const std::uint64_t> at) {
      return fmt::format("{}={} bit={}", text, at[0], at[1]);
    };
  };
  const auto by_holders = [](const Sent& sent) { return !sent.slot.is_sum() && sent.terms.front().by_holders; };
  for (Sent& sent : sent_) {
    sent.values = variables_.block("message", {sent.rows->size(), sent.slot.width()},
                                   name("message " + words_in_names(sent.slot), by_holders(sent)));
    if (!sent.slot.is_sum()) sent.terms.front().values = sent.values;
  }
  for (Sent& sent : sent_) {
    sent.differences = variables_.block("differ", {sent.differing, sent.slot.width()},
                                        name("differ " + words_in_names(sent.slot), by_holders(sent)));
  }
  for (Known& known : known_) {
    if (!known.hears) continue;
    const int epoch = instance_->scheme().slot(instance_->scheme().received(known.view).back()).epoch;
    known.pairs = variables_.block("view", {known.compared->size()},
                                   [player = known.view.holder, epoch](std::span<const std::uint64_t> at) {
                                     return fmt::format("view player={} epoch={} pair={}", player, epoch, at[0]);
                                   });
  }
  for (Sent& sent : sent_) {
    if (sent.slot.is_sum()) make_terms(sent);
  }
}

void PairsEncoder::make_terms(Sent& sent) {
  for (std::size_t k = 0; k < sent.terms.size(); ++k) {
    Term& term = sent.terms[k];
    const std::string words = words_in_names(instance_->scheme(), sent.slot, k);
    term.values = variables_.block(
        "term", {term.rows->size(), sent.slot.width()},
        [text = fmt::format("term {} {}", words, term.by_holders ? "pair" : "projection")](
            std::span<const std::uint64_t> at) { return fmt::format("{}={} bit={}", text, at[0], at[1]); });
  }
  sent.partial =
      variables_.block("partial", {sent.rows->size(), sent.terms.size() - 2, sent.slot.width()},
                       [text = "partial " + words_in_names(sent.slot)](std::span<const std::uint64_t> at) {
                         return fmt::format("{} projection={} terms={} bit={}", text, at[0], at[1] + 2, at[2]);
                       });
}

Var PairsEncoder::sent_bit(std::size_t slot, std::size_t number, std::uint64_t input, unsigned bit) const {
  const Term& term = sent_[sent_of_[slot]].terms[number];
  return term.values(term.rows->of(input), bit);
}

/// The sum of the terms up to the last one, at least two.
Var PairsEncoder::partial_sum(const Sent& sent, std::uint64_t row, std::size_t last, unsigned bit) const {
  return last + 1 == sent.terms.size() ? sent.values(row, bit) : sent.partial(row, last - 1, bit);
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
  if (instance_->scheme().has_sums()) write_sums(formula, watch);
}

// differ → the two bits are not equal
void PairsEncoder::write_differences(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("differ");
  for (const Sent& sent : sent_) {
    for_each_difference(sent, [&](std::uint64_t row, std::uint64_t other, std::uint64_t number) {
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        const Lit not_differ(difference(sent, number, bit), false);
        const Lit one(sent.values(row, bit), true);
        const Lit two(sent.values(other, bit), true);
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
    for (std::size_t k = 0; k < sent.terms.size(); ++k) {
      const Term& term = sent.terms[k];
      if (term.by_holders) continue;
      term.compared->for_each([&](std::uint64_t a, std::uint64_t b) {
        watch.tick(formula);
        const std::uint64_t x = term.rows->first(a);
        const std::uint64_t y = term.rows->first(b);
        if (term.held->of(x) != term.held->of(y)) return;
        clause.clear();
        append_view_literal(sent.slot.to, x, y, clause);
        append_view_literal(sent.slot.terms[k], x, y, clause);
        const std::size_t views = clause.size();
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          for (const bool one : {false, true}) {
            clause.resize(views);
            clause.push_back(Lit(term.values(a, bit), one));
            clause.push_back(Lit(term.values(b, bit), !one));
            formula.add_clause(clause);
          }
        }
      });
    }
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

// sum ≡ sum of the terms before ⊕ term
void PairsEncoder::write_sums(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("sum");
  for (const Sent& sent : sent_) {
    if (!sent.slot.is_sum()) continue;
    for (std::uint64_t row = 0; row < sent.rows->size(); ++row) {
      watch.tick(formula);
      const std::uint64_t input = sent.rows->first(row);
      for (std::size_t k = 1; k < sent.terms.size(); ++k) {
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          const Var sum = partial_sum(sent, row, k, bit);
          const Var before = k == 1 ? sent_bit(sent.number, 0, input, bit) : partial_sum(sent, row, k - 1, bit);
          for_each_exclusive_or_clause(sum, before, sent_bit(sent.number, k, input, bit),
                                       [&](std::span<const Lit> clause) { formula.add_clause(clause); });
        }
      }
    }
  }
}

Protocol PairsEncoder::decode(const Assignment& model) const {
  const InputSet& inputs = instance_->inputs();
  ProtocolBuilder builder(instance_);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    Transcript run;
    run.values.resize(instance_->scheme().slots());
    run.terms.resize(instance_->scheme().terms());
    run.answer = answers_[input];
    for (const Sent& sent : sent_) {
      for (std::size_t k = 0; k < sent.terms.size(); ++k) {
        std::uint32_t value = 0;
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          value |= std::uint32_t{model.value(sent_bit(sent.number, k, input, bit))} << bit;
        }
        run.set_term(sent.number, sent.slot, k, value);
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
      std::uint32_t sum = 0;
      for (std::size_t k = 0; k < sent.terms.size(); ++k) {
        const std::uint32_t term = run.term(sent.number, sent.slot, k);
        sum ^= term;
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          assignment.set(sent_bit(sent.number, k, input, bit), (term >> bit & 1) != 0);
          if (k > 0) assignment.set(partial_sum(sent, sent.rows->of(input), k, bit), (sum >> bit & 1) != 0);
        }
      }
    }
  }
  for (const Sent& sent : sent_) {
    for_each_difference(sent, [&](std::uint64_t row, std::uint64_t other, std::uint64_t number) {
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        const bool differ = assignment.value(sent.values(row, bit)) != assignment.value(sent.values(other, bit));
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
