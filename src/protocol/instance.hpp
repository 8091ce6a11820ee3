// An instance: a task, the inputs that are allowed, and the communication model that is to solve it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/input_set.hpp"
#include "protocol/task.hpp"

namespace arcsat {

/// The answer to "does a protocol exist?". Undecided is neither yes nor no.
enum class Verdict { realizable, unrealizable, undecided };
std::string_view to_string(Verdict verdict);

/// The message Π^epoch_{sender→receiver}; sender > receiver, epochs count from 1.
struct Message {
  int epoch;
  Player sender;
  Player receiver;
  friend bool operator==(const Message&, const Message&) = default;
};

struct WidthOverride {
  Message message;
  unsigned bits;
};

/// Which inputs are allowed, as the user wrote it: lists for some players, or tuples, or neither (all inputs).
struct Restriction {
  std::map<Player, std::vector<InputIndex>> lists;
  std::vector<Input> tuples;
  bool by_tuples = false;
};

/// The autoregressive ("decoder") model of Chen, Peng, Wu: in each of the epochs every player j sends every player
/// i < j a message of c·T_i bits that may depend on all that j and i knew before the epoch.
struct Model {
  int epochs = 1;
  /// c = 2B.
  std::uint32_t bits_per_token = 1;
  /// Of an instance: by the message's number.
  std::vector<WidthOverride> widths;
};

struct Expectation {
  Verdict verdict;
  std::string reason;
};

class Instance {
 public:
  static constexpr unsigned most_message_bits = 31;
  static constexpr std::int64_t most_messages = std::int64_t{1} << 20;

  /// Throws InputError if the parts do not fit each other, Unsupported if a message has more than 31 bits or the
  /// model more than 2^20 messages; the text names the number.
  Instance(std::string name, Task task, Restriction restriction, Model model,
           std::optional<Expectation> expectation = std::nullopt);

  const std::string& name() const { return name_; }
  const Task& task() const { return task_; }
  const Restriction& restriction() const { return restriction_; }
  const Model& model() const { return model_; }
  const std::optional<Expectation>& expectation() const { return expectation_; }
  const InputSet& inputs() const { return inputs_; }

  int epochs() const { return model_.epochs; }
  Player last_player() const { return task_.length(); }

  /// Bits of a message: c·T_receiver unless the instance overrides it; 0 to 31.
  unsigned width(const Message& message) const { return widths_[number(message)]; }

  /// Messages are numbered by epoch, then receiver, then sender, all ascending.
  std::size_t messages() const { return widths_.size(); }
  std::size_t number(const Message& message) const;
  Message message(std::size_t number) const;
  /// The number of the first message to `receiver` in `epoch`; those of its other senders follow it. An inbox lists
  /// messages by epoch, then by sender ascending, so it is one such run per epoch.
  std::size_t first_to(int epoch, Player receiver) const;
  /// How many players send to `receiver`.
  std::size_t senders(Player receiver) const { return static_cast<std::size_t>(last_player() - receiver); }

  /// Whether the content of a message can reach the output: it has bits, and it comes before the last epoch or goes
  /// to player -1.
  bool matters(const Message& message) const;

 private:
  std::string name_;
  Task task_;
  Restriction restriction_;
  Model model_;
  std::optional<Expectation> expectation_;
  InputSet inputs_;
  std::size_t messages_per_epoch_;
  std::vector<std::uint8_t> widths_;
};

/// "No 2-epoch autoregressive protocol with 1 bit per token solves L-FuncComp with L=2, m=2, n=(1), q=(3,4)", or the
/// same with "A …", or with "Whether …"; overrides and restrictions are part of the sentence.
std::string statement(const Instance& instance, Verdict verdict);

}  // namespace arcsat
