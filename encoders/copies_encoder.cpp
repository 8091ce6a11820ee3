#include "encoders/copies_encoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "base/error.hpp"
#include "encoders/encoder_table.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_copied_contexts = 1 << 16;
constexpr std::uint32_t most_copied_bits = 4096;
constexpr double most_copy_variables = 1 << 24;

[[noreturn]] void applies_not(const std::string& found) {
  throw LimitReached(
      fmt::format("found {}, expected for the encoder copies two steps, two epochs, all inputs, one c with 2^c at "
                  "least every size but n",
                  found));
}

unsigned bits_of(std::uint64_t values) { return static_cast<unsigned>(std::bit_width(values - 1)); }

/// Writes a protocol of sums message by message, for one control input after the other.
class CopiesWriter {
 public:
  CopiesWriter(const std::shared_ptr<const Instance>& instance, unsigned piece_bits, unsigned pieces)
      : bits_(piece_bits) {
    protocol_.instance = instance;
    protocol_.output.resize(std::size_t{piece_bits} * pieces);
    const Message messages[] = {{1, 2, 1},  {1, 2, 0},  {1, 2, -1}, {1, 1, 0}, {1, 1, -1},
                                {1, 0, -1}, {2, 2, -1}, {2, 1, -1}, {2, 0, -1}};
    for (const Message& message : messages) {
      protocol_.messages.push_back({message, std::vector<SumsBit>(instance->bits(message))});
    }
    // As the form of such a protocol asks; and what a player has received is counted in this order.
    std::sort(protocol_.messages.begin(), protocol_.messages.end(),
              [&](const SumsMessageBits& a, const SumsMessageBits& b) {
                return instance->number(a.message) < instance->number(b.message);
              });
  }

  /// Where the pieces begin that a player received, among all bits that it received.
  using Places = std::map<std::uint64_t, std::uint32_t>;

  /// Player 2 sends these pieces of its table.
  Places copy(const Message& message, const std::vector<std::uint64_t>& pieces) {
    std::vector<SumsBit>& bits = bits_of_message(message);
    for (std::size_t bit = 0; bit < bits.size(); ++bit) {
      Coordinates& summed = bits[bit].coordinates.emplace_back();
      if (bit / bits_ < pieces.size()) summed.push_back(pieces[bit / bits_] * bits_ + bit % bits_);
    }
    return places(message, pieces);
  }
  /// Another player sends a number.
  void say(const Message& message, std::uint64_t number) {
    std::vector<SumsBit>& bits = bits_of_message(message);
    for (std::size_t bit = 0; bit < bits.size(); ++bit) {
      bits[bit].data.push_back(0);
      bits[bit].control.push_back(bit < 64 ? static_cast<std::uint8_t>(number >> bit & 1) : std::uint8_t{0});
      bits[bit].added.emplace_back();
    }
  }
  /// Another player sends these pieces; those that it has not received are 0.
  Places pass_on(const Message& message, const std::vector<std::uint64_t>& pieces, const Places& received) {
    std::vector<SumsBit>& bits = bits_of_message(message);
    for (std::uint32_t bit = 0; bit < bits.size(); ++bit) {
      // Whether a bit is data may depend on less than what it is.
      bits[bit].data.push_back(1);
      bits[bit].control.push_back(0);
      std::vector<std::uint32_t>& added = bits[bit].added.emplace_back();
      if (bit / bits_ >= pieces.size()) continue;
      const auto from = received.find(pieces[bit / bits_]);
      if (from != received.end()) added.push_back(from->second + bit % bits_);
    }
    return places(message, pieces);
  }
  /// Ends what is said for this control input: player -1 reads these pieces.
  void answer(const Input& input, std::uint64_t first_piece, const std::vector<Places>& received) {
    protocol_.control_inputs.push_back(input);
    for (std::uint32_t bit = 0; bit < protocol_.output.size(); ++bit) {
      std::vector<std::uint32_t>& sum = protocol_.output[bit].emplace_back();
      for (const Places& places : received) {
        const auto from = places.find(first_piece + bit / bits_);
        if (from == places.end() || !sum.empty()) continue;
        sum.push_back(from->second + bit % bits_);
      }
    }
  }

