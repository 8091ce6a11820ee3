#include "arcsat/encoders/compact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace arcsat {

namespace {

using Kind = MessagePlan::Kind;

constexpr std::size_t no_slot = SIZE_MAX;

Var offset_by(Var first, std::uint64_t offset) {
  return Var::from_dimacs(first.dimacs() + static_cast<std::int32_t>(offset));
}

template <typename Bit>
void append_new(const std::vector<Bit>& bits, std::vector<Bit>& all) {
  for (const Bit& bit : bits) {
    if (std::find(all.begin(), all.end(), bit) == all.end()) all.push_back(bit);
  }
}

/// Calls `visit` with each set of `size` numbers below `of`, ascending.
template <typename Visit>
void for_each_choice(std::uint64_t of, std::uint64_t size, Visit visit) {
  if (size > of) return;
  std::vector<std::uint64_t> chosen(size);
  for (std::uint64_t k = 0; k < size; ++k) chosen[k] = k;
  while (true) {
    visit(chosen);
    std::uint64_t k = size;
    while (k > 0 && chosen[k - 1] == of - size + k - 1) --k;
    if (k == 0) return;
    ++chosen[k - 1];
    for (; k < size; ++k) chosen[k] = chosen[k - 1] + 1;
  }
}

std::uint64_t number_of_choices(std::uint64_t of, std::uint64_t size) {
  std::uint64_t count = 0;
  for_each_choice(of, size, [&](const auto&) { ++count; });
  return count;
}

/// Clauses of for_each_at_most_clause for rank k < 2^width, and their literals.
void count_at_most(std::uint64_t rank, unsigned width, Count times, Count& clauses, Count& literals) {
  for (unsigned zero = 0; zero < width; ++zero) {
    if ((rank >> zero & 1) != 0) continue;
    clauses += times;
    literals += times * Count(1 + static_cast<unsigned>(std::popcount(rank >> zero)));
  }
}

}  // namespace

CompactEncoder::CompactEncoder(std::shared_ptr<const Instance> shared, Symmetry symmetry,
                               Simplifications simplifications)
    : CnfEncoder(std::move(shared), symmetry),
      plan_(*instance_, simplifications),
      whole_(instance_->messages()),
      slot_of_(instance_->messages(), no_slot),
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
        slots_.push_back(slot_of(number));
        slot_of_[number] = slots_.size() - 1;
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
  if (size().all_variables().value() <= 0x7fffffff) number_variables();
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
      const std::size_t slot = slot_of_[instance_->number({earlier, k, player})];
      if (slot == no_slot || k == but) continue;
      for (unsigned bit = 0; bit < slots_[slot].width; ++bit) bits.push_back({slot, bit});
    }
  }
}

CompactEncoder::Slot CompactEncoder::slot_of(std::size_t number) const {
  const Message message = instance_->message(number);
  const auto& [epoch, sender, receiver] = message;
  const InputSet& inputs = instance_->inputs();
  const bool informed = plan_.kind(number) == Kind::informed;
  Slot slot{message, number, instance_->width(message), {}, {}, 0, false, {}, {}};
  if (informed) {
    const std::vector<MessagePlan::ViewPart> shape = plan_.view_shape(receiver, sender, epoch);
    slot.groups = RowGroups(inputs.projections(receiver), [&](std::uint64_t p, auto& column, auto& row) {
      const std::uint64_t input = inputs.first_input(receiver, p);
      column.push_back(inputs.value(receiver, input));
      for (const MessagePlan::ViewPart& part : shape) {
        if (part.number == instance_->messages() || !whole_[part.number]) continue;
        column.push_back(whole_[part.number]->rank(whole_[part.number]->of(p)));
      }
      row.push_back(static_cast<std::uint32_t>(inputs.projection(sender, input)));
    });
    for (const MessagePlan::ViewPart& part : shape) {
      if (part.number == instance_->messages() || slot_of_[part.number] == no_slot) continue;
      const std::size_t earlier = slot_of_[part.number];
      for (unsigned bit = 0; bit < slots_[earlier].width; ++bit) slot.content.push_back({earlier, bit});
    }
    slot.receiver_bits = slot.content.size();
    return slot;
  }
  slot.groups = RowGroups(inputs.projections(receiver), [&](std::uint64_t p, auto& column, auto& row) {
    const std::uint64_t input = inputs.first_input(receiver, p);
    column.push_back(inputs.value(receiver, input));
    append_whole(receiver, epoch, input, sender, column);
    row.push_back(inputs.value(sender, input));
    append_whole(sender, epoch, input, std::nullopt, row);
  });
  append_bits(receiver, epoch, sender, slot.content);
  slot.receiver_bits = slot.content.size();
  append_bits(sender, epoch, std::nullopt, slot.content);
  return slot;
}

