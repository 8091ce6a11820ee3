#include <fmt/format.h>

#include <algorithm>

#include "encoders/choices.hpp"
#include "encoders/compact.hpp"

namespace arcsat {

void CompactEncoder::write(Formula& formula, EncodingWatch& watch) const {
  for (const Table& table : tables_) {
    if (table.valued()) write_look_ups(table, formula, watch);
  }
  if (answer_bits_ > 0) {
    write_output(formula, watch);
    if (listed_) write_at_most(formula, watch);
  }
  if (symmetry_ != Symmetry::none) write_labels(formula, watch);
  if (symmetry_ == Symmetry::all) write_renamings(formula, watch);
}

// What is sent is what the table says: content(x) = α → value(x) ≡ cell(group(x), α), for every content α.
void CompactEncoder::write_look_ups(const Table& table, Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("look-up");
  const std::size_t bits = table.content.size();
  std::vector<Lit> clause(bits + 2);
  std::vector<Var> received(bits);
  const InputSet& inputs = instance_->inputs();
  for (std::uint64_t p = 0; p < inputs.projections(table.message.receiver); ++p) {
    const std::uint64_t input = inputs.first_input(table.message.receiver, p);
    for (std::size_t k = 0; k < bits; ++k) {
      received[k] = value(tables_[table.content[k].table], input, table.content[k].bit);
    }
    for (std::uint64_t content = 0; content >> bits == 0; ++content) {
      for (std::size_t k = 0; k < bits; ++k) clause[k] = Lit(received[k], (content >> k & 1) == 0);
      for (unsigned bit = 0; bit < table.width; ++bit) {
        for (const bool sent : {false, true}) {
          clause[bits] = Lit(cell(table, table.groups.of(p), content, bit), !sent);
          clause[bits + 1] = Lit(value(table, input, bit), sent);
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
  const bool inlining = std::any_of(tables_.begin(), tables_.end(), [](const Table& table) { return table.inlined; });
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
  for (const Bit& bit : inlined) inlined_places.push_back(places(tables_[bit.table].content));
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
        clause[k] = Lit(value(tables_[base[k].table], input, base[k].bit), (values >> k & 1) == 0);
      }
      for (std::size_t k = 0; k < inlined.size(); ++k) {
        const Table& table = tables_[inlined[k].table];
        const std::uint64_t row = table.groups.of(projection(table, input));
        clause[base.size() + k] = Lit(cell(table, row, gather(values, inlined_places[k]), inlined[k].bit),
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
  for (const Table& table : tables_) {
    std::vector<Var> bits(table.width);
    for (std::size_t group = 0; group < table.groups.size(); ++group) {
      const Count first = Count(table.groups.rank(group)) * Count::power_of_two(table.sender_bits());
      for (std::uint64_t sender = 0;
           (first + Count(sender)).value() >> table.width == 0 && sender >> table.sender_bits() == 0; ++sender) {
        for (std::uint64_t receiver = 0; receiver >> table.receiver_bits == 0; ++receiver) {
          const std::uint64_t content = sender << table.receiver_bits | receiver;
          for (unsigned bit = 0; bit < table.width; ++bit) bits[bit] = cell(table, group, content, bit);
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
