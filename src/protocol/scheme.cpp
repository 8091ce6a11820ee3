#include "protocol/scheme.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t most_shared_entries = std::int64_t{1} << 22;

std::string place_of(const Message& message) {
  return fmt::format("epoch {}, player {} to player {}", message.epoch, message.sender, message.receiver);
}

}  // namespace

/// Writes a scheme down, slot by slot.
class SchemeBuilder {
 public:
  SchemeBuilder(const Task& task, const Model& model) : task_(task), model_(model) {
    if (model.epochs < 1) throw InputError(fmt::format("found {} epochs, expected at least 1", model.epochs));
  }

  Scheme operator()(const Decoder&) {
    require_slots(model_.epochs, players() * (players() - 1) / 2);
    begin(first_player);
    run_prompt(false);
    return finish(scheme_.last_view(first_player));
  }

  Scheme operator()(const Encoder&) {
    require_slots(model_.epochs, players() * (players() - 1));
    begin(first_player);
    run_prompt(true);
    return finish(scheme_.last_view(first_player));
  }

  Scheme operator()(const ChainOfThought& chain) {
    require_thoughts(chain);
    begin(first_player - chain.thoughts);
    run_prompt(false);
    for (int s = 1; s <= chain.thoughts; ++s) run_thought(first_player - s, chain.thought_bits);
    return finish(scheme_.last_view(first_player - chain.thoughts));
  }

 private:
  std::int64_t players() const { return task_.players(); }

  static void require_slots(std::int64_t epochs, std::int64_t messages) {
    if (messages > Scheme::most_slots / epochs) {
      throw Unsupported(
          fmt::format("found {} epochs of {} messages, expected at most 2^20 messages in all", epochs, messages));
    }
  }

  void require_thoughts(const ChainOfThought& chain) const {
    const std::int64_t thoughts = chain.thoughts;
    if (thoughts < 1) throw InputError(fmt::format("found {} thoughts, expected at least 1", thoughts));
    require_slots(model_.epochs, players() * (players() - 1) / 2);
    if (thoughts > Scheme::most_slots) {
      throw Unsupported(fmt::format("found {} thoughts, expected at most 2^20", thoughts));
    }
    const std::int64_t heard = thoughts * players() + thoughts * (thoughts - 1) / 2;
    require_slots(model_.epochs, players() * (players() - 1) / 2 + heard);
    // Each thought then holds all that the one before it knows.
    if (!chain.thought_bits && heard * model_.epochs > most_shared_entries / thoughts) {
      throw Unsupported(fmt::format("found {} unlimited thoughts that receive {} messages, expected fewer", thoughts,
                                    heard * model_.epochs));
    }
  }

  void begin(Player first_holder) {
    scheme_.first_holder_ = first_holder;
    scheme_.holders_.resize(static_cast<std::size_t>(task_.length() - first_holder + 1));
    for (Player p = first_player; p <= task_.length(); ++p) at(p).parts = {p};
  }

  Scheme::Holder& at(Player holder) {
    return scheme_.holders_[static_cast<std::size_t>(holder - scheme_.first_holder_)];
  }

  /// What player p knows after `epoch`; 0: its input. Of a thought: after that epoch of its own run.
  const View& after(int epoch, Player p) const {
    return history_[static_cast<std::size_t>(task_.length() - p)][static_cast<std::size_t>(epoch)];
  }

  /// c·T_i, or more than any slot may have.
  std::uint64_t bits_to(Player i) const {
    std::uint64_t bits = 0;
    return __builtin_mul_overflow(std::uint64_t{model_.bits_per_token}, task_.tokens(i), &bits) ? UINT64_MAX : bits;
  }

  void remember(Player p) { history_[static_cast<std::size_t>(task_.length() - p)].push_back(scheme_.last_view(p)); }

  void send(int epoch, const View& from, const View& to, std::uint64_t width) {
    at(to.holder).received.push_back(static_cast<std::uint32_t>(scheme_.slots_.size()));
    scheme_.slots_.push_back({epoch, 0, from, to});
    widths_.push_back(width);
  }

  /// Every player hears those after it or, with `both_ways`, all others.
  void run_prompt(bool both_ways) {
    history_.resize(static_cast<std::size_t>(players()));
    for (Player p = first_player; p <= task_.length(); ++p) remember(p);
    for (int epoch = 1; epoch <= model_.epochs; ++epoch) {
      for (Player i = first_player; i <= task_.length(); ++i) {
        for (Player j = both_ways ? first_player : i + 1; j <= task_.length(); ++j) {
          if (j == i) continue;
          send(epoch, after(epoch - 1, j), after(epoch - 1, i), bits_to(i));
        }
      }
      for (Player p = first_player; p <= task_.length(); ++p) remember(p);
    }
  }

  /// The thought that this holder has, from what the one before it knows; then its own run.
  void run_thought(Player thought, std::optional<unsigned> bits) {
    const View source = scheme_.last_view(thought + 1);
    if (bits) {
      send(0, source, {thought, 0}, *bits);
    } else {
      Scheme::Holder& holder = at(thought);
      holder.parts = at(source.holder).parts;
      holder.received = at(source.holder).received;
      holder.own = source.received;
      holder.knows_all_of = source.holder;
    }
    history_.emplace_back();
    remember(thought);
    for (int epoch = 1; epoch <= model_.epochs; ++epoch) {
      const View knows = after(epoch - 1, thought);
      for (Player j = thought + 1; j <= task_.length(); ++j)
        send(epoch, after(epoch - 1, j), knows, model_.bits_per_token);
      remember(thought);
    }
  }

