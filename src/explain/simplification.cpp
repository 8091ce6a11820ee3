#include "explain/simplification.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// A function of the protocol: its values, and what it sees.
struct Listener {
  Arguments arguments;
  std::optional<std::size_t> slot;  // none: the answer
  std::size_t term = 0;
};

/// What was found for a function when it was described last.
struct Memory {
  std::vector<Column> seen;
  std::vector<std::string> readings;
  Column said;
  Fitted fitted;
};

class Simplification {
 public:
  Simplification(const Runs& runs, const Budget& budget, Work& work)
      : runs_(runs), scheme_(runs_.scheme()), budget_(budget), work_(work) {
    listeners_.resize(scheme_.slots());
    memory_.resize(scheme_.terms() + 1);
    for (std::size_t number = 0; number < scheme_.slots(); ++number) {
      for (std::size_t term = 0; term < scheme_.slot(number).terms.size(); ++term) {
        add_listener({seen_by(scheme_, scheme_.slot(number), term), number, term});
      }
    }
    add_listener({seen_by_answer(scheme_), std::nullopt});
  }

  /// As it is, but for what nobody needs; then each message in turn, the last first, while words are saved.
  void shorten() {
    for (std::size_t number = scheme_.slots(); number-- > 0;) drop(number);
    describe();
    constexpr std::size_t most_inputs = std::size_t{1} << 11;
    constexpr int most_rounds = 3;
    for (int round = 0; round < most_rounds && runs_.inputs() <= most_inputs; ++round) {
      const std::size_t before = cost();
      for (std::size_t number = scheme_.slots(); number-- > 0 && !work_.is_over();) try_anew(number);
      if (cost() == before) break;
    }
  }

  /// Everything anew, whatever it costs, from the answer back.
  void choose_all() {
    for (std::size_t number = scheme_.slots(); number-- > 0 && !work_.is_over();) choose(number);
  }

  std::size_t cost() const { return description_.cost(); }
  const Description& description() const { return description_; }

 private:
  /// Describes what is said now; what is seen and said as before is described as before.
  void describe() {
    description_.slots.assign(scheme_.slots(), {});
    for (std::size_t number = 0; number < scheme_.slots(); ++number) {
      if (runs_.silent(number)) continue;
      const Slot& slot = scheme_.slot(number);
      for (std::size_t term = 0; term < slot.terms.size(); ++term) {
        const Contexts contexts(runs_, seen_by(scheme_, slot, term));
        description_.slots[number].push_back(
            described(slot.first_term + term, contexts, by_context(contexts, runs_.term(number, term))));
      }
    }
    const Contexts contexts(runs_, seen_by_answer(scheme_));
    description_.answer = described(scheme_.terms(), contexts, by_context(contexts, runs_.answers()));
  }

  std::vector<std::string> words_of_readings(const Contexts& contexts) const {
    SlotNames names(scheme_.slots());
    for (std::size_t number = 0; number < names.size(); ++number) names[number] = std::to_string(number);
    std::vector<std::string> words;
    for (const ReadingPtr& one : contexts.readings) words.push_back(one->words(scheme_.task(), names));
    return words;
  }

  const Fitted& described(std::size_t function, const Contexts& contexts, Column said) {
    budget_.check();
    work_.add(contexts.size() * contexts.readings.size() + runs_.inputs());
    Memory& memory = memory_[function];
    std::vector<std::string> readings = words_of_readings(contexts);
    if (memory.said == said && memory.readings == readings && memory.seen == contexts.values) return memory.fitted;
    Fitted fitted = fit(runs_, contexts, Target::values(contexts, said), work_);
    memory = {contexts.values, std::move(readings), std::move(said), std::move(fitted)};
    return memory.fitted;
  }

  void drop(std::size_t number) {
    if (runs_.silent(number) || !heard_as_well(number, Column(runs_.inputs()))) return;
    for (std::size_t term = 0; term < scheme_.slot(number).terms.size(); ++term) {
      runs_.set_term(number, term, Column(runs_.inputs()));
    }
  }

