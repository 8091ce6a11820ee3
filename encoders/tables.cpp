#include "encoders/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

#include "encoders/encoder_table.hpp"
#include "encoders/exclusive_or.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::size_t not_in_tables = SIZE_MAX;

/// How many contents so many bits have; fewer than 64, or the variables are not made.
template <typename Bit>
std::uint64_t contents(const std::vector<Bit>& bits) {
  return std::uint64_t{1} << bits.size();
}

}  // namespace

Symmetry most_of_tables(const Instance& instance) {
  return is_plain_decoder(instance.model()) ? Symmetry::labels : Symmetry::all;
}

TablesEncoder::TablesEncoder(std::shared_ptr<const Instance> shared, Symmetry symmetry)
    : ReferenceEncoder(std::move(shared), symmetry),
      projections_(instance_->inputs(), instance_->scheme()),
      sent_of_(instance_->scheme().slots(), not_in_tables),
      queries_(&projections_.held(instance_->scheme().answer(), instance_->scheme().answer())),
      answer_bits_(bits_for(instance_->task().answers())) {
  const Scheme& scheme = instance_->scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.matters(number)) continue;
    const Slot& slot = scheme.slot(number);
    Sent sent{number, slot, {}, &projections_.of(number), &projections_.held(slot.to, slot.to)};
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      const View& from = slot.terms[term];
      sent.tables.push_back(
          {from, &projections_.held(from, slot.to), &projections_.of(slot, term), inbox_of(from, slot.to)});
    }
    sent_.push_back(std::move(sent));
    sent_of_[number] = sent_.size() - 1;
  }
  // With one possible answer there is no output table, however many bits it would be over.
  if (answer_bits_ > 0) final_inbox_ = inbox_of(scheme.answer());
  if (reference_size().all_variables().value() <= 0x7fffffff) make_variables();
}

/// The bits that some views received, each once, without those that are known.
template <typename Known>
std::vector<TablesEncoder::InboxBit> TablesEncoder::inbox_of(std::initializer_list<View> views, Known known) const {
  const Scheme& scheme = instance_->scheme();
  std::vector<InboxBit> inbox;
  std::unordered_set<std::size_t> there;
  for (const View& view : views) {
    for (const std::uint32_t number : scheme.received(view)) {
      const std::size_t sent = sent_of_[number];
      const Slot& received = scheme.slot(number);
      if (sent == not_in_tables || known(received) || !there.insert(sent).second) continue;
      for (unsigned bit = 0; bit < received.width(); ++bit) inbox.push_back({sent, bit});
    }
  }
  return inbox;
}

std::vector<TablesEncoder::InboxBit> TablesEncoder::inbox_of(const View& view) const {
  return inbox_of({view}, [](const Slot&) { return false; });
}

/// Without what the two views determine.
std::vector<TablesEncoder::InboxBit> TablesEncoder::inbox_of(const View& from, const View& to) const {
  const Scheme& scheme = instance_->scheme();
  const auto known = [&](const View& part) { return scheme.contains(from, part) || scheme.contains(to, part); };
  return inbox_of({from, to}, [&](const Slot& received) {
    return known(received.to) && std::all_of(received.terms.begin(), received.terms.end(), known);
  });
}

FormulaSize TablesEncoder::reference_size() const {
  Count cells, values, look_ups, look_up_literals, sums;
  for (const Sent& sent : sent_) {
    const Count width(sent.slot.width());
    for (const Table& table : sent.tables) {
      const Count contents = Count::power_of_two(table.inbox.size());
      cells += Count(table.held->size()) * contents * width;
      if (table.inbox.empty()) continue;
      const Count projections(table.rows->size());
      values += projections * width;
      const Count clauses = projections * contents * Count(2) * width;
      look_ups += clauses;
      look_up_literals += clauses * Count(table.inbox.size() + 2);
    }
    sums += Count(sent.rows->size()) * Count(sent.tables.size() - 1) * width;
  }
  const Count contents = Count::power_of_two(final_inbox_.size());
  const Count outputs = Count(instance_->inputs().size()) * contents * Count(answer_bits_);
  FormulaSize size = {
      {{"message", cells}, {"value", values}, {"output", Count(queries_->size()) * contents * Count(answer_bits_)}},
      {{"look-up", look_ups}, {"output", outputs}},
      look_up_literals + outputs * Count(final_inbox_.size() + 1)};
  if (instance_->scheme().has_sums()) {
    size.variables.push_back({"sum", sums});
    size.clauses.push_back({"sum", sums * Count(4)});
    size.literals += sums * Count(12);
  }
  return size;
}

