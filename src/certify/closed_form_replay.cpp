#include "certify/closed_form_replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/error.hpp"
#include "certify/witness.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_digits = std::uint64_t{1} << 12;  // of the numbers in all terms
constexpr std::uint64_t most_work = std::uint64_t{1} << 20;    // inputs times digits
constexpr std::uint64_t most_tried = std::uint64_t{1} << 9;

std::uint64_t mixed(std::uint64_t x) {  // splitmix64
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/// An input, entry by entry: a table may be too large to be written down.
class Entries {
 public:
  virtual ~Entries() = default;
  /// w_k.
  virtual std::uint32_t query(Player k) const = 0;
  /// z_l at a position; z_0 at the position 0.
  virtual std::uint32_t entry(Player l, std::uint64_t position) const = 0;
};

class AllowedInput : public Entries {
 public:
  AllowedInput(const Task& task, Input input) : task_(task), input_(std::move(input)) {}
  std::uint32_t query(Player k) const override { return task_.query(input_[seat(first_player)], k); }
  std::uint32_t entry(Player l, std::uint64_t position) const override {
    return l == 0 ? input_[seat(0)] : task_.entry(l, input_[seat(l)], position);
  }

 private:
  const Task& task_;
  Input input_;
};

/// For each player one of some random inputs, of which nothing is kept but the seed.
class RandomInput : public Entries {
 public:
  RandomInput(const Task& task, std::uint64_t seed, std::vector<std::uint64_t> choices)
      : task_(task), seed_(seed), choices_(std::move(choices)) {}
  std::uint32_t query(Player k) const override {
    return static_cast<std::uint32_t>(number(first_player, static_cast<std::uint64_t>(k)) % task_.queries(k));
  }
  std::uint32_t entry(Player l, std::uint64_t position) const override {
    return static_cast<std::uint32_t>(number(l, position) % task_.range(l));
  }

 private:
  std::uint64_t number(Player p, std::uint64_t place) const {
    return mixed(mixed(mixed(seed_ + seat(p)) + choices_[seat(p)]) + place);
  }

  const Task& task_;
  std::uint64_t seed_;
  std::vector<std::uint64_t> choices_;
};

/// What the terms of slots are on inputs.
class Values {
 public:
  explicit Values(const ClosedForm& form) : form_(form), task_(form.instance->task()) {}

  /// The digits of all numbers together.
  Integer digits() const {
    Integer digits = 0;
    for (const auto& [number, terms] : form_.slots) {
      for (const Term& term : terms) {
        for (const Item& item : term.items) {
          if (radix(task_, item) > 1) digits += entries(task_, item.quantity);
        }
      }
    }
    return digits;
  }

  /// The bits of a term, as a number.
  Integer term(const Term& term, const Entries& input) const {
    const Integer number = whole_number(term, input) >> term.first;
    // A message may have room for more bits than the number has.
    return term.bits >= boost::multiprecision::msb(number + 1) + 1 ? number : number & ((Integer(1) << term.bits) - 1);
  }

  std::uint64_t answer(const Entries& input) const {
    return entry({Quantity::Kind::intermediate, task_.length(), std::nullopt, {}}, 0, input);
  }

 private:
  Integer whole_number(const Term& term, const Entries& input) const {
    Integer number = 0;
    for (auto item = term.items.rbegin(); item != term.items.rend(); ++item) {
      const std::uint64_t values = radix(task_, *item);
      if (values == 1) continue;
      const std::uint64_t mask = (std::uint64_t{1} << (item->end - item->first)) - 1;
      for (auto e = entries(task_, item->quantity).convert_to<std::uint64_t>(); e-- > 0;) {
        number = number * values + (entry(item->quantity, e, input) >> item->first & mask);
      }
    }
    return number;
  }

  /// An entry of a quantity, from the definition of the task.
  std::uint64_t entry(const Quantity& quantity, std::uint64_t index, const Entries& input) const {
    if (quantity.kind == Quantity::Kind::query) return input.query(quantity.number);
    std::uint64_t value = quantity.start ? index % task_.range(*quantity.start) : input.entry(0, 0);
    if (quantity.start) index /= task_.range(*quantity.start);
    std::map<Player, std::uint64_t> given;
    for (const Player k : quantity.queries) {
      given[k] = index % task_.queries(k);
      index /= task_.queries(k);
    }
    // A query below the start would be no argument of it.
    for (Player l = quantity.start.value_or(0) + 1; l <= quantity.number; ++l) {
      const Player k = l - 1;
      const std::uint64_t query = k == 0 ? 0 : given.contains(k) ? given[k] : input.query(k);
      value = input.entry(l, task_.position(l, query, value));
    }
    return value;
  }

  const ClosedForm& form_;
  const Task& task_;
};

/// All, through tables.
ClosedFormReplay replay_all(const ClosedForm& form, const Values& values, const Budget& budget) {
  const Instance& instance = *form.instance;
  ProtocolBuilder builder(form.instance);
  Transcript transcript;
  transcript.values.resize(instance.scheme().slots());
  for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) {
    if ((k & 0xff) == 0) budget.check();
    const AllowedInput input(instance.task(), instance.inputs().input(k));
    for (const auto& [number, terms] : form.slots) {
      Integer value = 0;
      std::uint64_t bits = 0;
      for (const Term& term : terms) {
        value |= values.term(term, input) << bits;
        bits += term.bits;
      }
      transcript.values[number] = value.convert_to<std::uint32_t>();
    }
    transcript.answer = static_cast<std::uint32_t>(values.answer(input));
    builder.record(k, transcript);
  }
  ClosedFormReplay result;
  result.tables = builder.finish();
  const WitnessReport report = check_witness(*result.tables, budget);
  result.inputs = report.inputs;
  result.rows = report.rows;
  return result;
}