  /// Keeps what is chosen anew only if the whole is shorter.
  void try_anew(std::size_t number) {
    if (runs_.silent(number)) return;
    const Slot& slot = scheme_.slot(number);
    std::vector<Column> kept;
    for (std::size_t term = 0; term < slot.terms.size(); ++term) kept.push_back(runs_.term(number, term));
    const Description description = description_;
    const std::vector<Memory> memory = memory_;
    choose(number);
    bool same = true;
    for (std::size_t term = 0; term < kept.size(); ++term) same = same && kept[term] == runs_.term(number, term);
    if (same) return;
    describe();
    if (cost() < description.cost()) return;
    for (std::size_t term = 0; term < kept.size(); ++term) runs_.set_term(number, term, std::move(kept[term]));
    description_ = description;
    memory_ = memory;
  }

  void add_listener(Listener listener) {
    for (const std::uint32_t heard : listener.arguments.slots) listeners_[heard].push_back(listener);
  }

  static Column by_context(const Contexts& contexts, const Column& column) {
    Column values(contexts.size());
    for (std::size_t x = 0; x < values.size(); ++x) values[x] = column[contexts.input[x]];
    return values;
  }

  static Column by_input(const Contexts& contexts, const Column& values) {
    Column column(contexts.classes.of.size());
    for (std::size_t k = 0; k < column.size(); ++k) column[k] = values[contexts.classes.of[k]];
    return column;
  }

  const Column& said_by(const Listener& listener) const {
    return listener.slot ? runs_.term(*listener.slot, listener.term) : runs_.answers();
  }
  bool speaks(const Listener& listener) const { return !listener.slot || !runs_.silent(*listener.slot); }

  void choose(std::size_t number) {
    budget_.check();
    drop(number);
    if (runs_.silent(number)) return;
    for (std::size_t term = 0; term < scheme_.slot(number).terms.size(); ++term) choose_term(number, term);
  }

  void choose_term(std::size_t number, std::size_t term) {
    const Slot& slot = scheme_.slot(number);
    const Contexts contexts(runs_, seen_by(scheme_, slot, term));
    unsigned width = 0;
    for (const std::uint32_t value : runs_.term(number, term)) {
      width = std::max(width, static_cast<unsigned>(std::bit_width(value)));
    }
    if (width > 1 && !slot.is_sum() && say_a_reading(number, contexts, width)) return;
    for (unsigned bit = 0; bit < width; ++bit) {
      const Fitted found = fit(runs_, contexts, Target::bit(contexts, constraints(number, term, contexts, bit)), work_);
      const Column chosen = by_input(contexts, values_of(found.expression, runs_, contexts));
      Column column = runs_.term(number, term);
      for (std::size_t k = 0; k < column.size(); ++k) {
        // Where a grid has no cell, nobody minds.
        const std::uint32_t value = chosen[k] == no_value ? 0 : chosen[k];
        column[k] = (column[k] & ~(std::uint32_t{1} << bit)) | value << bit;
      }
      runs_.set_term(number, term, std::move(column));
    }
  }

  /// Whether the whole message can be a reading, which then it is.
  bool say_a_reading(std::size_t number, const Contexts& contexts, unsigned width) {
    for (std::size_t q = 0; q < contexts.readings.size(); ++q) {
      if (contexts.radix[q] < 3 || contexts.radix[q] > std::uint64_t{1} << width) continue;
      Column column = by_input(contexts, contexts.values[q]);
      if (!heard_as_well(number, column)) continue;
      runs_.set_term(number, 0, std::move(column));
      return true;
    }
    return false;
  }

  /// Whether all who hear a slot can say what they say if it has these values.
  bool heard_as_well(std::size_t number, const Column& column) const {
    for (const Listener& listener : listeners_[number]) {
      if (!speaks(listener)) continue;
      work_.add(runs_.inputs() * (listener.arguments.slots.size() + listener.arguments.parts.size()));
      const InputClasses contexts = refined(runs_.contexts(listener.arguments, number), column);
      const Column& said = said_by(listener);
      Column first(contexts.count);
      std::vector<bool> known(contexts.count);
      for (std::size_t k = 0; k < said.size(); ++k) {
        const std::uint32_t x = contexts.of[k];
        if (known[x] && first[x] != said[k]) return false;
        known[x] = true;
        first[x] = said[k];
      }
    }
    return true;
  }

