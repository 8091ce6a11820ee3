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

extern const EncoderRow pairs_row;
const EncoderRow pairs_row = {
    .name = "pairs",
    .make = [](std::shared_ptr<const Instance> instance,
               std::optional<Symmetry> symmetry) -> std::unique_ptr<CnfEncoder> {
      return std::make_unique<PairsEncoder>(std::move(instance), symmetry.value_or(Symmetry::labels));
    },
};

}  // namespace arcsat