void TablesEncoder::make_variables() {
  const Scheme& scheme = instance_->scheme();
  for (Sent& sent : sent_) {
    for (std::size_t term = 0; term < sent.tables.size(); ++term) {
      Table& table = sent.tables[term];
      const std::string words = words_in_names(scheme, sent.slot, term);
      table.cells = variables_.block(
          "message", {table.held->size(), contents(table.inbox), sent.slot.width()},
          [this, held = table.held, from = table.from, to = sent.slot.to, words](std::span<const std::uint64_t> at) {
            return fmt::format("message {}{} inboxes={} bit={}", words, held_words(from, to, held->first(at[0])), at[1],
                               at[2]);
          });
      if (table.inbox.empty()) continue;
      table.values = variables_.block("value", {table.rows->size(), sent.slot.width()},
                                      [words](std::span<const std::uint64_t> at) {
                                        return fmt::format("value {} projection={} bit={}", words, at[0], at[1]);
                                      });
    }
  }
  outputs_ = variables_.block(
      "output", {queries_->size(), contents(final_inbox_), answer_bits_}, [this](std::span<const std::uint64_t> at) {
        std::string query;
        for (const Part& part : instance_->scheme().parts(instance_->scheme().answer().holder)) {
          query += fmt::format(" query={}", instance_->inputs().value(part.player, queries_->first(at[0])));
        }
        return fmt::format("output{} inbox={} bit={}", query, at[1], at[2]);
      });
  for (Sent& sent : sent_) {
    if (!sent.slot.is_sum()) continue;
    sent.sums =
        variables_.block("sum", {sent.rows->size(), sent.tables.size() - 1, sent.slot.width()},
                         [words = words_in_names(sent.slot)](std::span<const std::uint64_t> at) {
                           return fmt::format("sum {} projection={} terms={} bit={}", words, at[0], at[1] + 2, at[2]);
                         });
  }
}

/// " sender_input=2 receiver_input=0": what the two holders of a slot hold on an input.
std::string TablesEncoder::held_words(const View& from, const View& to, std::uint64_t input) const {
  const Scheme& scheme = instance_->scheme();
  std::string words;
  for (const auto& [who, view] : {std::pair("sender", from), std::pair("receiver", to)}) {
    for (const Part& part : scheme.parts(view.holder)) {
      words += fmt::format(" {}_input={}", who,
                           value_of(scheme.task(), part, instance_->inputs().value(part.player, input)));
    }
  }
  return words;
}

Var TablesEncoder::cell(const Table& table, std::uint64_t held, std::uint64_t content, unsigned bit) const {
  return table.cells(held, content, bit);
}

Var TablesEncoder::value(const Table& table, std::uint64_t input, unsigned bit) const {
  if (table.inbox.empty()) return cell(table, table.held->of(input), 0, bit);
  return table.values(table.rows->of(input), bit);
}

/// The sum of the terms up to the last one.
Var TablesEncoder::sum(const Sent& sent, std::size_t last, std::uint64_t input, unsigned bit) const {
  return last == 0 ? value(sent.tables[0], input, bit) : sent.sums(sent.rows->of(input), last - 1, bit);
}

Var TablesEncoder::value(const InboxBit& received, std::uint64_t input) const {
  const Sent& sent = sent_[received.sent];
  return sum(sent, sent.tables.size() - 1, input, received.bit);
}

Var TablesEncoder::output_cell(std::uint64_t query, std::uint64_t content, unsigned bit) const {
  return outputs_(query, content, bit);
}

Var TablesEncoder::sent_bit(std::size_t slot, std::size_t term, std::uint64_t input, unsigned bit) const {
  return value(sent_[sent_of_[slot]].tables[term], input, bit);
}

