#include "encoders/pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::size_t not_sent = SIZE_MAX;

std::vector<std::uint32_t> numbered(const ReachableInputs& reachable, std::uint64_t projections) {
  std::vector<std::uint32_t> result(projections);
  for (std::uint64_t p = 0; p < projections; ++p) result[p] = reachable.of(p);
  return result;
}

/// Each reachable pair's receiver's input, renumbered without gaps.
std::vector<std::uint32_t> receiver_groups(const ReachablePairs& pairs) {
  std::unordered_map<InputIndex, std::uint32_t> number_of;
  std::vector<std::uint32_t> result;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    result.push_back(
        number_of.try_emplace(pairs.pair(p).receiver, static_cast<std::uint32_t>(number_of.size())).first->second);
  }
  return result;
}

/// Σ g(g-1)/2 over the groups of equal entries.
std::uint64_t pairs_within_groups(const std::vector<std::uint64_t>& keys) {
  std::unordered_map<std::uint64_t, std::uint64_t> size_of;
  std::uint64_t pairs = 0;
  for (const std::uint64_t key : keys) pairs += size_of[key]++;
  return pairs;
}

}  // namespace

PairsEncoder::PairsEncoder(std::shared_ptr<const Instance> shared, Symmetry symmetry)
    : ReferenceEncoder(std::move(shared), symmetry), sent_of_(instance_->messages(), not_sent) {
  const InputSet& inputs = instance_->inputs();
  for (Player p = first_player; p < instance_->last_player(); ++p) {
    levels_.emplace_back(numbered(ReachableInputs(inputs, p), inputs.projections(p)));
  }
  std::vector<std::uint64_t> answer_keys;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    answers_.push_back(instance_->task().answer(inputs.input(k)));
    answer_keys.push_back(std::uint64_t{inputs.value(first_player, k)} << 32 | answers_.back());
  }
  apart_ = level(first_player).size() - pairs_within_groups(answer_keys);

  for (std::size_t number = 0; number < instance_->messages(); ++number) {
    const Message message = instance_->message(number);
    if (!instance_->matters(message)) continue;
    ReachablePairs pairs(inputs, message.sender, message.receiver);
    GroupedPairs row_pairs(receiver_groups(pairs));
    Sent sent{message, number, instance_->width(message), std::move(pairs), std::move(row_pairs), false, 0, 0, 0, 0, 0,
              {},      {}};
    sent.by_pair = !hears(message.sender, message.epoch - 1) && !hears(message.receiver, message.epoch - 1);
    const std::uint64_t projections = inputs.projections(message.receiver);
    sent.rows = sent.by_pair ? sent.pairs.size() : projections;
    if (sent.by_pair) {
      sent.compared = sent.row_pairs.size();
      count_same_row(sent);
    } else {
      sent.compared = message.epoch == instance_->epochs() ? apart_ : level(message.receiver).size();
      std::vector<std::uint64_t> keys(projections);
      for (std::uint64_t p = 0; p < projections; ++p) keys[p] = sent.pairs.of(p);
      sent.constrained = pairs_within_groups(keys);
      for (std::uint64_t p = 0; p < projections; ++p) {
        keys[p] = keys[p] << 32 | inputs.projection(message.sender, inputs.first_input(message.receiver, p));
      }
      sent.told_apart = sent.constrained - pairs_within_groups(keys);
    }
    sent_of_[number] = sent_.size();
    sent_.push_back(std::move(sent));
  }
  if (reference_size().all_variables().value() <= 0x7fffffff) make_variables();
}

/// In the last epoch the message is compared in the output clauses alone, for inputs that need different answers.
void PairsEncoder::count_same_row(Sent& sent) const {
  std::vector<std::uint64_t> rows(instance_->inputs().projections(sent.message.receiver));
  for (std::uint64_t p = 0; p < rows.size(); ++p) rows[p] = sent.pairs.of(p);
  sent.same_row = pairs_within_groups(rows);
  if (sent.message.epoch < instance_->epochs()) return;
  for (std::uint64_t k = 0; k < rows.size(); ++k) rows[k] = rows[k] << 32 | answers_[k];
  sent.same_row -= pairs_within_groups(rows);
}

/// Whether player p has received a bit by the end of `epoch`.
bool PairsEncoder::hears(Player p, int epoch) const {
  for (int t = 1; t <= epoch; ++t) {
    for (Player k = p + 1; k <= instance_->last_player(); ++k) {
      if (instance_->width({t, k, p}) > 0) return true;
    }
  }
  return false;
}

