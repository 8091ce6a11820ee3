// A protocol of sums said at once for all tables z_L, which are too many to be run.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "explain/input_words.hpp"
#include "explain/witness_argument.hpp"

namespace arcsat {

namespace {

/// What a bit is at one control input: a value, or the sum of bits of z_L.
struct SaidBit {
  bool data = false;
  std::uint8_t control = 0;
  Coordinates sum;
};
using Said = std::vector<SaidBit>;

Coordinates added(const Coordinates& one, const Coordinates& other) {
  Coordinates sum;
  std::set_symmetric_difference(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(sum));
  return sum;
}

class SumsInWords {
 public:
  explicit SumsInWords(const SumsProtocol& protocol)
      : protocol_(protocol),
        task_(protocol.instance->task()),
        last_(task_.length()),
        bits_(answer_bits(*protocol.instance)) {
    for (std::size_t x = 0; x < protocol.control_inputs.size(); ++x) work_out(x);
  }

  void add_messages(std::size_t most_rows, Argument& argument) const {
    for (std::size_t number = 0; number < protocol_.messages.size(); ++number) {
      const Message& message = protocol_.messages[number].message;
      std::vector<std::string> words;
      for (const auto& said : said_) words.push_back(in_words(said[number]));
      const std::string place =
          fmt::format("epoch {}, player {} to player {}", message.epoch, message.sender, message.receiver);
      add_function(place, words, most_rows, argument);
    }
    std::vector<std::string> words;
    for (const Said& answer : answers_) words.push_back(in_words(answer));
    add_function("the answer, from what was heard", words, most_rows, argument);
  }

  /// What is said on one input.
  void add_example(Argument& argument) const {
    const std::size_t x = protocol_.control_inputs.size() * 5 / 8;
    const Input& given = protocol_.control_inputs[x];
    std::vector<std::uint32_t> table;
    for (std::uint64_t p = 0; p < task_.positions(last_); ++p) {
      table.push_back(static_cast<std::uint32_t>((p * 3 + 1) % task_.answers()));
    }
    std::vector<std::string> held;
    for (Player p = task_.n().empty() ? 0 : first_player; p < last_; ++p) {
      held.push_back(player_in_words(task_, p, given[seat(p)]));
    }
    held.push_back(fmt::format("z_{} = ({})", last_, fmt::join(table, " ")));
    argument.emplace_back(fmt::format("For example {}:", fmt::join(held, ", ")));
    const auto value = [&](const Said& said) {
      std::uint64_t number = 0;
      for (std::size_t bit = 0; bit < said.size() && bit < 64; ++bit) {
        std::uint64_t one = said[bit].control;
        for (const std::uint64_t at : said[bit].sum) one ^= table[at / bits_] >> at % bits_ & 1;
        number |= one << bit;
      }
      return number;
    };
    ArgumentTable run{.heads = {"where", "says"}, .rows = {}};
    for (std::size_t number = 0; number < protocol_.messages.size(); ++number) {
      const Message& message = protocol_.messages[number].message;
      run.rows.push_back(
          {fmt::format("epoch {}, player {} to player {}", message.epoch, message.sender, message.receiver),
           std::to_string(value(said_[x][number]))});
    }
    run.rows.push_back({"the answer", std::to_string(value(answers_[x]))});
    argument.emplace_back(std::move(run));
    std::uint64_t at = given[seat(0)];
    for (Player l = 1; l < last_; ++l) at = task_.intermediate(given, l);
    const std::uint64_t asked =
        last_ == 1 ? at
                   : std::uint64_t{task_.query(given[seat(first_player)], last_ - 1)} * task_.range(last_ - 1) + at;
    argument.emplace_back(fmt::format("The right answer is {} = {}.", entry(asked), table[asked]));
  }

 private:
  std::string entry(std::uint64_t position) const {
    if (last_ == 1) return fmt::format("z_1({})", position);
    const std::uint64_t columns = task_.range(last_ - 1);
    return fmt::format("z_{}({},{})", last_, position / columns, position % columns);
  }