/// The bits on which an output clause branches and that no other of them decides.
std::vector<CompactEncoder::Bit> CompactEncoder::base_bits(bool inlining) const {
  std::vector<Bit> bits;
  for (const Bit& bit : final_.content) {
    const Slot& slot = slots_[bit.slot];
    const bool inlined = inlining && slot.message.epoch == instance_->epochs() && !slot.content.empty();
    append_new(inlined ? slot.content : std::vector<Bit>{bit}, bits);
  }
  return bits;
}

/// The bits of final messages that an output clause reads from their tables, the base bits given.
std::vector<CompactEncoder::Bit> CompactEncoder::inlined_bits(bool inlining) const {
  std::vector<Bit> bits;
  for (const Bit& bit : final_.content) {
    const Slot& slot = slots_[bit.slot];
    if (inlining && slot.message.epoch == instance_->epochs() && !slot.content.empty()) bits.push_back(bit);
  }
  return bits;
}

void CompactEncoder::choose_inlining() {
  constexpr std::uint64_t worth = 4;
  const Count inputs = instance_->inputs().size();
  const Count inlined = inputs * Count::power_of_two(base_bits(true).size() + inlined_bits(true).size()) *
                        Count(listed_ ? 1 : answer_bits_);
  Count valued = inputs * Count::power_of_two(final_.content.size()) * Count(listed_ ? 1 : answer_bits_);
  for (const Slot& slot : slots_) {
    if (slot.message.epoch != instance_->epochs() || slot.content.empty()) continue;
    valued += Count(instance_->inputs().projections(slot.message.receiver)) * Count::power_of_two(slot.content.size()) *
              Count(2 * slot.width);
  }
  if (inlined > Count(worth) * valued) return;
  for (Slot& slot : slots_) slot.inlined = slot.message.epoch == instance_->epochs() && !slot.content.empty();
}

unsigned CompactEncoder::output_width() const { return listed_ ? instance_->task().answers() : answer_bits_; }