FormulaSize PairsEncoder::reference_size() const {
  Count values, differences, views, messages, literals;
  // A view literal stands in a clause only where the player has heard something.
  const auto view_literals = [&](Player p, int epoch) {
    return p < instance_->last_player() && hears(p, epoch) ? 1U : 0U;
  };
  for (const Sent& sent : sent_) {
    const auto& [epoch, sender, receiver] = sent.message;
    values += Count(sent.rows) * Count(sent.width);
    differences += Count(sent.compared) * Count(sent.width);
    messages += Count(sent.constrained) * Count(2 * sent.width);
    literals += Count(sent.constrained) * Count(2 * sent.width) * Count(2 + view_literals(receiver, epoch - 1));
    literals += Count(sent.told_apart) * Count(2 * sent.width) * Count(view_literals(sender, epoch - 1));
    // It is compared in the clauses of its receiver's view, or in those of the output.
    const std::uint64_t pairs = epoch < instance_->epochs() ? level(receiver).size() : apart_;
    literals += Count(pairs - sent.same_row) * Count(sent.width);
  }
  for (Player p = first_player; p < instance_->last_player(); ++p) {
    for (int epoch = 1; epoch < instance_->epochs(); ++epoch) {
      if (!hears(p, epoch)) continue;
      views += Count(level(p).size());
      literals += Count(level(p).size()) * Count(1 + view_literals(p, epoch - 1));
    }
  }
  literals += differences * Count(6) + Count(apart_) * Count(view_literals(first_player, instance_->epochs() - 1));
  return {{{"message", values}, {"differ", differences}, {"view", views}},
          {{"differ", Count(2) * differences}, {"view", views}, {"message", messages}, {"output", apart_}},
          literals};
}

void PairsEncoder::make_variables() {
  const auto name = [](const Sent& sent, const char* family) {
    return [text = fmt::format("{} epoch={} from={} to={} {}", family, sent.message.epoch, sent.message.sender,
                               sent.message.receiver, sent.by_pair ? "pair" : "projection")](
               std::span<const std::uint64_t> at) { return fmt::format("{}={} bit={}", text, at[0], at[1]); };
  };
  for (Sent& sent : sent_) {
    sent.values = variables_.block("message", {sent.rows, sent.width}, name(sent, "message"));
  }
  for (Sent& sent : sent_) {
    sent.differences = variables_.block("differ", {sent.compared, sent.width}, name(sent, "differ"));
  }
  for (Player p = first_player; p < instance_->last_player(); ++p) {
    views_.emplace_back(static_cast<std::size_t>(instance_->epochs()));
    for (int epoch = 1; epoch < instance_->epochs(); ++epoch) {
      if (!hears(p, epoch)) continue;
      views_.back()[static_cast<std::size_t>(epoch)] =
          variables_.block("view", {level(p).size()}, [p, epoch](std::span<const std::uint64_t> at) {
            return fmt::format("view player={} epoch={} pair={}", p, epoch, at[0]);
          });
    }
  }
}

Var PairsEncoder::value(const Sent& sent, std::uint64_t row, unsigned bit) const { return sent.values(row, bit); }

Var PairsEncoder::first_epoch_bit(std::size_t message_number, std::uint64_t pair, unsigned bit) const {
  return value(sent_[sent_of_[message_number]], pair, bit);
}

Var PairsEncoder::difference(const Sent& sent, std::uint64_t pair, unsigned bit) const {
  return sent.differences(pair, bit);
}

Var PairsEncoder::view(Player p, int epoch, std::uint64_t pair) const {
  return views_[seat(p)][static_cast<std::size_t>(epoch)](pair);
}

/// Adds "p can tell the two projections at its level apart after `epoch`", where that is not plainly false.
void PairsEncoder::append_view_literal(Player p, int epoch, std::uint64_t first, std::uint64_t second,
                                       std::vector<Lit>& clause) const {
  if (p == instance_->last_player() || first == second || !hears(p, epoch)) return;
  clause.push_back(Lit(view(p, epoch, level(p).number(first, second)), true));
}

/// Adds "some message to p in `epoch` differs".
void PairsEncoder::append_differences(Player p, int epoch, const Pair& pair, std::vector<Lit>& clause) const {
  for (Player k = p + 1; k <= instance_->last_player(); ++k) {
    const std::size_t index = sent_of_[instance_->number({epoch, k, p})];
    if (index == not_sent) continue;
    const Sent& sent = sent_[index];
    std::uint64_t number = pair.apart;
    if (sent.by_pair) {
      const std::uint64_t row = sent.row(pair.first);
      const std::uint64_t other = sent.row(pair.second);
      if (row == other) continue;
      number = sent.row_pairs.number(row, other);
    } else if (!last_by_projection(sent)) {
      number = level(p).number(pair.first, pair.second);
    }
    for (unsigned bit = 0; bit < sent.width; ++bit) clause.push_back(Lit(difference(sent, number, bit), true));
  }
}

/// Calls `visit(pair)` for the pairs of inputs with one query and different answers.
template <typename Visit>
void PairsEncoder::for_each_apart(Visit visit) const {
  std::uint64_t apart = 0;
  level(first_player).for_each([&](std::uint64_t a, std::uint64_t b) {
    if (answers_[a] != answers_[b]) visit(Pair{a, b, apart++});
  });
}

