#include "encoders/tables.hpp"

#include <fmt/format.h>

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
      table_of_(instance_->messages(), no_table),
      queries_(instance_->inputs(), first_player),
      answer_bits_(bits_for(instance_->task().answers())) {
  const Instance& of = *instance_;
  // The bits that `player` received before `epoch`, without those from `skipped`.
  const auto append_inbox = [&](Player player, int epoch, std::optional<Player> skipped, std::vector<InboxBit>& inbox) {
    for (int earlier = 1; earlier < epoch; ++earlier) {
      for (Player k = player + 1; k <= of.last_player(); ++k) {
        const std::size_t table = table_of_[of.number({earlier, k, player})];
        if (table == no_table || k == skipped) continue;
        for (unsigned bit = 0; bit < tables_[table].width; ++bit) inbox.push_back({table, bit});
      }
    }
  };
  for (std::size_t number = 0; number < of.messages(); ++number) {
    const Message message = of.message(number);
    if (!of.matters(message)) continue;
    Table table{message, number, of.width(message), ReachablePairs(of.inputs(), message.sender, message.receiver), {},
                {},      {}};
    append_inbox(message.sender, message.epoch, std::nullopt, table.inbox);
    append_inbox(message.receiver, message.epoch, message.sender, table.inbox);
    table_of_[number] = tables_.size();
    tables_.push_back(std::move(table));
  }
  // With one possible answer there is no output table, however many bits it would be over.
  if (answer_bits_ > 0) append_inbox(first_player, of.epochs() + 1, std::nullopt, final_inbox_);
  if (reference_size().all_variables().value() <= 0x7fffffff) make_variables();
}

FormulaSize TablesEncoder::reference_size() const {
  Count cells, values, look_ups, look_up_literals;
  for (const Table& table : tables_) {
    const Count contents = Count::power_of_two(table.inbox.size());
    cells += Count(table.pairs.size()) * contents * Count(table.width);
    if (table.inbox.empty()) continue;
    const Count projections(instance_->inputs().projections(table.message.receiver));
    values += projections * Count(table.width);
    const Count clauses = projections * contents * Count(2 * table.width);
    look_ups += clauses;
    look_up_literals += clauses * Count(table.inbox.size() + 2);
  }
  const Count contents = Count::power_of_two(final_inbox_.size());
  const Count outputs = Count(instance_->inputs().size()) * contents * Count(answer_bits_);
  return {{{"message", cells}, {"value", values}, {"output", Count(queries_.size()) * contents * Count(answer_bits_)}},
          {{"look-up", look_ups}, {"output", outputs}},
          look_up_literals + outputs * Count(final_inbox_.size() + 1)};
}

void TablesEncoder::make_variables() {
  for (Table& table : tables_) {
    const std::string message =
        fmt::format("epoch={} from={} to={}", table.message.epoch, table.message.sender, table.message.receiver);
    table.cells =
        variables_.block("message", {table.pairs.size(), contents(table.inbox), table.width},
                         [&pairs = table.pairs, message](std::span<const std::uint64_t> at) {
                           const ReachablePairs::Pair& pair = pairs.pair(at[0]);
                           return fmt::format("message {} sender_input={} receiver_input={} inboxes={} bit={}", message,
                                              pair.sender, pair.receiver, at[1], at[2]);
                         });
    if (table.inbox.empty()) continue;
    table.values = variables_.block("value", {instance_->inputs().projections(table.message.receiver), table.width},
                                    [message](std::span<const std::uint64_t> at) {
                                      return fmt::format("value {} projection={} bit={}", message, at[0], at[1]);
                                    });
  }
  outputs_ = variables_.block(
      "output", {queries_.size(), contents(final_inbox_), answer_bits_}, [this](std::span<const std::uint64_t> at) {
        return fmt::format("output query={} inbox={} bit={}", queries_.value(at[0]), at[1], at[2]);
      });
}

Var TablesEncoder::cell(const Table& table, std::uint64_t pair, std::uint64_t content, unsigned bit) const {
  return table.cells(pair, content, bit);
}

Var TablesEncoder::value(const Table& table, std::uint64_t input, unsigned bit) const {
  const std::uint64_t projection = instance_->inputs().projection(table.message.receiver, input);
  if (table.inbox.empty()) return cell(table, table.pairs.of(projection), 0, bit);
  return table.values(projection, bit);
}

Var TablesEncoder::output_cell(std::uint64_t query, std::uint64_t content, unsigned bit) const {
  return outputs_(query, content, bit);
}

Var TablesEncoder::first_epoch_bit(std::size_t message_number, std::uint64_t pair, unsigned bit) const {
  return cell(tables_[table_of_[message_number]], pair, 0, bit);
}

void TablesEncoder::write_reference(Formula& formula, EncodingWatch& watch) const {
  for (const Table& table : tables_) {
    if (!table.inbox.empty()) write_look_ups(table, formula, watch);
  }
  write_output(formula, watch);
}

