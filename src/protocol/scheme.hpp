// A model of communication as data: what everyone holds, what is sent in which order, and who knows what when.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "protocol/model.hpp"

namespace arcsat {

/// What a player or a thought knows at some time: the parts of the input that it holds, and the first `received` of the
/// slots that it receives.
struct View {
  Player holder;
  std::uint32_t received;
  friend bool operator==(const View&, const View&) = default;
};

/// A value that is a function of two views, the sender's and the receiver's, and that joins what the receiver knows: a
/// message or, in "epoch" 0, a thought, whose receiver knows nothing before it.
struct Slot {
  int epoch;
  std::uint64_t bits;
  View from;
  View to;

  /// The bits where values are enumerated. Throws Unsupported if there are more than 31.
  unsigned width() const {
    if (bits > most_enumerated_bits) refuse_to_enumerate();
    return static_cast<unsigned>(bits);
  }
  /// One more than the largest value that a run can hold: 2^bits, or 2^32.
  std::uint64_t values_held() const { return bits < 32 ? std::uint64_t{1} << bits : std::uint64_t{1} << 32; }
  bool is_thought() const { return epoch == 0; }
  Player sender() const { return from.holder; }
  Player receiver() const { return to.holder; }
  Message message() const { return {epoch, sender(), receiver()}; }

 private:
  static constexpr std::uint64_t most_enumerated_bits = 31;
  [[noreturn]] void refuse_to_enumerate() const;
};

/// "the message of player 2 to player 1 in epoch 1", "thought 1".
std::string words_of(const Slot& slot);
/// "epoch 1, player 2 to player 1", "thought 1".
std::string place_of(const Slot& slot);

/// Slots are numbered so that each depends on earlier ones only: messages by epoch, then receiver, then sender, all
/// ascending; those of the prompt, then, for one thought after the other, the thought and the messages to it.
class Scheme {
 public:
  static constexpr std::int64_t most_bits = std::int64_t{1} << 62;
  static constexpr std::int64_t most_slots = std::int64_t{1} << 20;

  std::size_t slots() const { return slots_.size(); }
  const Slot& slot(std::size_t number) const { return slots_[number]; }
  /// The number of a message; none if the model has no such message.
  std::optional<std::size_t> find(const Message& message) const;
  /// The number of the thought that a holder starts with; none if it starts with parts of the input.
  std::optional<std::size_t> thought_of(Player holder) const {
    if (!parts(holder).empty()) return std::nullopt;
    return at(holder).received.front();
  }

  /// The answer is a function of this view.
  const View& answer() const { return answer_; }

  Player first_holder() const { return first_holder_; }
  Player last_holder() const { return first_holder_ + static_cast<Player>(holders_.size()) - 1; }
  /// The players whose inputs a holder knows from the start, ascending: itself if it is a player of the task.
  std::span<const Player> parts(Player holder) const { return at(holder).parts; }
  /// The slots of a view, by number, in the order in which they are received: by epoch, then by sender.
  std::span<const std::uint32_t> received(const View& view) const {
    return std::span(at(view.holder).received).first(view.received);
  }
  /// All that a holder ever knows.
  View last_view(Player holder) const { return {holder, static_cast<std::uint32_t>(at(holder).received.size())}; }
  /// The values that make up a view: one for each part and each slot.
  std::size_t entries(const View& view) const { return parts(view.holder).size() + view.received; }
  /// Whether all of `inner` is part of `outer`.
  bool contains(const View& outer, const View& inner) const;

  /// How much a holder shares with the holder whose last view it starts with; 0 if there is none.
  std::uint32_t shared_slots(Player holder) const { return at(holder).own; }
  /// The same view as that of the holder whose last view this holder starts with, if it has received nothing since.
  View shared(const View& view) const;

  /// Whether the answer may depend on a slot, judged without regard to widths.
  bool needed(std::size_t number) const { return needed_[number]; }
  /// Whether it may, and the slot has bits.
  bool matters(std::size_t number) const { return slots_[number].bits > 0 && needed_[number]; }

 private:
  friend class SchemeBuilder;
  struct Holder {
    std::vector<Player> parts;
    std::vector<std::uint32_t> received;
    std::uint32_t own = 0;               // position of the first slot that it receives itself; those before are shared
    std::optional<Player> knows_all_of;  // whose last view it starts with
  };
  const Holder& at(Player holder) const { return holders_[static_cast<std::size_t>(holder - first_holder_)]; }

  Player first_holder_ = first_player;
  std::vector<Holder> holders_;
  std::vector<Slot> slots_;
  std::vector<bool> needed_;
  View answer_{first_player, 0};
};

/// The scheme of a model for a task. Throws InputError if the model is none (epochs, overrides of messages that do not
/// exist), Unsupported if a slot has more than 2^62 bits or there are more than 2^20 slots; the text names the number.
Scheme scheme_of(const Task& task, const Model& model);

/// Appends what a view is on an input, when `values` are the slots' values, to `key`.
void append_view(const Scheme& scheme, const View& view, std::span<const InputIndex> input,
                 std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key);
/// The same for both views of a slot, the sender's first.
void append_views(const Scheme& scheme, const Slot& slot, std::span<const InputIndex> input,
                  std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key);

}  // namespace arcsat
