#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "base/error.hpp"
#include "encoders/compact.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

std::uint64_t CompactEncoder::content_of(const std::vector<Bit>& bits, std::span<const std::uint32_t> values) const {
  std::uint64_t content = 0;
  for (std::size_t k = 0; k < bits.size(); ++k) {
    content |= std::uint64_t{values[tables_[bits[k].table].number] >> bits[k].bit & 1} << k;
  }
  return content;
}

// With Symmetry::all the least of the embeddings of all renamings of the protocol.
Assignment CompactEncoder::embed(const Protocol& protocol) const {
  const InputSet& inputs = instance_->inputs();
  std::vector<Transcript> runs;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) runs.push_back(simulate(protocol, inputs.input(k)));
  if (!renamings_ || renamings_->transpositions().empty()) return embed_runs(std::move(runs));
  constexpr std::size_t most_renamings = 2000;
  std::optional<Assignment> least;
  for (const InputSymmetry::Renaming& renaming : renamings_->group(most_renamings)) {
    std::vector<Transcript> renamed(runs.size());
    for (std::size_t k = 0; k < runs.size(); ++k) {
      renamed[renaming[k]] = runs[k];
      renamed[renaming[k]].answer = instance_->task().answer(inputs.input(renaming[k]));
    }
    Assignment candidate = embed_runs(std::move(renamed));
    if (!least || precedes(candidate, *least)) least = std::move(candidate);
  }
  set_equal_so_far(*least);
  return *least;
}

// One message after the other, epochs ascending: what each row of its table sends on the inputs that reach it, then,
// if labels are broken, new values by first occurrence in each column.
Assignment CompactEncoder::embed_runs(std::vector<Transcript> runs) const {
  const InputSet& inputs = instance_->inputs();
  Assignment assignment;
  assignment.values.resize(size().all_variables().value() + 1);
  for (const Table& table : tables_) {
    struct Row {
      std::uint64_t group;
      std::uint64_t content;
      std::uint32_t value;
    };
    // By column, then by the row's place in it.
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::map<std::uint64_t, Row>> columns;
    const std::uint64_t receiver_mask = (std::uint64_t{1} << table.receiver_bits) - 1;
    const auto place_of = [&](std::uint64_t group, std::uint64_t content) {
      const std::pair column(std::uint64_t{table.groups.column(group)}, content & receiver_mask);
      const std::uint64_t row =
          (std::uint64_t{table.groups.rank(group)} << table.sender_bits()) + (content >> table.receiver_bits);
      return std::pair(column, row);
    };
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      const std::uint64_t group = table.groups.of(projection(table, k));
      const std::uint64_t content = content_of(table.content, runs[k].values);
      const std::uint32_t sent = runs[k].values[table.number];
      const auto [column, row] = place_of(group, content);
      const Row& known = columns[column].try_emplace(row, Row{group, content, sent}).first->second;
      if (known.value != sent) {
        throw InternalError(fmt::format("message {} is no function of its row in the compact encoder", table.number));
      }
    }
    for (auto& [column, rows] : columns) {
      std::unordered_map<std::uint32_t, std::uint32_t> label_of;
      for (auto& [place, row] : rows) {
        if (symmetry_ != Symmetry::none) {
          row.value = label_of.try_emplace(row.value, static_cast<std::uint32_t>(label_of.size())).first->second;
        }
        for (unsigned bit = 0; bit < table.width; ++bit) {
          assignment.set(cell(table, row.group, row.content, bit), (row.value >> bit & 1) != 0);
        }
      }
    }
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      const auto [column, row] =
          place_of(table.groups.of(projection(table, k)), content_of(table.content, runs[k].values));
      std::uint32_t& value_sent = runs[k].values[table.number];
      value_sent = columns.at(column).at(row).value;
      for (unsigned bit = 0; table.valued() && bit < table.width; ++bit) {
        assignment.set(value(table, k, bit), (value_sent >> bit & 1) != 0);
      }
    }
  }
  if (answer_bits_ == 0) return assignment;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    const std::uint64_t group = final_.groups.of(k);
    const std::uint64_t content = content_of(final_.content, runs[k].values);
    if (listed_) {
      assignment.set(output_cell(group, content, runs[k].answer), true);
      continue;
    }
    for (unsigned bit = 0; bit < answer_bits_; ++bit) {
      assignment.set(output_cell(group, content, bit), (runs[k].answer >> bit & 1) != 0);
    }
  }
  return assignment;
}

}  // namespace arcsat
