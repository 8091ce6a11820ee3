// A model of communication as data: what everyone holds, what is sent in which order, and who knows what when.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "protocol/model.hpp"

namespace arcsat {

/// What a holder may hold at first: a player's whole input or, with sums, one entry of its table.
struct Part {
  static constexpr std::int64_t whole = -1;

  Part(Player of, std::int64_t at = whole) : player(of), position(at) {}
  Player player;
  std::int64_t position;
  friend auto operator<=>(const Part&, const Part&) = default;
};
/// What a part is on an input of its player.
inline std::uint32_t value_of(const Task& task, const Part& part, InputIndex input) {
  if (part.position == Part::whole) return input;
  return task.entry(part.player, input, static_cast<std::uint64_t>(part.position));
}

/// Who has views: a player, a thought or, with sums, a token. Players whose input is one token have their own number, the
/// tokens of tables follow from 1 on, player by player.
using Holder = int;

/// What a holder knows at some time: the parts of the input that it holds, and the first `received` of the slots that it
/// receives.
struct View {
  Holder holder;
  std::uint32_t received;
  friend bool operator==(const View&, const View&) = default;
};

/// A value that joins what its receiver knows: a message or, in "epoch" 0, a thought, whose receiver knows nothing before
/// it. It is the sum in (Z/2)^width of its terms, each a function of two views, one of the sender's and the receiver's.
/// With sums there is a term for each of the sender's tokens that the receiver may hear, else just one.
struct Slot {
  int epoch;
  std::uint64_t bits;
  Player from;
  Player towards;
  std::optional<std::uint32_t> token;  // of the receiver, as in Message
  std::vector<View> terms;             // the sender's view in each
  View to;                             // the receiver's
  std::uint32_t first_term;            // terms are numbered through all slots

  /// The bits where values are enumerated. Throws Unsupported if there are more than 31.
  unsigned width() const {
    if (bits > most_enumerated_bits) refuse_to_enumerate();
    return static_cast<unsigned>(bits);
  }
  /// One more than the largest value that a run can hold: 2^bits, or 2^32.
  std::uint64_t values_held() const { return bits < 32 ? std::uint64_t{1} << bits : std::uint64_t{1} << 32; }
  bool is_thought() const { return epoch == 0; }
  bool is_sum() const { return terms.size() > 1; }
  Player sender() const { return from; }
  Player receiver() const { return towards; }
  Message message() const { return {epoch, from, towards, token}; }

 private:
  static constexpr std::uint64_t most_enumerated_bits = 31;
  [[noreturn]] void refuse_to_enumerate() const;
};

/// "the message of player 2 to player 1 in epoch 1", "… to token 0 of player 1 …", "thought 1".
std::string words_of(const Slot& slot);
/// "epoch 1, player 2 to player 1", "epoch 1, player 2 to token 0 of player 1", "thought 1".
std::string place_of(const Slot& slot);

/// Slots are numbered so that each depends on earlier ones only: messages by epoch, then receiver, then sender, all
/// ascending; those of the prompt, then, for one thought after the other, the thought and the messages to it.
///
/// With sums a token is no term of the message that it receives from its own block, though attention lets it hear
/// itself: the term would be a function of the receiver's view alone, and who looks at the sum looks at this view, too.
class Scheme {
 public:
  static constexpr std::int64_t most_bits = std::int64_t{1} << 62;
  static constexpr std::int64_t most_slots = std::int64_t{1} << 20;
  static constexpr std::int64_t most_terms = std::int64_t{1} << 22;

  const Task& task() const { return task_; }

  std::size_t slots() const { return slots_.size(); }
  const Slot& slot(std::size_t number) const { return slots_[number]; }
  std::size_t terms() const { return slots_.empty() ? 0 : slots_.back().first_term + slots_.back().terms.size(); }
  /// The number of a message; none if the model has no such message.
  std::optional<std::size_t> find(const Message& message) const;
  /// The number of the thought that a holder starts with; none if it starts with parts of the input.
  std::optional<std::size_t> thought_of(Holder holder) const {
    if (!parts(holder).empty()) return std::nullopt;
    return at(holder).received.front();
  }

  /// Whether some slot has several terms.
  bool has_sums() const { return terms() > slots(); }

  /// The answer is a function of this view.
  const View& answer() const { return answer_; }

  Holder first_holder() const { return first_holder_; }
  Holder last_holder() const { return first_holder_ + static_cast<Holder>(holders_.size()) - 1; }
  /// Who receives a message like this one; none if there is no such player or token.
  std::optional<Holder> receiver_of(const Message& message) const;
  /// Which token of its player a holder is; none if it is all that the player has.
  std::optional<std::uint32_t> token_of(Holder holder) const;
  /// What a holder knows from the start, ascending.
  std::span<const Part> parts(Holder holder) const { return at(holder).parts; }
  /// The slots of a view, by number, in the order in which they are received: by epoch, then by sender.
  std::span<const std::uint32_t> received(const View& view) const {
    return std::span(at(view.holder).received).first(view.received);
  }
  /// All that a holder ever knows.
  View last_view(Holder holder) const { return {holder, static_cast<std::uint32_t>(at(holder).received.size())}; }
  /// The values that make up a view: one for each part and each slot.
  std::size_t entries(const View& view) const { return parts(view.holder).size() + view.received; }
  /// Whether all of `inner` is part of `outer`.
  bool contains(const View& outer, const View& inner) const;

  /// How much a holder shares with the holder whose last view it starts with; 0 if there is none.
  std::uint32_t shared_slots(Holder holder) const { return at(holder).own; }
  /// The same view as that of the holder whose last view this holder starts with, if it has received nothing since.
  View shared(const View& view) const;

  /// Whether the answer may depend on a slot, and is not known to its receiver anyway; judged without regard to widths.
  bool needed(std::size_t number) const { return needed_[number]; }
  /// Whether it may, and the slot has bits.
  bool matters(std::size_t number) const { return slots_[number].bits > 0 && needed_[number]; }

 private:
  friend class SchemeBuilder;
  explicit Scheme(const Task& task) : task_(task) {}
  struct HolderState {
    std::vector<Part> parts;
    std::vector<std::uint32_t> received;
    std::uint32_t own = 0;               // position of the first slot that it receives itself; those before are shared
    std::optional<Holder> knows_all_of;  // whose last view it starts with
  };
  const HolderState& at(Holder holder) const { return holders_[static_cast<std::size_t>(holder - first_holder_)]; }

  Task task_;
  Holder first_holder_ = first_player;
  std::vector<Holder> first_of_;  // by player's seat, its first holder; then the end
  bool by_tokens_ = false;
  std::vector<HolderState> holders_;
  std::vector<Slot> slots_;
  std::vector<bool> needed_;
  View answer_{first_player, 0};
};

/// The scheme of a model for a task. Throws InputError if the model is none (epochs, overrides of messages that do not
/// exist), Unsupported if a slot has more than 2^62 bits or there are more than 2^20 slots or 2^22 terms; the text names the
/// number.
Scheme scheme_of(const Task& task, const Model& model);

/// "token 3's term of ", to be followed by words for the slot; nothing if it has one term.
std::string words_of_term(const Scheme& scheme, const Slot& slot, std::size_t term);

/// Appends what a view is on an input, when `values` are the slots' values, to `key`.
void append_view(const Scheme& scheme, const View& view, std::span<const InputIndex> input,
                 std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key);
/// The same for both views of a slot's term, the sender's first.
void append_views(const Scheme& scheme, const Slot& slot, std::size_t term, std::span<const InputIndex> input,
                  std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key);

}  // namespace arcsat