  SumsProtocol written() && { return std::move(protocol_); }

 private:
  std::vector<SumsBit>& bits_of_message(const Message& message) {
    return std::find_if(protocol_.messages.begin(), protocol_.messages.end(),
                        [&](const SumsMessageBits& one) { return one.message == message; })
        ->bits;
  }
  Places places(const Message& message, const std::vector<std::uint64_t>& pieces) const {
    Places result;
    std::uint32_t at = begin(message);
    for (const std::uint64_t piece : pieces) {
      result[piece] = at;
      at += bits_;
    }
    return result;
  }
  /// How many bits its receiver has received before.
  std::uint32_t begin(const Message& message) const {
    std::size_t before = 0;
    for (const SumsMessageBits& one : protocol_.messages) {
      if (one.message == message) break;
      if (one.message.receiver == message.receiver) before += one.bits.size();
    }
    return static_cast<std::uint32_t>(before);
  }

  unsigned bits_;
  SumsProtocol protocol_;
};

}  // namespace

CopiesEncoder::Sizes CopiesEncoder::sizes_of(const Instance& instance) {
  const Task& task = instance.task();
  const Model& model = instance.model();
  if (task.length() != 2) applies_not(fmt::format("{} steps", task.length()));
  if (model.epochs != 2) applies_not(fmt::format("{} epochs", model.epochs));
  if (!model.widths.empty()) applies_not("widths of single messages");
  if (instance.restriction().by_tuples || !instance.restriction().lists.empty()) applies_not("restricted inputs");
  const std::uint32_t c = model.bits_per_token;
  const unsigned r = bits_of(task.range(2));
  if (r == 0) applies_not("one answer");
  if (c > most_copied_bits)
    throw LimitReached(fmt::format("found c = {}, expected for the encoder copies at most 4096", c));
  if (c < std::max({bits_of(task.m()), bits_of(task.range(1)), (r + 2) / 3})) applies_not(fmt::format("c = {}", c));
  if (!task.numbered(1) || task.domain(1) * task.m() > most_copied_contexts / task.queries(1)) {
    throw LimitReached(
        fmt::format("found {} queries, {} values of z_0 and {}, expected for the encoder copies at most 2^16 together",
                    task.queries(1), task.m(), task.inputs_in_words(1)));
  }
  const std::uint64_t tables = task.domain(1);
  const std::uint64_t classes = c < 32 ? std::min(std::uint64_t{1} << c, tables) : tables;
  const bool whole = r <= c;
  const std::uint64_t told = whole ? c / r : c;
  return {.m = task.m(),
          .rows = task.queries(1),
          .q1 = task.range(1),
          .tables = tables,
          .classes = classes,
          .bits = whole ? r : 1,
          .pieces = whole ? 1 : r,
          .u = static_cast<unsigned>(std::min<std::uint64_t>(told, task.positions(2) * r))};
}