FormulaSize CompactEncoder::size() const {
  Count cells, values, look_ups, labels, literals;
  bool inlining = false;
  for (const Slot& slot : slots_) {
    inlining = inlining || slot.inlined;
    const Count contents = Count::power_of_two(slot.content.size());
    cells += Count(slot.groups.size()) * contents * Count(slot.width);
    if (slot.valued()) {
      const Count projections(instance_->inputs().projections(slot.message.receiver));
      values += projections * Count(slot.width);
      const Count clauses = projections * contents * Count(2 * slot.width);
      look_ups += clauses;
      literals += clauses * Count(slot.content.size() + 2);
    }
    if (symmetry_ == Symmetry::none) continue;
    for (std::size_t group = 0; group < slot.groups.size(); ++group) {
      // Rows of one group follow one another, one for each content of the sender's.
      const Count first = Count(slot.groups.rank(group)) * Count::power_of_two(slot.sender_bits());
      for (std::uint64_t row = 0; (first + Count(row)).value() >> slot.width == 0 && row >> slot.sender_bits() == 0;
           ++row) {
        count_at_most(first.value() + row, slot.width, Count::power_of_two(slot.receiver_bits), labels, literals);
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
      at_most = final_cells * Count(number_of_choices(instance_->task().answers(), size));
      literals += at_most * Count(size);
    }
  }
  literals += outputs * Count(read + 1);
  FormulaSize size{
      {{"message", cells}, {"value", values}, {"output", final_cells * Count(answer_bits_ > 0 ? output_width() : 0)}},
      {{"look-up", look_ups}, {"output", outputs}, {"at-most", at_most}},
      literals};
  if (symmetry_ == Symmetry::labels) size.clauses.push_back({"labels", labels});
  return size;
}

void CompactEncoder::number_variables() {
  std::uint64_t next = 1;
  const auto take = [&](std::uint64_t count) {
    const Var first = Var::from_dimacs(static_cast<std::int32_t>(next));
    next += count;
    return first;
  };
  for (Slot& slot : slots_) {
    slot.first_cell = take(slot.cells());
    if (slot.valued()) slot.first_value = take(instance_->inputs().projections(slot.message.receiver) * slot.width);
  }
  final_.first_cell = take(0);
}

std::uint64_t CompactEncoder::projection(const Slot& slot, std::uint64_t input) const {
  return instance_->inputs().projection(slot.message.receiver, input);
}

Var CompactEncoder::cell(const Slot& slot, std::uint64_t group, std::uint64_t content, unsigned bit) const {
  return offset_by(slot.first_cell, ((group << slot.content.size()) + content) * slot.width + bit);
}

Var CompactEncoder::value(const Slot& slot, std::uint64_t input, unsigned bit) const {
  const std::uint64_t p = projection(slot, input);
  if (slot.content.empty()) return cell(slot, slot.groups.of(p), 0, bit);
  return offset_by(slot.first_value, p * slot.width + bit);
}

Var CompactEncoder::output_cell(std::uint64_t group, std::uint64_t content, unsigned bit) const {
  return offset_by(final_.first_cell, ((group << final_.content.size()) + content) * output_width() + bit);
}

void CompactEncoder::name_variables(Formula& formula) const {
  for (const Slot& slot : slots_) {
    formula.add_variables(static_cast<std::int64_t>(slot.cells()), "message", [&slot](std::int64_t k) {
      const auto row = static_cast<std::uint64_t>(k) / slot.width;
      return fmt::format("message epoch={} from={} to={} group={} content={} bit={}", slot.message.epoch,
                         slot.message.sender, slot.message.receiver, row >> slot.content.size(),
                         row & ((std::uint64_t{1} << slot.content.size()) - 1), k % slot.width);
    });
    if (!slot.valued()) continue;
    const std::uint64_t projections = instance_->inputs().projections(slot.message.receiver);
    formula.add_variables(static_cast<std::int64_t>(projections * slot.width), "value", [&slot](std::int64_t k) {
      return fmt::format("value epoch={} from={} to={} projection={} bit={}", slot.message.epoch, slot.message.sender,
                         slot.message.receiver, k / slot.width, k % slot.width);
    });
  }
  if (answer_bits_ == 0) return;
  const auto outputs =
      static_cast<std::int64_t>((std::uint64_t{final_.groups.size()} << final_.content.size()) * output_width());
  formula.add_variables(outputs, "output", [this](std::int64_t k) {
    const auto row = static_cast<std::uint64_t>(k) / output_width();
    return fmt::format("{} group={} content={} {}={}", listed_ ? "listed" : "output", row >> final_.content.size(),
                       row & ((std::uint64_t{1} << final_.content.size()) - 1), listed_ ? "answer" : "bit",
                       k % output_width());
  });
}

void CompactEncoder::write(Formula& formula, EncodingWatch& watch) const {
  name_variables(formula);
  for (const Slot& slot : slots_) {
    if (slot.valued()) write_look_ups(slot, formula, watch);
  }
  if (answer_bits_ > 0) {
    write_output(formula, watch);
    if (listed_) write_at_most(formula, watch);
  }
  if (symmetry_ == Symmetry::labels) write_labels(formula, watch);
}

// What is sent is what the table says: content(x) = α → value(x) ≡ cell(group(x), α), for every content α.
void CompactEncoder::write_look_ups(const Slot& slot, Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("look-up");
  const std::size_t bits = slot.content.size();
  std::vector<Lit> clause(bits + 2);
  std::vector<Var> received(bits);
  const InputSet& inputs = instance_->inputs();
  for (std::uint64_t p = 0; p < inputs.projections(slot.message.receiver); ++p) {
    const std::uint64_t input = inputs.first_input(slot.message.receiver, p);
    for (std::size_t k = 0; k < bits; ++k) {
      received[k] = value(slots_[slot.content[k].slot], input, slot.content[k].bit);
    }
    for (std::uint64_t content = 0; content >> bits == 0; ++content) {
      for (std::size_t k = 0; k < bits; ++k) clause[k] = Lit(received[k], (content >> k & 1) == 0);
      for (unsigned bit = 0; bit < slot.width; ++bit) {
        for (const bool sent : {false, true}) {
          clause[bits] = Lit(cell(slot, slot.groups.of(p), content, bit), !sent);
          clause[bits + 1] = Lit(value(slot, input, bit), sent);
          formula.add_clause(clause);
        }
        watch.tick(formula);
      }
    }
  }
}

// The output is right: base bits(x) = β, inlined bits at β = ι → output(final view) ≡ answer(x), or, with a listed
// message, answer(x) is in the final view's list; for every β and ι.
void CompactEncoder::write_output(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("output");
  const InputSet& inputs = instance_->inputs();
  const bool inlining = std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.inlined; });
  const std::vector<Bit> base = base_bits(inlining);
  const std::vector<Bit> inlined = inlined_bits(inlining);
  const auto position = [](const std::vector<Bit>& bits, const Bit& bit) {
    return static_cast<std::size_t>(std::find(bits.begin(), bits.end(), bit) - bits.begin());
  };
  // Where the bits of a content stand among base and inlined bits.
  const auto places = [&](const std::vector<Bit>& content) {
    std::vector<std::size_t> result;
    for (const Bit& bit : content) {
      const std::size_t among = position(base, bit);
      result.push_back(among < base.size() ? among : base.size() + position(inlined, bit));
    }
    return result;
  };
  const std::vector<std::size_t> final_places = places(final_.content);
  std::vector<std::vector<std::size_t>> inlined_places;
  for (const Bit& bit : inlined) inlined_places.push_back(places(slots_[bit.slot].content));
  const auto gather = [](std::uint64_t values, const std::vector<std::size_t>& from) {
    std::uint64_t content = 0;
    for (std::size_t k = 0; k < from.size(); ++k) content |= (values >> from[k] & 1) << k;
    return content;
  };
  const std::size_t read = base.size() + inlined.size();
  std::vector<Lit> clause(read + 1);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    const std::uint32_t answer = instance_->task().answer(inputs.input(input));
    const std::uint64_t group = final_.groups.of(input);
    for (std::uint64_t values = 0; values >> read == 0; ++values) {
      for (std::size_t k = 0; k < base.size(); ++k) {
        clause[k] = Lit(value(slots_[base[k].slot], input, base[k].bit), (values >> k & 1) == 0);
      }
      for (std::size_t k = 0; k < inlined.size(); ++k) {
        const Slot& slot = slots_[inlined[k].slot];
        const std::uint64_t row = slot.groups.of(projection(slot, input));
        clause[base.size() + k] = Lit(cell(slot, row, gather(values, inlined_places[k]), inlined[k].bit),
                                      (values >> (base.size() + k) & 1) == 0);
      }
      const std::uint64_t content = gather(values, final_places);
      if (listed_) {
        clause[read] = Lit(output_cell(group, content, answer), true);
        formula.add_clause(clause);
      } else {
        for (unsigned bit = 0; bit < answer_bits_; ++bit) {
          clause[read] = Lit(output_cell(group, content, bit), (answer >> bit & 1) != 0);
          formula.add_clause(clause);
        }
      }
      watch.tick(formula);
    }
  }
}