/// Calls `visit(row, other row, number)` for the pairs of rows that are compared.
template <typename Visit>
void PairsEncoder::for_each_difference(const Sent& sent, Visit visit) const {
  if (last_by_projection(sent)) {
    for_each_apart([&](const Pair& pair) { visit(pair.first, pair.second, pair.apart); });
    return;
  }
  std::uint64_t number = 0;
  const GroupedPairs& compared = sent.by_pair ? sent.row_pairs : level(sent.message.receiver);
  compared.for_each([&](std::uint64_t a, std::uint64_t b) { visit(a, b, number++); });
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
      for (unsigned bit = 0; bit < sent.width; ++bit) {
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

// view(p, t) → view(p, t-1) ∨ differ(some message to p in epoch t)
void PairsEncoder::write_views(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("view");
  std::vector<Lit> clause;
  for (Player p = first_player; p < instance_->last_player(); ++p) {
    for (int epoch = 1; epoch < instance_->epochs(); ++epoch) {
      if (!hears(p, epoch)) continue;
      std::uint64_t number = 0;
      level(p).for_each([&](std::uint64_t a, std::uint64_t b) {
        clause.assign({Lit(view(p, epoch, number++), false)});
        append_view_literal(p, epoch - 1, a, b, clause);
        append_differences(p, epoch, {a, b, 0}, clause);
        formula.add_clause(clause);
        watch.tick(formula);
      });
    }
  }
}

// equal views ⇒ equal messages: view(j, t-1) ∨ view(i, t-1) ∨ value ≡ value'
void PairsEncoder::write_messages(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("message");
  const InputSet& inputs = instance_->inputs();
  std::vector<Lit> clause;
  for (const Sent& sent : sent_) {
    if (sent.by_pair) continue;
    const Message& message = sent.message;
    level(message.receiver).for_each([&](std::uint64_t a, std::uint64_t b) {
      watch.tick(formula);
      if (sent.pairs.of(a) != sent.pairs.of(b)) return;
      const auto at_sender = [&](std::uint64_t projection) {
        return inputs.projection(message.sender, inputs.first_input(message.receiver, projection));
      };
      clause.clear();
      append_view_literal(message.receiver, message.epoch - 1, a, b, clause);
      append_view_literal(message.sender, message.epoch - 1, at_sender(a), at_sender(b), clause);
      const std::size_t views = clause.size();
      for (unsigned bit = 0; bit < sent.width; ++bit) {
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

// different answers ⇒ different final views, where the queries agree
void PairsEncoder::write_output(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("output");
  std::vector<Lit> clause;
  for_each_apart([&](const Pair& pair) {
    clause.clear();
    append_view_literal(first_player, instance_->epochs() - 1, pair.first, pair.second, clause);
    append_differences(first_player, instance_->epochs(), pair, clause);
    formula.add_clause(clause);
    watch.tick(formula);
  });
}

Protocol PairsEncoder::decode(const Assignment& model) const {
  const InputSet& inputs = instance_->inputs();
  ProtocolBuilder builder(instance_);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    Transcript run;
    run.values.resize(instance_->messages());
    run.answer = answers_[input];
    for (const Sent& sent : sent_) {
      const std::uint64_t row = sent.row(inputs.projection(sent.message.receiver, input));
      for (unsigned bit = 0; bit < sent.width; ++bit) {
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
      const std::uint64_t row = sent.row(inputs.projection(sent.message.receiver, input));
      for (unsigned bit = 0; bit < sent.width; ++bit) {
        assignment.set(value(sent, row, bit), (run.values[sent.number] >> bit & 1) != 0);
      }
    }
  }
  for (const Sent& sent : sent_) {
    for_each_difference(sent, [&](std::uint64_t row, std::uint64_t other, std::uint64_t number) {
      for (unsigned bit = 0; bit < sent.width; ++bit) {
        const bool differ = assignment.value(value(sent, row, bit)) != assignment.value(value(sent, other, bit));
        assignment.set(difference(sent, number, bit), differ);
      }
    });
  }
  std::vector<Lit> reasons;
  for (Player p = first_player; p < instance_->last_player(); ++p) {
    for (int epoch = 1; epoch < instance_->epochs(); ++epoch) {
      if (!hears(p, epoch)) continue;
      std::uint64_t number = 0;
      level(p).for_each([&](std::uint64_t a, std::uint64_t b) {
        reasons.clear();
        append_view_literal(p, epoch - 1, a, b, reasons);
        append_differences(p, epoch, {a, b, 0}, reasons);
        const bool apart = std::any_of(reasons.begin(), reasons.end(), [&](Lit l) { return assignment.value(l); });
        assignment.set(view(p, epoch, number++), apart);
      });
    }
  }
  return assignment;
}

}  // namespace arcsat