/// Whether values are functions of views, seen on the inputs that are shown.
class Functions {
 public:
  Functions(const ClosedForm& form, const Values& values) : form_(form), values_(values) {}

  /// `parts` tells players' inputs apart.
  void show(const Entries& input, const std::vector<std::uint64_t>& parts) {
    const Scheme& scheme = form_.instance->scheme();
    std::map<std::size_t, std::string> said;
    const auto key_of = [&](const View& view) {
      std::string key;
      for (const Part& part : scheme.parts(view.holder)) key += fmt::format("{},", parts[seat(part.player)]);
      for (const std::uint32_t slot : scheme.received(view)) {
        if (const auto value = said.find(slot); value != said.end()) key += value->second + ";";
      }
      return key;
    };
    for (const auto& [number, terms] : form_.slots) {
      const Slot& slot = scheme.slot(number);
      const std::string key = fmt::format("{}:{}|{}", number, key_of(slot.terms.front()), key_of(slot.to));
      std::string& value = said[number];
      for (const Term& term : terms) value += values_.term(term, input).str() + ",";
      require_function(key, value, place_of(slot));
    }
    require_function("answer:" + key_of(scheme.answer()), std::to_string(values_.answer(input)), "the answer");
  }

 private:
  void require_function(const std::string& key, const std::string& value, const std::string& where) {
    if (const auto [place, fresh] = known_.emplace(key, value); !fresh && place->second != value) {
      throw CheckFailed(fmt::format("two runs with equal views differ in {}", where));
    }
  }

  const ClosedForm& form_;
  const Values& values_;
  std::map<std::string, std::string> known_;
};

std::uint64_t replay_random(const ClosedForm& form, const Values& values, std::uint64_t most, std::uint64_t seed,
                            const Budget& budget) {
  const Instance& instance = *form.instance;
  const Task& task = instance.task();
  const Restriction& restriction = instance.restriction();
  Functions functions(form, values);
  if (restriction.by_tuples || !restriction.lists.empty()) {
    const std::uint64_t size = instance.inputs().size();
    for (std::uint64_t k = 0; k < most; ++k) {
      budget.check();
      const Input input = instance.inputs().input(mixed(seed + k) % size);
      functions.show(AllowedInput(task, input), {input.begin(), input.end()});
    }
    return most;
  }
  // As many choices for each player as fit, the last players first, whose tables weigh most.
  std::vector<std::uint64_t> choices(static_cast<std::size_t>(task.players()), 1);
  std::uint64_t tried = 1;
  for (int round = 0; round < 4; ++round) {
    for (Player p = task.length(); p >= first_player; --p) {
      const std::uint64_t more = tried / choices[seat(p)] * (choices[seat(p)] + 1);
      if (more > most) continue;
      ++choices[seat(p)];
      tried = more;
    }
  }
  std::vector<std::uint64_t> chosen(choices.size());
  for (std::uint64_t k = 0; k < tried; ++k) {
    budget.check();
    std::uint64_t rest = k;
    for (std::size_t p = 0; p < choices.size(); ++p) {
      chosen[p] = rest % choices[p];
      rest /= choices[p];
    }
    functions.show(RandomInput(task, seed, chosen), chosen);
  }
  return tried;
}

}  // namespace

ClosedFormReplay replay(const ClosedForm& form, std::uint64_t seed, const Budget& budget) {
  const Values values(form);
  const Integer digits = values.digits() + 1;
  ClosedFormReplay none;
  if (digits > most_digits) return none;
  constexpr std::uint64_t most_bits_of_a_value = 31;
  const bool rows = std::all_of(form.slots.begin(), form.slots.end(), [&](const auto& slot) {
    return form.instance->scheme().slot(slot.first).bits <= most_bits_of_a_value;
  });
  const InputSet& all = form.instance->inputs();
  // Some of a part of so many inputs cannot be chosen at random.
  if (!all.numbered() && !form.instance->restriction().lists.empty()) return none;
  const std::uint64_t inputs = all.numbered() ? all.size() : UINT64_MAX;
  if (rows && inputs <= most_inputs_of_tables) return replay_all(form, values, budget);
  const std::uint64_t most = std::min({most_tried, inputs, most_work / digits.convert_to<std::uint64_t>()});
  none.inputs = replay_random(form, values, most, seed, budget);
  return none;
}

}  // namespace arcsat