  Scheme finish(const View& answer) {
    scheme_.answer_ = answer;
    find_needed();
    set_widths();
    return std::move(scheme_);
  }

  void find_needed() {
    std::vector<std::uint32_t> needed(scheme_.holders_.size());
    std::vector<std::uint32_t> after_slot;
    for (const Scheme::Holder& holder : scheme_.holders_) {
      after_slot.push_back(static_cast<std::uint32_t>(holder.received.size()));
    }
    const auto index = [this](Player p) { return static_cast<std::size_t>(p - scheme_.first_holder_); };
    const auto need = [&](const View& view) {
      std::uint32_t& most = needed[index(view.holder)];
      most = std::max(most, view.received);
      // A shared view is needed as a whole: its slots come before the receiver's own.
      for (std::optional<Player> base = at(view.holder).knows_all_of; base; base = at(*base).knows_all_of) {
        needed[index(*base)] = scheme_.last_view(*base).received;
      }
    };
    need(scheme_.answer_);
    scheme_.needed_.resize(scheme_.slots_.size());
    for (std::size_t number = scheme_.slots_.size(); number-- > 0;) {
      const Slot& slot = scheme_.slots_[number];
      const std::uint32_t position = --after_slot[index(slot.receiver())];
      if (position >= needed[index(slot.receiver())]) continue;
      scheme_.needed_[number] = true;
      need(slot.from);
      need(slot.to);
    }
  }

  void set_widths() {
    std::vector<bool> overridden(widths_.size());
    for (const WidthOverride& width : model_.widths) {
      const std::optional<std::size_t> number = scheme_.find(width.message);
      if (!number) {
        throw InputError(fmt::format("found a width for {}, expected a message of the model", place_of(width.message)));
      }
      if (overridden[*number]) {
        throw InputError(fmt::format("found a second width for {}, expected one", place_of(width.message)));
      }
      overridden[*number] = true;
      widths_[*number] = width.bits;
    }
    for (std::size_t number = 0; number < widths_.size(); ++number) {
      if (widths_[number] > static_cast<std::uint64_t>(Scheme::most_bits)) {
        throw Unsupported(fmt::format("found a message of more than 2^62 bits ({}), expected at most 2^62",
                                      place_of(scheme_.slots_[number].message())));
      }
      scheme_.slots_[number].bits = widths_[number];
    }
  }

  const Task& task_;
  const Model& model_;
  Scheme scheme_;
  std::vector<std::uint64_t> widths_;
  std::vector<std::vector<View>> history_;  // by holder, player L first: its view after 0, 1, … epochs
};

std::string place_of(const Slot& slot) {
  return slot.is_thought() ? fmt::format("thought {}", first_player - slot.receiver()) : place_of(slot.message());
}

void Slot::refuse_to_enumerate() const {
  throw Unsupported(fmt::format("found {} bits ({}), expected at most {} where values are tried one by one", bits,
                                place_of(*this), most_enumerated_bits));
}

std::string words_of(const Slot& slot) {
  if (slot.is_thought()) return place_of(slot);
  return fmt::format("the message of player {} to player {} in epoch {}", slot.sender(), slot.receiver(), slot.epoch);
}

std::optional<std::size_t> Scheme::find(const Message& message) const {
  if (message.epoch < 1 || message.receiver < first_holder() || message.receiver > last_holder()) return std::nullopt;
  const Holder& receiver = at(message.receiver);
  const auto place =
      std::lower_bound(receiver.received.begin() + receiver.own, receiver.received.end(), message,
                       [this](std::uint32_t number, const Message& sought) {
                         const Slot& one = slots_[number];
                         return one.epoch != sought.epoch ? one.epoch < sought.epoch : one.sender() < sought.sender;
                       });
  if (place == receiver.received.end() || slots_[*place].message() != message) return std::nullopt;
  return *place;
}

View Scheme::shared(const View& view) const {
  const Holder& holder = at(view.holder);
  return holder.knows_all_of && view.received == holder.own ? shared({*holder.knows_all_of, view.received}) : view;
}

bool Scheme::contains(const View& outer, const View& inner) const {
  if (outer.holder == inner.holder) return inner.received <= outer.received;
  const std::span<const Player> held = parts(outer.holder);
  for (const Player p : parts(inner.holder)) {
    if (std::find(held.begin(), held.end(), p) == held.end()) return false;
  }
  const std::span<const std::uint32_t> all = received(outer);
  for (const std::uint32_t number : received(inner)) {
    if (std::find(all.begin(), all.end(), number) == all.end()) return false;
  }
  return true;
}

Scheme scheme_of(const Task& task, const Model& model) { return std::visit(SchemeBuilder(task, model), model.kind); }

void append_view(const Scheme& scheme, const View& view, std::span<const InputIndex> input,
                 std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key) {
  for (const Player p : scheme.parts(view.holder)) key.push_back(input[seat(p)]);
  for (const std::uint32_t number : scheme.received(view)) key.push_back(values[number]);
}

void append_views(const Scheme& scheme, const Slot& slot, std::span<const InputIndex> input,
                  std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key) {
  append_view(scheme, slot.from, input, values, key);
  append_view(scheme, slot.to, input, values, key);
}

}  // namespace arcsat