void TablesEncoder::write_reference(Formula& formula, EncodingWatch& watch) const {
  for (const Sent& sent : sent_) {
    for (const Table& table : sent.tables) {
      if (!table.inbox.empty()) write_look_ups(table, sent.slot.width(), formula, watch);
    }
  }
  write_output(formula, watch);
  if (instance_->scheme().has_sums()) write_sums(formula, watch);
}

// What is sent is what the table says: inbox(x) = α → value(x) ≡ cell(held(x), α), for every content α.
void TablesEncoder::write_look_ups(const Table& table, unsigned width, Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("look-up");
  const std::size_t bits = table.inbox.size();
  std::vector<Lit> clause(bits + 2);
  std::vector<Var> received(bits);
  for (std::uint64_t row = 0; row < table.rows->size(); ++row) {
    const std::uint64_t input = table.rows->first(row);
    const std::uint64_t held = table.held->of(input);
    for (std::size_t k = 0; k < bits; ++k) {
      received[k] = value(table.inbox[k], input);
    }
    for (std::uint64_t content = 0; content >> bits == 0; ++content) {
      for (std::size_t k = 0; k < bits; ++k) clause[k] = Lit(received[k], (content >> k & 1) == 0);
      for (unsigned bit = 0; bit < width; ++bit) {
        for (const bool sent : {false, true}) {
          clause[bits] = Lit(cell(table, held, content, bit), !sent);
          clause[bits + 1] = Lit(value(table, input, bit), sent);
          formula.add_clause(clause);
        }
        watch.tick(formula);
      }
    }
  }
}

// The output is right: inbox_{-1}(x) = α → output(w, α) ≡ answer(x), for every content α.
void TablesEncoder::write_output(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("output");
  const InputSet& inputs = instance_->inputs();
  const std::size_t bits = final_inbox_.size();
  std::vector<Lit> clause(bits + 1);
  std::vector<Var> received(bits);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    const std::uint32_t answer = instance_->task().answer(inputs.input(input));
    const std::uint64_t query = queries_->of(input);
    for (std::size_t k = 0; k < bits; ++k) {
      received[k] = value(final_inbox_[k], input);
    }
    for (std::uint64_t content = 0; content >> bits == 0; ++content) {
      for (std::size_t k = 0; k < bits; ++k) clause[k] = Lit(received[k], (content >> k & 1) == 0);
      for (unsigned bit = 0; bit < answer_bits_; ++bit) {
        clause[bits] = Lit(output_cell(query, content, bit), (answer >> bit & 1) != 0);
        formula.add_clause(clause);
      }
      watch.tick(formula);
    }
  }
}

// sum ≡ sum of the terms before ⊕ term
void TablesEncoder::write_sums(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("sum");
  for (const Sent& sent : sent_) {
    for (std::size_t last = 1; last < sent.tables.size(); ++last) {
      for (std::uint64_t row = 0; row < sent.rows->size(); ++row) {
        const std::uint64_t input = sent.rows->first(row);
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          for_each_exclusive_or_clause(sum(sent, last, input, bit), sum(sent, last - 1, input, bit),
                                       value(sent.tables[last], input, bit),
                                       [&](std::span<const Lit> clause) { formula.add_clause(clause); });
        }
        watch.tick(formula);
      }
    }
  }
}

/// What the answering view has received in a run.
std::uint64_t TablesEncoder::final_content(const Transcript& run) const {
  std::uint64_t content = 0;
  for (std::size_t k = 0; k < final_inbox_.size(); ++k) {
    content |= std::uint64_t{run.values[sent_[final_inbox_[k].sent].number] >> final_inbox_[k].bit & 1} << k;
  }
  return content;
}

Protocol TablesEncoder::decode(const Assignment& model) const {
  ProtocolBuilder builder(instance_);
  for (std::uint64_t input = 0; input < instance_->inputs().size(); ++input) {
    Transcript run;
    run.values.resize(instance_->scheme().slots());
    run.terms.resize(instance_->scheme().terms());
    for (const Sent& sent : sent_) {
      for (std::size_t term = 0; term < sent.tables.size(); ++term) {
        std::uint32_t bits = 0;
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          bits |= std::uint32_t{model.value(value(sent.tables[term], input, bit))} << bit;
        }
        run.set_term(sent.number, sent.slot, term, bits);
      }
    }
    const std::uint64_t content = final_content(run);
    for (unsigned bit = 0; bit < answer_bits_; ++bit) {
      run.answer |= std::uint32_t{model.value(output_cell(queries_->of(input), content, bit))} << bit;
    }
    builder.record(input, run);
  }
  return builder.finish();
}

