#include "encoders/exclusive_or.hpp"
#include "encoders/pairs.hpp"

namespace arcsat {

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

}  // namespace arcsat
