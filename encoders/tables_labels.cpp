// The labels of every slot, as `tables` fixes them.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "encoders/tables.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

/// The bits of a content that the receiver received.
std::uint64_t TablesEncoder::received_part(const Sent& sent, const Table& table) const {
  const auto received = instance_->scheme().received(sent.slot.to);
  std::uint64_t part = 0;
  for (std::size_t k = 0; k < table.inbox.size(); ++k) {
    const std::size_t number = sent_[table.inbox[k].sent].number;
    if (std::find(received.begin(), received.end(), number) != received.end()) part |= std::uint64_t{1} << k;
  }
  return part;
}

/// Calls `visit(sent, table, held, content, most)` for each cell whose value has a limit.
template <typename Visit>
void TablesEncoder::for_each_labelled_cell(Visit visit) const {
  for (const Sent& sent : sent_) {
    const unsigned width = sent.slot.width();
    for (const Table& table : sent.tables) {
      const std::uint64_t part = received_part(sent, table);
      const std::size_t bits = table.inbox.size();
      std::vector<std::uint32_t> cells_before(sent.held->size() << bits);  // by β
      for (std::uint64_t held = 0; held < table.held->size(); ++held) {
        const std::uint64_t holds = sent.held->of(table.held->first(held));
        for (std::uint64_t content = 0; content >> bits == 0; ++content) {
          const std::uint32_t rank = cells_before[(holds << bits) | (content & part)]++;
          const bool limited = sent.slot.is_sum() ? rank == 0 : rank >> width == 0;
          if (limited) visit(sent, table, held, content, rank);
        }
      }
    }
  }
}

void TablesEncoder::count_all_labels(Count& clauses, Count& literals) const {
  if (reference_size().all_variables().value() > 0x7fffffff) return;  // then there is no formula
  for_each_labelled_cell([&](const Sent& sent, const Table&, std::uint64_t, std::uint64_t, std::uint32_t most) {
    count_at_most(most, sent.slot.width(), 1, clauses, literals);
  });
}

// the k-th cell with β has a value of at most k; of a term, the first 0
void TablesEncoder::write_all_labels(Formula& formula, EncodingWatch& watch) const {
  std::vector<Var> bits;
  for_each_labelled_cell(
      [&](const Sent& sent, const Table& table, std::uint64_t held, std::uint64_t content, std::uint32_t most) {
        bits.clear();
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) bits.push_back(cell(table, held, content, bit));
        for_each_at_most_clause(bits, most, [&](const std::vector<Lit>& clause) {
          formula.add_clause(clause);
          watch.tick(formula);
        });
      });
}

std::uint64_t TablesEncoder::content_of(const Table& table, const Transcript& run) const {
  std::uint64_t content = 0;
  for (std::size_t k = 0; k < table.inbox.size(); ++k) {
    const InboxBit& bit = table.inbox[k];
    content |= std::uint64_t{run.values[sent_[bit.sent].number] >> bit.bit & 1} << k;
  }
  return content;
}

Protocol TablesEncoder::with_all_labels(const Protocol& protocol) const {
  const InputSet& inputs = instance_->inputs();
  std::vector<Transcript> runs;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) runs.push_back(simulate(protocol, inputs.input(k)));
  using Cell = std::pair<std::uint64_t, std::uint64_t>;  // what is held, content
  for (const Sent& sent : sent_) {
    for (std::size_t term = 0; term < sent.tables.size(); ++term) {
      const Table& table = sent.tables[term];
      const std::uint64_t part = received_part(sent, table);
      const auto beta = [&](std::uint64_t k) { return Cell(sent.held->of(k), content_of(table, runs[k]) & part); };
      std::map<Cell, std::map<Cell, std::uint32_t>> reached;  // by β
      for (std::uint64_t k = 0; k < inputs.size(); ++k) {
        reached[beta(k)][Cell(table.held->of(k), content_of(table, runs[k]))] =
            runs[k].term(sent.number, sent.slot, term);
      }
      std::map<Cell, std::map<std::uint32_t, std::uint32_t>> labels;  // by β and value
      for (const auto& [of, cells] : reached) {
        auto& label_of = labels[of];
        // The first cell holds what comes first, and nothing that the sender alone received.
        const Cell first(first_held(table, sent, of.first), of.second);
        const std::uint32_t constant = cells.contains(first) ? cells.at(first) : 0;
        for (const auto& [cell, value] : cells) {
          label_of.try_emplace(value,
                               sent.slot.is_sum() ? value ^ constant : static_cast<std::uint32_t>(label_of.size()));
        }
      }
      std::vector<std::uint32_t> renamed;
      for (std::uint64_t k = 0; k < inputs.size(); ++k) {
        renamed.push_back(labels.at(beta(k)).at(runs[k].term(sent.number, sent.slot, term)));
      }
      for (std::uint64_t k = 0; k < inputs.size(); ++k) runs[k].set_term(sent.number, sent.slot, term, renamed[k]);
    }
  }
  ProtocolBuilder builder(protocol.shared_instance());
  for (std::uint64_t k = 0; k < inputs.size(); ++k) builder.record(k, runs[k]);
  return builder.finish();
}

/// The least number of what the two hold if the receiver holds this.
std::uint64_t TablesEncoder::first_held(const Table& table, const Sent& sent, std::uint64_t holds) const {
  std::uint64_t held = 0;
  while (sent.held->of(table.held->first(held)) != holds) ++held;
  return held;
}

}  // namespace arcsat