// A final view's list holds at most 2^width answers: of any 2^width + 1 one is not in it.
void CompactEncoder::write_at_most(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("at-most");
  std::vector<Lit> clause;
  for (std::size_t group = 0; group < final_.groups.size(); ++group) {
    for (std::uint64_t content = 0; content >> final_.content.size() == 0; ++content) {
      const std::uint64_t size = (std::uint64_t{1} << listed_width_) + 1;
      for_each_choice(instance_->task().answers(), size, [&](const std::vector<std::uint64_t>& answers) {
        clause.clear();
        for (const std::uint64_t answer : answers) {
          clause.push_back(Lit(output_cell(group, content, static_cast<unsigned>(answer)), false));
        }
        formula.add_clause(clause);
        watch.tick(formula);
      });
    }
  }
}

// In each column row number k has a value of at most k.
void CompactEncoder::write_labels(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("labels");
  for (const Slot& slot : slots_) {
    std::vector<Var> bits(slot.width);
    for (std::size_t group = 0; group < slot.groups.size(); ++group) {
      const Count first = Count(slot.groups.rank(group)) * Count::power_of_two(slot.sender_bits());
      for (std::uint64_t sender = 0;
           (first + Count(sender)).value() >> slot.width == 0 && sender >> slot.sender_bits() == 0; ++sender) {
        for (std::uint64_t receiver = 0; receiver >> slot.receiver_bits == 0; ++receiver) {
          const std::uint64_t content = sender << slot.receiver_bits | receiver;
          for (unsigned bit = 0; bit < slot.width; ++bit) bits[bit] = cell(slot, group, content, bit);
          for_each_at_most_clause(bits, first.value() + sender, [&](const std::vector<Lit>& clause) {
            formula.add_clause(clause);
            watch.tick(formula);
          });
        }
      }
    }
  }
}

}  // namespace arcsat