  /// For each two inputs that a listener could not tell apart but by this bit, and on which it says different things: the bit
  /// differs; so it is equal where a listener says the same as on one of them. Of a sum, what its other terms add is known.
  std::vector<BitConstraint> constraints(std::size_t number, std::size_t term, const Contexts& contexts,
                                         unsigned bit) const {
    std::vector<BitConstraint> found;
    ParityForest forest(contexts.size());
    const Column& whole = runs_.slot(number);
    const Column& own = runs_.term(number, term);
    Column other_bits = whole;
    for (std::uint32_t& value : other_bits) value &= ~(std::uint32_t{1} << bit);
    for (const Listener& listener : listeners_[number]) {
      if (!speaks(listener)) continue;
      work_.add(runs_.inputs() * (listener.arguments.slots.size() + listener.arguments.parts.size()));
      InputClasses groups = runs_.contexts(listener.arguments, number);
      groups = refined(groups, other_bits);
      const Column& said = said_by(listener);
      constexpr std::size_t none = ~std::size_t{0};
      std::vector<std::size_t> first(groups.count, none);
      std::vector<bool> mixed(groups.count);
      for (std::size_t k = 0; k < said.size(); ++k) {
        std::size_t& one = first[groups.of[k]];
        if (one == none) one = k;
        if (said[one] != said[k]) mixed[groups.of[k]] = true;
      }
      for (std::size_t k = 0; k < said.size(); ++k) {
        const std::size_t one = first[groups.of[k]];
        if (!mixed[groups.of[k]] || one == k) continue;
        const bool rest = ((whole[k] ^ own[k] ^ whole[one] ^ own[one]) >> bit & 1) == 1;
        const bool differ = (said[one] != said[k]) != rest;
        const std::uint32_t x = contexts.classes.of[k];
        const std::uint32_t y = contexts.classes.of[one];
        const auto join = forest.join(x, y, differ);
        if (join == ParityForest::Join::fresh) found.push_back({x, y, differ});
        if (join == ParityForest::Join::contradiction) {
          throw InternalError(
              fmt::format("found no bit for {}, expected the one that it had", place_of(scheme_.slot(number))));
        }
      }
    }
    return found;
  }

  Runs runs_;
  const Scheme& scheme_;
  const Budget& budget_;
  Work& work_;
  std::vector<std::vector<Listener>> listeners_;
  std::vector<Memory> memory_;  // by term, then the answer
  Description description_;
};

}  // namespace

std::size_t Description::cost() const {
  std::size_t sum = answer.cost;
  for (const auto& terms : slots) {
    for (const Fitted& term : terms) sum += 3 + term.cost;
  }
  return sum;
}

Transcript run_of(const Description& description, const Scheme& scheme, std::span<const InputIndex> input) {
  Transcript run;
  run.values.resize(scheme.slots());
  run.terms.resize(scheme.has_sums() ? scheme.terms() : 0);
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    for (std::size_t term = 0; term < description.slots[number].size(); ++term) {
      const Expression& said = description.slots[number][term].expression;
      run.set_term(number, scheme.slot(number), term, said.value(scheme.task(), input, run.values));
    }
  }
  run.answer = description.answer.expression.value(scheme.task(), input, run.values);
  return run;
}

Description simplify(const Runs& runs, const Budget& budget) {
  Work work;
  Simplification kept(runs, budget, work);
  kept.shorten();
  Description found = kept.description();
  constexpr std::size_t most_inputs = std::size_t{1} << 11;
  if (runs.inputs() <= most_inputs && !work.is_over()) {
    Simplification anew(runs, budget, work);
    anew.choose_all();
    anew.shorten();
    if (anew.cost() < kept.cost()) found = anew.description();
  }
  found.cut_short = work.is_over();
  for (std::size_t k = 0; k < runs.inputs(); ++k) {
    if ((k & 0xff) == 0) budget.check();
    const Input input = runs.input(k);
    const std::uint32_t answer = run_of(found, runs.scheme(), input).answer;
    const std::uint32_t right = runs.instance().task().answer(input);
    if (answer != right) {
      throw CheckFailed(
          fmt::format("input [{}]: found the answer {}, expected {}", fmt::join(input, ","), answer, right));
    }
  }
  return found;
}

}  // namespace arcsat