CopiesEncoder::CopiesEncoder(const DecoderInstance& instance)
    : instance_(instance.shared()), sizes_(sizes_of(*instance_)), controls_(instance, most_copied_contexts) {
  const auto [m, rows, q1, tables, classes, bits, pieces, u] = sizes_;
  const std::uint64_t views = rows * m * classes;
  const std::uint64_t in_row = q1 * pieces;
  const double about = (double(tables) * (double(m * u) + 1.0) + double(m) * (u + 1.0)) * double(rows * in_row) +
                       (double(rows) + 2 * double(views)) * double(in_row) * (u + 1.0) +
                       double(rows * tables * classes);
  if (about > most_copy_variables) {
    throw LimitReached(
        fmt::format("found a formula of some {:.0f} variables, expected for the encoder copies at most 2^24", about));
  }
  one_ = make_lists("E", tables, rows * in_row, m * u);
  zero_ = make_lists("D", m, rows * in_row, u);
  first_ = make_lists("A", rows, in_row, u);
  second_ = make_lists("B", views, in_row, u);
  last_ = make_lists("F", views * q1, pieces, u);
  class_ = variables_.block("class", {rows, tables, classes}, [](std::span<const std::uint64_t> at) {
    return fmt::format("class w={} z1={} k={}", at[0], at[1], at[2]);
  });
  by_one_ = variables_.block("by", {views}, [classes = classes, m = m](std::span<const std::uint64_t> at) {
    return fmt::format("by player 1 w={} z0={} k={}", at[0] / classes / m, at[0] / classes % m, at[0] % classes);
  });
}

CopiesEncoder::Lists CopiesEncoder::make_lists(const char* name, std::uint64_t lists, std::uint64_t numbers,
                                               std::uint64_t most) {
  Lists made{.lists = lists, .numbers = numbers, .most = most, .member = {}, .count = {}};
  made.member = variables_.block("list", {lists, numbers}, [name](std::span<const std::uint64_t> at) {
    return fmt::format("{} list={} piece={}", name, at[0], at[1]);
  });
  if (most >= numbers) return made;
  made.count = variables_.block("count", {lists, numbers, most}, [name](std::span<const std::uint64_t> at) {
    return fmt::format("count {} list={} piece={} more than {}", name, at[0], at[1], at[2]);
  });
  return made;
}

Formula CopiesEncoder::encode(EncodingWatch& watch) const {
  watch.bound_memory();
  Formula formula;
  formula.add_variables_of(variables_);
  for (const Lists* lists : {&one_, &zero_, &first_, &second_, &last_}) write_at_most(*lists, formula, watch);
  write_classes(formula, watch);
  write_answers(formula, watch);
  return formula;
}

// A counter that runs along each list (Sinz, 2005).
void CopiesEncoder::write_at_most(const Lists& lists, Formula& formula, EncodingWatch& watch) {
  if (lists.most >= lists.numbers) return;
  formula.begin_family("at-most");
  for (std::uint64_t list = 0; list < lists.lists; ++list) {
    for (std::uint64_t at = 0; at < lists.numbers; ++at) {
      const Lit absent(lists.member(list, at), false);
      formula.add_clause({absent, Lit(lists.count(list, at, 0), true)});
      for (std::uint64_t k = 0; at > 0 && k < lists.most; ++k) {
        const Lit not_before(lists.count(list, at - 1, k), false);
        formula.add_clause({not_before, Lit(lists.count(list, at, k), true)});
        if (k + 1 < lists.most) {
          formula.add_clause({not_before, absent, Lit(lists.count(list, at, k + 1), true)});
        } else {
          formula.add_clause({not_before, absent});
        }
      }
      watch.tick(formula);
    }
  }
}

void CopiesEncoder::write_classes(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("class");
  std::vector<Lit> some;
  for (std::uint64_t row = 0; row < sizes_.rows; ++row) {
    for (std::uint64_t table = 0; table < sizes_.tables; ++table) {
      some.clear();
      for (std::uint64_t k = 0; k < sizes_.classes; ++k) {
        some.push_back(Lit(class_(row, table, k), true));
        for (std::uint64_t other = 0; other < k; ++other) {
          formula.add_clause({Lit(class_(row, table, k), false), Lit(class_(row, table, other), false)});
        }
      }
      formula.add_clause(some);
      watch.tick(formula);
    }
  }
}