  void work_out(std::size_t x) {
    std::vector<Said> said;
    std::map<Player, Said> received;  // in the order of the messages
    for (const SumsMessageBits& message : protocol_.messages) {
      Said bits;
      for (const SumsBit& bit : message.bits) {
        SaidBit one;
        if (message.message.sender == last_) {
          one.data = true;
          one.sum = bit.coordinates[x];
        } else if (bit.data[x] != 0) {
          one.data = true;
          for (const std::uint32_t k : bit.added[x])
            one.sum = added(one.sum, received_before(said, message.message)[k].sum);
        } else {
          one.control = bit.control[x];
        }
        bits.push_back(std::move(one));
      }
      said.push_back(std::move(bits));
    }
    Said answer;
    Said heard;
    for (std::size_t k = 0; k < said.size(); ++k) {
      if (protocol_.messages[k].message.receiver == first_player)
        heard.insert(heard.end(), said[k].begin(), said[k].end());
    }
    for (const auto& bit : protocol_.output) {
      SaidBit one{.data = true, .control = 0, .sum = {}};
      for (const std::uint32_t k : bit[x]) one.sum = added(one.sum, heard[k].sum);
      answer.push_back(std::move(one));
    }
    said_.push_back(std::move(said));
    answers_.push_back(std::move(answer));
  }

  /// The bits that a sender received before it sent this.
  Said received_before(const std::vector<Said>& said, const Message& message) const {
    Said bits;
    for (std::size_t k = 0; k < said.size(); ++k) {
      const Message& one = protocol_.messages[k].message;
      if (one.receiver == message.sender && one.epoch < message.epoch)
        bits.insert(bits.end(), said[k].begin(), said[k].end());
    }
    return bits;
  }

  std::string in_words(const Said& said) const {
    std::vector<std::string> words;
    for (const SaidBit& bit : said) {
      if (!bit.data) {
        words.push_back(std::to_string(bit.control));
        continue;
      }
      std::vector<std::string> terms;
      for (const std::uint64_t at : bit.sum) {
        terms.push_back(bits_ == 1 ? entry(at) : fmt::format("bit {} of {}", at % bits_, entry(at / bits_)));
      }
      words.push_back(terms.empty() ? "0" : fmt::format("{}", fmt::join(terms, " + ")));
    }
    return fmt::format("{}", fmt::join(words, "; "));
  }

  /// Of as few players' inputs as tell it, left out in turn, the tables first.
  void add_function(const std::string& place, const std::vector<std::string>& words, std::size_t most_rows,
                    Argument& argument) const {
    std::vector<Player> players;
    for (Player p = first_player; p < last_; ++p) players.push_back(p);
    const auto by = [&](const std::vector<Player>& some) {
      std::map<std::vector<InputIndex>, std::string> rows;
      for (std::size_t x = 0; x < words.size(); ++x) {
        std::vector<InputIndex> key;
        for (const Player p : some) key.push_back(protocol_.control_inputs[x][seat(p)]);
        const auto [row, fresh] = rows.try_emplace(std::move(key), words[x]);
        if (!fresh && row->second != words[x]) return decltype(rows){};
      }
      return rows;
    };
    for (Player p = last_ - 1; p >= first_player; --p) {
      std::vector<Player> fewer = players;
      std::erase(fewer, p);
      if (!by(fewer).empty()) players = std::move(fewer);
    }
    const auto rows = by(players);
    if (players.empty()) {
      const std::string& only = rows.begin()->second;
      if (only.find_first_not_of("0; ") == std::string::npos) return;
      argument.emplace_back(fmt::format("{}: {}", place, only));
      return;
    }
    argument.emplace_back(place + ":");
    ArgumentTable table;
    for (const Player p : players) table.heads.push_back(p == first_player ? "w" : fmt::format("z_{}", p));
    table.heads.push_back("says");
    for (const auto& [key, said] : rows) {
      if (table.rows.size() == most_rows) break;
      auto& row = table.rows.emplace_back();
      for (std::size_t k = 0; k < players.size(); ++k) row.push_back(entries_in_words(task_, players[k], key[k]));
      row.push_back(said);
    }
    argument.emplace_back(std::move(table));
    if (rows.size() > most_rows) argument.emplace_back(fmt::format("... and {} rows more.", rows.size() - most_rows));
  }

  const SumsProtocol& protocol_;
  const Task& task_;
  Player last_;
  unsigned bits_;
  std::vector<std::vector<Said>> said_;  // by control input, then message
  std::vector<Said> answers_;
};

}  // namespace

Argument argument_of(const SumsProtocol& protocol, std::size_t most_rows) {
  const Player last = protocol.instance->last_player();
  Argument argument = {
      fmt::format("Every message is a value that z_{0} does not enter, or the sum modulo 2 of some bits of z_{0}; bits "
                  "of one message are "
                  "separated by semicolons, the lowest first. So the sums are the same for all tables z_{0}, which "
                  "need not be run.",
                  last)};
  const SumsInWords words(protocol);
  words.add_messages(most_rows, argument);
  words.add_example(argument);
  return argument;
}

}  // namespace arcsat