/// The value of a term for what its holders hold on an input and a content of what they received, by the protocol's
/// rows; 0 where no allowed input leads.
std::uint32_t TablesEncoder::term_on(const Protocol& protocol, const Sent& sent, std::size_t term, const Input& input,
                                     std::uint64_t content) const {
  const Scheme& scheme = instance_->scheme();
  const Table& table = sent.tables[term];
  std::vector<std::uint32_t> values(scheme.slots());
  std::vector<bool> given(scheme.slots());
  for (std::size_t k = 0; k < table.inbox.size(); ++k) {
    const std::size_t number = sent_[table.inbox[k].sent].number;
    values[number] |= static_cast<std::uint32_t>(content >> k & 1) << table.inbox[k].bit;
    given[number] = true;
  }
  std::vector<std::uint32_t> key;
  const auto look_up = [&](std::size_t number, std::size_t of) {
    key.clear();
    append_views(scheme, scheme.slot(number), of, input, values, key);
    return protocol.slot(number, of).find(key).value_or(0);
  };
  // What was left out follows from the rest, in the order of the slots.
  std::set<std::size_t> following;
  for (const View& view : {table.from, sent.slot.to}) {
    for (const std::uint32_t number : scheme.received(view)) {
      if (!given[number] && scheme.slot(number).width() > 0) following.insert(number);
    }
  }
  for (const std::size_t number : following) {
    std::uint32_t value = 0;
    for (std::size_t of = 0; of < scheme.slot(number).terms.size(); ++of) value ^= look_up(number, of);
    values[number] = value;
  }
  return look_up(sent.number, term);
}

Assignment TablesEncoder::embed_as_it_is(const Protocol& protocol) const {
  const InputSet& inputs = instance_->inputs();
  Assignment assignment;
  assignment.values.resize(reference_size().all_variables().value() + 1);
  for (const Sent& sent : sent_) {
    for (std::size_t term = 0; term < sent.tables.size(); ++term) {
      const Table& table = sent.tables[term];
      for (std::uint64_t held = 0; held < table.held->size(); ++held) {
        const Input input = inputs.input(table.held->first(held));
        for (std::uint64_t content = 0; content >> table.inbox.size() == 0; ++content) {
          const std::uint32_t message = term_on(protocol, sent, term, input, content);
          for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
            assignment.set(cell(table, held, content, bit), (message >> bit & 1) != 0);
          }
        }
      }
    }
  }
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    const Transcript run = simulate(protocol, inputs.input(input));
    for (const Sent& sent : sent_) {
      std::uint32_t added = 0;
      for (std::size_t term = 0; term < sent.tables.size(); ++term) {
        const std::uint32_t bits = run.term(sent.number, sent.slot, term);
        added ^= bits;
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          assignment.set(value(sent.tables[term], input, bit), (bits >> bit & 1) != 0);
          assignment.set(sum(sent, term, input, bit), (added >> bit & 1) != 0);
        }
      }
    }
    const std::uint64_t content = final_content(run);
    for (unsigned bit = 0; bit < answer_bits_; ++bit) {
      assignment.set(output_cell(queries_->of(input), content, bit), (run.answer >> bit & 1) != 0);
    }
  }
  return assignment;
}

extern const EncoderRow tables_row;
const EncoderRow tables_row = {
    .name = "tables",
    .most = Symmetry::all,
    .make = [](std::shared_ptr<const Instance> instance,
               std::optional<Symmetry> symmetry) -> std::unique_ptr<CnfEncoder> {
      const Symmetry most = most_of_tables(*instance);
      return std::make_unique<TablesEncoder>(std::move(instance), symmetry.value_or(most));
    },
};

}  // namespace arcsat