void CopiesEncoder::write_answers(Formula& formula, EncodingWatch& watch) const {
  for (std::uint64_t row = 0; row < sizes_.rows; ++row) {
    for (std::uint64_t table = 0; table < sizes_.tables; ++table) {
      for (std::uint64_t asks = 0; asks < sizes_.m; ++asks) {
        const std::uint64_t value = looked_up(table, asks);
        for (std::uint64_t k = 0; k < sizes_.classes; ++k) {
          const std::uint64_t knows = view(row, asks, k);
          const Lit other_class(class_(row, table, k), false);
          for (std::uint64_t piece = 0; piece < sizes_.pieces; ++piece) {
            const Var last = last_.member(knows * sizes_.q1 + value, piece);
            formula.begin_family("known");
            formula.add_clause({other_class, Lit(last, false), Lit(by_one_(knows), false),
                                Lit(one_.member(table, entry(row, value) + piece), true)});
            formula.add_clause({other_class, Lit(last, false), Lit(by_one_(knows), true),
                                Lit(zero_.member(asks, entry(row, value) + piece), true)});
            formula.begin_family("answer");
            const std::uint64_t in_row = value * sizes_.pieces + piece;
            formula.add_clause({other_class, Lit(first_.member(row, in_row), true),
                                Lit(second_.member(knows, in_row), true), Lit(last, true)});
            watch.tick(formula);
          }
        }
      }
    }
  }
}

SumsProtocol CopiesEncoder::decode(const Assignment& model) const {
  CopiesWriter protocol(instance_, sizes_.bits, sizes_.pieces);
  const auto listed = [&](const Lists& lists, std::uint64_t list, std::uint64_t first) {
    std::vector<std::uint64_t> pieces;
    for (std::uint64_t number = 0; number < lists.numbers; ++number) {
      if (model.value(lists.member(list, number))) pieces.push_back(first + number);
    }
    return pieces;
  };
  for (std::uint64_t x = 0; x < controls_.set().size(); ++x) {
    const Input input = controls_.set().input(x);
    const std::uint64_t row = input[seat(first_player)], asks = input[seat(0)], table = input[seat(1)];
    const std::uint64_t value = looked_up(table, asks);
    std::uint64_t k = 0;
    while (k < sizes_.classes && !model.value(class_(row, table, k))) ++k;
    if (k == sizes_.classes) throw CheckFailed("found a table z_1 of no class, expected a class for each");
    const std::uint64_t knows = view(row, asks, k);
    const bool by_one = model.value(by_one_(knows));

    const auto of_one = protocol.copy({1, 2, 1}, listed(one_, table, 0));
    const auto of_zero = protocol.copy({1, 2, 0}, listed(zero_, asks, 0));
    const auto of_first = protocol.copy({1, 2, -1}, listed(first_, row, entry(row, 0)));
    protocol.say({1, 1, 0}, value);
    protocol.say({1, 1, -1}, k);
    protocol.say({1, 0, -1}, asks);
    const auto of_second = protocol.copy({2, 2, -1}, listed(second_, knows, entry(row, 0)));
    const auto of_last =
        protocol.pass_on({2, by_one ? 1 : 0, -1}, listed(last_, knows * sizes_.q1 + value, entry(row, value)),
                         by_one ? of_one : of_zero);
    protocol.say({2, by_one ? 0 : 1, -1}, value);
    protocol.answer(input, entry(row, value), {of_first, of_second, of_last});
  }
  return std::move(protocol).written();
}

namespace {

InstanceFormula formula_of_copies(const DecoderInstance& instance, EncodingWatch& watch) {
  const auto encoder = std::make_shared<const CopiesEncoder>(instance);
  return {.encoder = "copies",
          .symmetry = {},
          .family = "copies",
          .formula = encoder->encode(watch),
          .decode = [encoder](const Assignment& model) { return encoder->decode(model); }};
}

}  // namespace

extern const EncoderRow copies_row;
const EncoderRow copies_row = {
    .name = "copies",
    .summary = "looks for a witness that copies entries or bits (two steps, two epochs), never refutes",
    .most = std::nullopt,
    .make_family = formula_of_copies,
    .family = "copies",
};

}  // namespace arcsat
