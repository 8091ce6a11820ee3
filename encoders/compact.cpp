#include "encoders/compact.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "encoders/choices.hpp"
#include "encoders/encoder_table.hpp"

namespace arcsat {

namespace {

using Kind = MessagePlan::Kind;

constexpr std::size_t unspoken = SIZE_MAX;

template <typename Bit>
void append_new(const std::vector<Bit>& bits, std::vector<Bit>& all) {
  for (const Bit& bit : bits) {
    if (std::find(all.begin(), all.end(), bit) == all.end()) all.push_back(bit);
  }
}

}  // namespace

CompactEncoder::CompactEncoder(const DecoderInstance& decoder, Symmetry symmetry, Simplifications simplifications,
                               const PlanConditions& conditions)
    : CnfEncoder(decoder.shared(), symmetry),
      plan_(decoder, simplifications, conditions),
      whole_(instance_->messages()),
      table_of_(instance_->messages(), unspoken),
      answer_bits_(bits_for(instance_->task().answers())),
      listed_(plan_.listed() != instance_->messages()) {
  const InputSet& inputs = instance_->inputs();
  for (std::size_t number = 0; number < instance_->messages(); ++number) {
    const Message message = instance_->message(number);
    switch (plan_.kind(number)) {
      case Kind::whole:
        whole_[number].emplace(inputs.projections(message.receiver), [&](std::uint64_t p, auto& column, auto& row) {
          const std::uint64_t input = inputs.first_input(message.receiver, p);
          column.push_back(inputs.value(message.receiver, input));
          row.push_back(inputs.value(message.sender, input));
        });
        break;
      case Kind::table:
      case Kind::informed:
        tables_.push_back(table_for(number));
        table_of_[number] = tables_.size() - 1;
        break;
      case Kind::listed:
        listed_width_ = instance_->width(message);
        break;
      case Kind::absent:
      case Kind::relay:
        break;
    }
  }
  final_.groups = RowGroups(inputs.size(), [&](std::uint64_t input, auto& column, auto&) {
    column.push_back(inputs.value(first_player, input));
    append_whole(first_player, instance_->epochs() + 1, input, std::nullopt, column);
  });
  // With one possible answer there is no output table, however many bits it would be over.
  if (answer_bits_ > 0) append_bits(first_player, instance_->epochs() + 1, std::nullopt, final_.content);
  choose_inlining();
  if (size().all_variables().value() > 0x7fffffff) return;
  make_variables();
  if (symmetry_ == Symmetry::all) compare_renamings(decoder);
}

/// The inputs that `player` was told whole before `epoch`, but for that of one sender.
void CompactEncoder::append_whole(Player player, int epoch, std::uint64_t input, std::optional<Player> but,
                                  RowGroups::Key& key) const {
  if (epoch == 1) return;
  for (Player k = player + 1; k <= instance_->last_player(); ++k) {
    const auto& whole = whole_[instance_->number({1, k, player})];
    if (k != but && whole) key.push_back(whole->rank(whole->of(instance_->inputs().projection(player, input))));
  }
}

/// The bits that `player` received before `epoch`, but for those of one sender.
void CompactEncoder::append_bits(Player player, int epoch, std::optional<Player> but, std::vector<Bit>& bits) const {
  for (int earlier = 1; earlier < epoch; ++earlier) {
    for (Player k = player + 1; k <= instance_->last_player(); ++k) {
      const std::size_t table = table_of_[instance_->number({earlier, k, player})];
      if (table == unspoken || k == but) continue;
      for (unsigned bit = 0; bit < tables_[table].width; ++bit) bits.push_back({table, bit});
    }
  }
}

CompactEncoder::Table CompactEncoder::table_for(std::size_t number) const {
  const Message message = instance_->message(number);
  const int epoch = message.epoch;
  const Player sender = message.sender;
  const Player receiver = message.receiver;
  const InputSet& inputs = instance_->inputs();
  const bool informed = plan_.kind(number) == Kind::informed;
  Table table{message, number, instance_->width(message), {}, {}, 0, false, {}, {}};
  if (informed) {
    const std::vector<MessagePlan::ViewPart> shape = plan_.view_shape(receiver, sender, epoch);
    table.groups = RowGroups(inputs.projections(receiver), [&](std::uint64_t p, auto& column, auto& row) {
      const std::uint64_t input = inputs.first_input(receiver, p);
      column.push_back(inputs.value(receiver, input));
      for (const MessagePlan::ViewPart& part : shape) {
        if (part.number == instance_->messages() || !whole_[part.number]) continue;
        column.push_back(whole_[part.number]->rank(whole_[part.number]->of(p)));
      }
      row.push_back(static_cast<std::uint32_t>(inputs.projection(sender, input)));
    });
    for (const MessagePlan::ViewPart& part : shape) {
      if (part.number == instance_->messages() || table_of_[part.number] == unspoken) continue;
      const std::size_t earlier = table_of_[part.number];
      for (unsigned bit = 0; bit < tables_[earlier].width; ++bit) table.content.push_back({earlier, bit});
    }
    table.receiver_bits = table.content.size();
    return table;
  }
  table.groups = RowGroups(inputs.projections(receiver), [&](std::uint64_t p, auto& column, auto& row) {
    const std::uint64_t input = inputs.first_input(receiver, p);
    column.push_back(inputs.value(receiver, input));
    append_whole(receiver, epoch, input, sender, column);
    row.push_back(inputs.value(sender, input));
    append_whole(sender, epoch, input, std::nullopt, row);
  });
  append_bits(receiver, epoch, sender, table.content);
  table.receiver_bits = table.content.size();
  append_bits(sender, epoch, std::nullopt, table.content);
  return table;
}

/// The bits on which an output clause branches and that no other of them decides.
std::vector<CompactEncoder::Bit> CompactEncoder::base_bits(bool inlining) const {
  std::vector<Bit> bits;
  for (const Bit& bit : final_.content) {
    const Table& table = tables_[bit.table];
    const bool inlined = inlining && table.message.epoch == instance_->epochs() && !table.content.empty();
    append_new(inlined ? table.content : std::vector<Bit>{bit}, bits);
  }
  return bits;
}

/// The bits of final messages that an output clause reads from their tables, the base bits given.
std::vector<CompactEncoder::Bit> CompactEncoder::inlined_bits(bool inlining) const {
  std::vector<Bit> bits;
  for (const Bit& bit : final_.content) {
    const Table& table = tables_[bit.table];
    if (inlining && table.message.epoch == instance_->epochs() && !table.content.empty()) bits.push_back(bit);
  }
  return bits;
}

void CompactEncoder::choose_inlining() {
  constexpr std::uint64_t worth = 4;
  const Count inputs = instance_->inputs().size();
  const Count inlined = inputs * Count::power_of_two(base_bits(true).size() + inlined_bits(true).size()) *
                        Count(listed_ ? 1 : answer_bits_);
  Count valued = inputs * Count::power_of_two(final_.content.size()) * Count(listed_ ? 1 : answer_bits_);
  for (const Table& table : tables_) {
    if (table.message.epoch != instance_->epochs() || table.content.empty()) continue;
    valued += Count(instance_->inputs().projections(table.message.receiver)) *
              Count::power_of_two(table.content.size()) * Count(2) * Count(table.width);
  }
  if (inlined > Count(worth) * valued) return;
  for (Table& table : tables_) table.inlined = table.message.epoch == instance_->epochs() && !table.content.empty();
}

unsigned CompactEncoder::output_width() const {
  return answer_bits_ == 0 ? 0 : listed_ ? instance_->task().answers() : answer_bits_;
}

FormulaSize CompactEncoder::size() const {
  Count cells, values, look_ups, labels, literals;
  bool inlining = false;
  for (const Table& table : tables_) {
    inlining = inlining || table.inlined;
    const Count contents = Count::power_of_two(table.content.size());
    cells += Count(table.groups.size()) * contents * Count(table.width);
    if (table.valued()) {
      const Count projections(instance_->inputs().projections(table.message.receiver));
      values += projections * Count(table.width);
      const Count clauses = projections * contents * Count(2) * Count(table.width);
      look_ups += clauses;
      literals += clauses * Count(table.content.size() + 2);
    }
    if (symmetry_ == Symmetry::none) continue;
    for (std::size_t group = 0; group < table.groups.size(); ++group) {
      // Rows of one group follow one another, one for each content of the sender's.
      const Count first = Count(table.groups.rank(group)) * Count::power_of_two(table.sender_bits());
      for (std::uint64_t row = 0; (first + Count(row)).value() >> table.width == 0 && row >> table.sender_bits() == 0;
           ++row) {
        count_at_most(first.value() + row, table.width, Count::power_of_two(table.receiver_bits), labels, literals);
      }
    }
  }
  const Count final_cells = Count(final_.groups.size()) * Count::power_of_two(final_.content.size());
  const std::size_t read = base_bits(inlining).size() + inlined_bits(inlining).size();
  Count outputs, at_most;
  if (answer_bits_ > 0) {
    outputs = Count(instance_->inputs().size()) * Count::power_of_two(read) * Count(listed_ ? 1 : answer_bits_);
    if (listed_) {
      const std::uint64_t size = (std::uint64_t{1} << listed_width_) + 1;
      at_most = final_cells * choices(instance_->task().answers(), size);
      literals += at_most * Count(size);
    }
  }
  literals += outputs * Count(read + 1);
  FormulaSize size{{{"message", cells}, {"value", values}, {"output", final_cells * Count(output_width())}},
                   {{"look-up", look_ups}, {"output", outputs}, {"at-most", at_most}},
                   literals};
  if (symmetry_ != Symmetry::none) size.clauses.push_back({"labels", labels});
  if (symmetry_ == Symmetry::all) {
    Count places, compared;
    for (const Comparison& comparison : comparisons_) {
      places += comparison.cells.size() - 1;
      compared += 3 * comparison.cells.size() - 2;
      size.literals += comparison.cells.size() == 1 ? 2 : 9 * comparison.cells.size() - 9;
    }
    size.variables.push_back({"equal so far", places});
    size.clauses.push_back({"renamings", compared});
  }
  return size;
}

void CompactEncoder::make_variables() {
  for (Table& table : tables_) {
    const std::string message =
        fmt::format("epoch={} from={} to={}", table.message.epoch, table.message.sender, table.message.receiver);
    table.cells = variables_.block(
        "message", {table.groups.size(), table.contents(), table.width}, [message](std::span<const std::uint64_t> at) {
          return fmt::format("message {} group={} content={} bit={}", message, at[0], at[1], at[2]);
        });
    if (!table.valued()) continue;
    table.values = variables_.block("value", {instance_->inputs().projections(table.message.receiver), table.width},
                                    [message](std::span<const std::uint64_t> at) {
                                      return fmt::format("value {} projection={} bit={}", message, at[0], at[1]);
                                    });
  }
  if (answer_bits_ == 0) return;
  final_.cells =
      variables_.block("output", {final_.groups.size(), std::uint64_t{1} << final_.content.size(), output_width()},
                       [this](std::span<const std::uint64_t> at) {
                         return fmt::format("{} group={} content={} {}={}", listed_ ? "listed" : "output", at[0], at[1],
                                            listed_ ? "answer" : "bit", at[2]);
                       });
}

std::uint64_t CompactEncoder::projection(const Table& table, std::uint64_t input) const {
  return instance_->inputs().projection(table.message.receiver, input);
}

Var CompactEncoder::cell(const Table& table, std::uint64_t group, std::uint64_t content, unsigned bit) const {
  return table.cells(group, content, bit);
}

Var CompactEncoder::value(const Table& table, std::uint64_t input, unsigned bit) const {
  const std::uint64_t p = projection(table, input);
  if (table.content.empty()) return cell(table, table.groups.of(p), 0, bit);
  return table.values(p, bit);
}

Var CompactEncoder::output_cell(std::uint64_t group, std::uint64_t content, unsigned bit) const {
  return final_.cells(group, content, bit);
}

extern const EncoderRow compact_row;
const EncoderRow compact_row = {
    .name = "compact",
    .most = Symmetry::all,
    .most_inputs = most_inputs_of_compact,
    .make_for_decoder = [](const DecoderInstance& instance,
                           std::optional<Symmetry> symmetry) -> std::unique_ptr<CnfEncoder> {
      return std::make_unique<CompactEncoder>(instance, symmetry.value_or(Symmetry::all));
    },
};

}  // namespace arcsat
