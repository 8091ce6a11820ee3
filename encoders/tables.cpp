#include "encoders/tables.hpp"

#include <fmt/format.h>

#include <set>
#include <unordered_set>
#include <utility>

#include "encoders/encoder_table.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::size_t no_table = SIZE_MAX;

/// How many contents so many bits have; fewer than 64, or the variables are not made.
template <typename Bit>
std::uint64_t contents(const std::vector<Bit>& bits) {
  return std::uint64_t{1} << bits.size();
}

}  // namespace

TablesEncoder::TablesEncoder(std::shared_ptr<const Instance> shared, Symmetry symmetry)
    : ReferenceEncoder(std::move(shared), symmetry),
      projections_(instance_->inputs(), instance_->scheme()),
      table_of_(instance_->scheme().slots(), no_table),
      queries_(&projections_.held(instance_->scheme().answer(), instance_->scheme().answer())),
      answer_bits_(bits_for(instance_->task().answers())) {
  const Scheme& scheme = instance_->scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.matters(number)) continue;
    const Slot& slot = scheme.slot(number);
    tables_.push_back({number,
                       slot,
                       &projections_.held(slot.from, slot.to),
                       &projections_.of(number),
                       inbox_of({slot.from, slot.to}, &slot),
                       {},
                       {}});
    table_of_[number] = tables_.size() - 1;
  }
  // With one possible answer there is no output table, however many bits it would be over.
  if (answer_bits_ > 0) final_inbox_ = inbox_of({scheme.answer()}, nullptr);
  if (reference_size().all_variables().value() <= 0x7fffffff) make_variables();
}

/// The bits that some views received, each once, without those that the views of `slot` determine.
std::vector<TablesEncoder::InboxBit> TablesEncoder::inbox_of(std::initializer_list<View> views,
                                                             const Slot* slot) const {
  const Scheme& scheme = instance_->scheme();
  const auto known = [&](const View& part) {
    return slot != nullptr && (scheme.contains(slot->from, part) || scheme.contains(slot->to, part));
  };
  std::vector<InboxBit> inbox;
  std::unordered_set<std::size_t> there;
  for (const View& view : views) {
    for (const std::uint32_t number : scheme.received(view)) {
      const std::size_t table = table_of_[number];
      const Slot& received = scheme.slot(number);
      if (table == no_table || (known(received.from) && known(received.to)) || !there.insert(table).second) continue;
      for (unsigned bit = 0; bit < received.width(); ++bit) inbox.push_back({table, bit});
    }
  }
  return inbox;
}

FormulaSize TablesEncoder::reference_size() const {
  Count cells, values, look_ups, look_up_literals;
  for (const Table& table : tables_) {
    const Count contents = Count::power_of_two(table.inbox.size());
    cells += Count(table.held->size()) * contents * Count(table.slot.width());
    if (table.inbox.empty()) continue;
    const Count projections(table.rows->size());
    values += projections * Count(table.slot.width());
    const Count clauses = projections * contents * Count(2 * table.slot.width());
    look_ups += clauses;
    look_up_literals += clauses * Count(table.inbox.size() + 2);
  }
  const Count contents = Count::power_of_two(final_inbox_.size());
  const Count outputs = Count(instance_->inputs().size()) * contents * Count(answer_bits_);
  return {{{"message", cells}, {"value", values}, {"output", Count(queries_->size()) * contents * Count(answer_bits_)}},
          {{"look-up", look_ups}, {"output", outputs}},
          look_up_literals + outputs * Count(final_inbox_.size() + 1)};
}

void TablesEncoder::make_variables() {
  for (Table& table : tables_) {
    const std::string slot = words_in_names(table.slot);
    table.cells = variables_.block("message", {table.held->size(), contents(table.inbox), table.slot.width()},
                                   [this, held = table.held, of = table.slot, slot](std::span<const std::uint64_t> at) {
                                     return fmt::format("message {}{} inboxes={} bit={}", slot,
                                                        held_words(of, held->first(at[0])), at[1], at[2]);
                                   });
    if (table.inbox.empty()) continue;
    table.values =
        variables_.block("value", {table.rows->size(), table.slot.width()}, [slot](std::span<const std::uint64_t> at) {
          return fmt::format("value {} projection={} bit={}", slot, at[0], at[1]);
        });
  }
  outputs_ = variables_.block(
      "output", {queries_->size(), contents(final_inbox_), answer_bits_}, [this](std::span<const std::uint64_t> at) {
        std::string query;
        for (const Player p : instance_->scheme().parts(instance_->scheme().answer().holder)) {
          query += fmt::format(" query={}", instance_->inputs().value(p, queries_->first(at[0])));
        }
        return fmt::format("output{} inbox={} bit={}", query, at[1], at[2]);
      });
}