// What is sent is what the table says: inbox(x) = α → value(x) ≡ cell(a_j, a_i, α), for every content α.
void TablesEncoder::write_look_ups(const Table& table, Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("look-up");
  const InputSet& inputs = instance_->inputs();
  const std::size_t bits = table.inbox.size();
  std::vector<Lit> clause(bits + 2);
  std::vector<Var> received(bits);
  const std::uint64_t projections = inputs.projections(table.message.receiver);
  for (std::uint64_t projection = 0; projection < projections; ++projection) {
    const std::uint64_t input = inputs.first_input(table.message.receiver, projection);
    const std::uint64_t pair = table.pairs.of(projection);
    for (std::size_t k = 0; k < bits; ++k) {
      received[k] = value(tables_[table.inbox[k].table], input, table.inbox[k].bit);
    }
    for (std::uint64_t content = 0; content >> bits == 0; ++content) {
      for (std::size_t k = 0; k < bits; ++k) clause[k] = Lit(received[k], (content >> k & 1) == 0);
      for (unsigned bit = 0; bit < table.width; ++bit) {
        for (const bool sent : {false, true}) {
          clause[bits] = Lit(cell(table, pair, content, bit), !sent);
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
    const std::uint64_t query = queries_.of(input);
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
    run.values.resize(instance_->messages());
    for (const Table& table : tables_) {
      for (unsigned bit = 0; bit < table.width; ++bit) {
        run.values[table.number] |= std::uint32_t{model.value(value(table, input, bit))} << bit;
      }
    }
    std::uint64_t content = 0;
    for (std::size_t k = 0; k < final_inbox_.size(); ++k) {
      const Table& table = tables_[final_inbox_[k].table];
      content |= std::uint64_t{run.values[table.number] >> final_inbox_[k].bit & 1} << k;
    }
    for (unsigned bit = 0; bit < answer_bits_; ++bit) {
      run.answer |= std::uint32_t{model.value(output_cell(queries_.of(input), content, bit))} << bit;
    }
    builder.record(input, run);
  }
  return builder.finish();
}

Assignment TablesEncoder::embed_as_it_is(const Protocol& protocol) const {
  const Instance& of = *instance_;
  Assignment assignment;
  assignment.values.resize(reference_size().all_variables().value() + 1);
  std::vector<std::uint32_t> key;
  // The value that `table` has for a pair of inputs and a content of the inboxes, by the protocol's rows; 0 where no
  // allowed input leads.
  const auto sent = [&](const Table& table, const ReachablePairs::Pair& pair, std::uint64_t content) {
    std::vector<std::uint32_t> values(of.messages());
    for (std::size_t k = 0; k < table.inbox.size(); ++k) {
      values[tables_[table.inbox[k].table].number] |= static_cast<std::uint32_t>(content >> k & 1)
                                                      << table.inbox[k].bit;
    }
    // The sender's own earlier messages follow from the rest, one epoch after the other.
    for (int epoch = 1; epoch <= table.message.epoch; ++epoch) {
      const std::size_t own = of.number({epoch, table.message.sender, table.message.receiver});
      key.clear();
      append_view(of, table.message.sender, epoch, pair.sender, values, key);
      append_view(of, table.message.receiver, epoch, pair.receiver, values, key);
      values[own] = protocol.message(own).find(key).value_or(0);
    }
    return values[table.number];
  };
  for (const Table& table : tables_) {
    for (std::uint64_t pair = 0; pair < table.pairs.size(); ++pair) {
      for (std::uint64_t content = 0; content >> table.inbox.size() == 0; ++content) {
        const std::uint32_t message = sent(table, table.pairs.pair(pair), content);
        for (unsigned bit = 0; bit < table.width; ++bit) {
          assignment.set(cell(table, pair, content, bit), (message >> bit & 1) != 0);
        }
      }
    }
  }
  for (std::uint64_t input = 0; input < of.inputs().size(); ++input) {
    const Transcript run = simulate(protocol, of.inputs().input(input));
    for (const Table& table : tables_) {
      for (unsigned bit = 0; bit < table.width; ++bit) {
        assignment.set(value(table, input, bit), (run.values[table.number] >> bit & 1) != 0);
      }
    }
    std::uint64_t content = 0;
    for (std::size_t k = 0; k < final_inbox_.size(); ++k) {
      const Table& table = tables_[final_inbox_[k].table];
      content |= std::uint64_t{run.values[table.number] >> final_inbox_[k].bit & 1} << k;
    }
    for (unsigned bit = 0; bit < answer_bits_; ++bit) {
      assignment.set(output_cell(queries_.of(input), content, bit), (run.answer >> bit & 1) != 0);
    }
  }
  return assignment;
}

}  // namespace arcsat