/// " sender_input=2 receiver_input=0": what the two holders of a slot hold on an input.
std::string TablesEncoder::held_words(const Slot& slot, std::uint64_t input) const {
  std::string words;
  for (const auto& [who, view] : {std::pair("sender", slot.from), std::pair("receiver", slot.to)}) {
    for (const Player p : instance_->scheme().parts(view.holder)) {
      words += fmt::format(" {}_input={}", who, instance_->inputs().value(p, input));
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

Var TablesEncoder::output_cell(std::uint64_t query, std::uint64_t content, unsigned bit) const {
  return outputs_(query, content, bit);
}

Var TablesEncoder::sent_bit(std::size_t slot, std::uint64_t input, unsigned bit) const {
  return value(tables_[table_of_[slot]], input, bit);
}

void TablesEncoder::write_reference(Formula& formula, EncodingWatch& watch) const {
  for (const Table& table : tables_) {
    if (!table.inbox.empty()) write_look_ups(table, formula, watch);
  }
  write_output(formula, watch);
}

// What is sent is what the table says: inbox(x) = α → value(x) ≡ cell(held(x), α), for every content α.
void TablesEncoder::write_look_ups(const Table& table, Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("look-up");
  const std::size_t bits = table.inbox.size();
  std::vector<Lit> clause(bits + 2);
  std::vector<Var> received(bits);
  for (std::uint64_t row = 0; row < table.rows->size(); ++row) {
    const std::uint64_t input = table.rows->first(row);
    const std::uint64_t held = table.held->of(input);
    for (std::size_t k = 0; k < bits; ++k) {
      received[k] = value(tables_[table.inbox[k].table], input, table.inbox[k].bit);
    }
    for (std::uint64_t content = 0; content >> bits == 0; ++content) {
      for (std::size_t k = 0; k < bits; ++k) clause[k] = Lit(received[k], (content >> k & 1) == 0);
      for (unsigned bit = 0; bit < table.slot.width(); ++bit) {
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
      received[k] = value(tables_[final_inbox_[k].table], input, final_inbox_[k].bit);
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

Protocol TablesEncoder::decode(const Assignment& model) const {
  ProtocolBuilder builder(instance_);
  for (std::uint64_t input = 0; input < instance_->inputs().size(); ++input) {
    Transcript run;
    run.values.resize(instance_->scheme().slots());
    for (const Table& table : tables_) {
      for (unsigned bit = 0; bit < table.slot.width(); ++bit) {
        run.values[table.number] |= std::uint32_t{model.value(value(table, input, bit))} << bit;
      }
    }
    std::uint64_t content = 0;
    for (std::size_t k = 0; k < final_inbox_.size(); ++k) {
      const Table& table = tables_[final_inbox_[k].table];
      content |= std::uint64_t{run.values[table.number] >> final_inbox_[k].bit & 1} << k;
    }
    for (unsigned bit = 0; bit < answer_bits_; ++bit) {
      run.answer |= std::uint32_t{model.value(output_cell(queries_->of(input), content, bit))} << bit;
    }
    builder.record(input, run);
  }
  return builder.finish();
}

Assignment TablesEncoder::embed_as_it_is(const Protocol& protocol) const {
  const Instance& of = *instance_;
  const Scheme& scheme = of.scheme();
  Assignment assignment;
  assignment.values.resize(reference_size().all_variables().value() + 1);
  std::vector<std::uint32_t> key;
  // The value that `table` has for what its holders hold on an input and a content of what they received, by the
  // protocol's rows; 0 where no allowed input leads.
  const auto sent = [&](const Table& table, const Input& input, std::uint64_t content) {
    std::vector<std::uint32_t> values(scheme.slots());
    std::vector<bool> given(scheme.slots());
    for (std::size_t k = 0; k < table.inbox.size(); ++k) {
      const std::size_t number = tables_[table.inbox[k].table].number;
      values[number] |= static_cast<std::uint32_t>(content >> k & 1) << table.inbox[k].bit;
      given[number] = true;
    }
    const auto look_up = [&](std::size_t number) {
      key.clear();
      append_views(scheme, scheme.slot(number), input, values, key);
      values[number] = protocol.slot(number).find(key).value_or(0);
    };
    // What was left out follows from the rest, in the order of the slots.
    std::set<std::size_t> following;
    for (const View& view : {table.slot.from, table.slot.to}) {
      for (const std::uint32_t number : scheme.received(view)) {
        if (!given[number] && scheme.slot(number).bits > 0) following.insert(number);
      }
    }
    for (const std::size_t number : following) look_up(number);
    look_up(table.number);
    return values[table.number];
  };
  for (const Table& table : tables_) {
    for (std::uint64_t held = 0; held < table.held->size(); ++held) {
      const Input input = of.inputs().input(table.held->first(held));
      for (std::uint64_t content = 0; content >> table.inbox.size() == 0; ++content) {
        const std::uint32_t message = sent(table, input, content);
        for (unsigned bit = 0; bit < table.slot.width(); ++bit) {
          assignment.set(cell(table, held, content, bit), (message >> bit & 1) != 0);
        }
      }
    }
  }
  for (std::uint64_t input = 0; input < of.inputs().size(); ++input) {
    const Transcript run = simulate(protocol, of.inputs().input(input));
    for (const Table& table : tables_) {
      for (unsigned bit = 0; bit < table.slot.width(); ++bit) {
        assignment.set(value(table, input, bit), (run.values[table.number] >> bit & 1) != 0);
      }
    }
    std::uint64_t content = 0;
    for (std::size_t k = 0; k < final_inbox_.size(); ++k) {
      const Table& table = tables_[final_inbox_[k].table];
      content |= std::uint64_t{run.values[table.number] >> final_inbox_[k].bit & 1} << k;
    }
    for (unsigned bit = 0; bit < answer_bits_; ++bit) {
      assignment.set(output_cell(queries_->of(input), content, bit), (run.answer >> bit & 1) != 0);
    }
  }
  return assignment;
}

extern const EncoderRow tables_row;
const EncoderRow tables_row = {
    .name = "tables",
    .make = [](std::shared_ptr<const Instance> instance,
               std::optional<Symmetry> symmetry) -> std::unique_ptr<CnfEncoder> {
      return std::make_unique<TablesEncoder>(std::move(instance), symmetry.value_or(Symmetry::labels));
    },
};

}  // namespace arcsat
