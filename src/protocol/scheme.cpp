#include "protocol/scheme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t most_shared_entries = std::int64_t{1} << 22;

std::string receiver_words(const Message& message) {
  if (!message.token) return fmt::format("player {}", message.receiver);
  return fmt::format("token {} of player {}", *message.token, message.receiver);
}

std::string place_of(const Message& message) {
  return fmt::format("epoch {}, player {} to {}", message.epoch, message.sender, receiver_words(message));
}

/// What is sent in one epoch.
struct Traffic {
  std::int64_t messages = 0;
  std::int64_t terms = 0;
};

}  // namespace

/// Writes a scheme down, slot by slot.
class SchemeBuilder {
 public:
  SchemeBuilder(const Task& task, const Model& model) : task_(task), model_(model), scheme_(task) {
    if (model.epochs < 1) throw InputError(fmt::format("found {} epochs, expected at least 1", model.epochs));
    scheme_.by_tokens_ = model.granularity == Granularity::sums;
  }

  Scheme operator()(const Decoder&) { return prompt_alone(false); }
  Scheme operator()(const Encoder&) { return prompt_alone(true); }

  Scheme operator()(const ChainOfThought& chain) {
    require_thoughts(chain);
    begin(first_player - chain.thoughts);
    run_prompt(false);
    for (int s = 1; s <= chain.thoughts; ++s) run_thought(first_player - s, chain.thought_bits);
    return finish(scheme_.last_view(first_player - chain.thoughts));
  }

 private:
  Scheme prompt_alone(bool both_ways) {
    require_slots(prompt_traffic(both_ways));
    begin(first_player);
    run_prompt(both_ways);
    return finish(scheme_.last_view(first_player));
  }

  std::int64_t players() const { return task_.players(); }

  bool by_tokens(Player p) const { return scheme_.by_tokens_ && p >= 1; }

  /// How many holders a player's input has.
  std::int64_t holders(Player p) const { return by_tokens(p) ? static_cast<std::int64_t>(task_.tokens(p)) : 1; }

  /// All of the prompt. Throws Unsupported if they are more than a scheme has slots.
  std::int64_t prompt_holders() const {
    std::int64_t all = 0;
    for (Player p = first_player; p <= task_.length(); ++p) {
      all += holders(p);
      if (all > Scheme::most_slots) {
        throw Unsupported(fmt::format("found at least {} tokens, expected at most 2^20", all));
      }
    }
    return all;
  }

  /// Of an epoch of the prompt. Whoever comes later in the prompt is heard by whoever comes earlier, never itself.
  Traffic prompt_traffic(bool both_ways) const {
    const std::int64_t all = prompt_holders();
    Traffic traffic;
    for (Player i = first_player; i <= task_.length(); ++i) {
      const std::int64_t tokens = holders(i);
      const std::int64_t blocks = both_ways ? players() - 1 : task_.length() - i;
      const std::int64_t in_own_block = tokens == 1 ? 0 : both_ways ? tokens : tokens - 1;
      traffic.messages += tokens * blocks + in_own_block;
    }
    traffic.terms = both_ways ? all * (all - 1) : all * (all - 1) / 2;
    return traffic;
  }

  void require_slots(const Traffic& traffic) const {
    const std::int64_t epochs = model_.epochs;
    if (traffic.messages > Scheme::most_slots / epochs) {
      throw Unsupported(fmt::format("found {} epochs of {} messages, expected at most 2^20 messages in all", epochs,
                                    traffic.messages));
    }
    if (traffic.terms > Scheme::most_terms / epochs) {
      throw Unsupported(fmt::format("found {} epochs of {} terms of sums, expected at most 2^22 terms in all", epochs,
                                    traffic.terms));
    }
  }

  void require_thoughts(const ChainOfThought& chain) const {
    const std::int64_t thoughts = chain.thoughts;
    if (thoughts < 1) throw InputError(fmt::format("found {} thoughts, expected at least 1", thoughts));
    Traffic traffic = prompt_traffic(false);
    require_slots(traffic);
    if (thoughts > Scheme::most_slots) {
      throw Unsupported(fmt::format("found {} thoughts, expected at most 2^20", thoughts));
    }
    const std::int64_t heard = thoughts * players() + thoughts * (thoughts - 1) / 2;
    traffic.messages += heard;
    traffic.terms += thoughts * prompt_holders() + thoughts * (thoughts - 1) / 2;
    require_slots(traffic);
    // Each thought then holds all that the one before it knows.
    if (!chain.thought_bits && heard * model_.epochs > most_shared_entries / thoughts) {
      throw Unsupported(fmt::format("found {} unlimited thoughts that receive {} messages, expected fewer", thoughts,
                                    heard * model_.epochs));
    }
  }

  void begin(Holder first_holder) {
    scheme_.first_holder_ = first_holder;
    Holder next = first_player;
    for (Player p = first_player; p <= task_.length(); ++p) {
      scheme_.first_of_.push_back(next);
      next += static_cast<Holder>(holders(p));
    }
    scheme_.first_of_.push_back(next);
    scheme_.holders_.resize(static_cast<std::size_t>(next - first_holder));
    for (Player p = first_player; p <= task_.length(); ++p) {
      for (Holder holder = first(p); holder < first(p + 1); ++holder) {
        at(holder).parts = {by_tokens(p) ? Part(p, holder - first(p)) : Part(p)};
      }
    }
  }

  /// The holders of a player's input are those from first(p) to first(p + 1); a thought is its own.
  Holder first(Player p) const {
    return p < first_player ? p : scheme_.first_of_[static_cast<std::size_t>(p - first_player)];
  }

  Scheme::HolderState& at(Holder holder) {
    return scheme_.holders_[static_cast<std::size_t>(holder - scheme_.first_holder_)];
  }

  /// What a holder knows after `epoch`; 0: its part. Of a thought: after that epoch of its own run.
  const View& after(int epoch, Holder holder) const {
    return history_[static_cast<std::size_t>(scheme_.last_holder() - holder)][static_cast<std::size_t>(epoch)];
  }

  /// c·T_i, or more than any slot may have.
  std::uint64_t bits_to(Player i) const {
    const std::uint64_t tokens = by_tokens(i) ? 1 : task_.tokens(i);
    std::uint64_t bits = 0;
    return __builtin_mul_overflow(std::uint64_t{model_.bits_per_token}, tokens, &bits) ? UINT64_MAX : bits;
  }

  void remember(Holder holder) {
    history_[static_cast<std::size_t>(scheme_.last_holder() - holder)].push_back(scheme_.last_view(holder));
  }

  void remember_prompt() {
    for (Holder holder = first_player; holder <= scheme_.last_holder(); ++holder) remember(holder);
  }

  void append(const Message& message, std::vector<View> terms, const View& to, std::uint64_t width) {
    const auto first_term = static_cast<std::uint32_t>(scheme_.terms());
    at(to.holder).received.push_back(static_cast<std::uint32_t>(scheme_.slots_.size()));
    scheme_.slots_.push_back(
        {message.epoch, 0, message.sender, message.receiver, message.token, std::move(terms), to, first_term});
    widths_.push_back(width);
  }

  /// What these holders, all of player j's, say to a receiver of player i's in an epoch; nothing if there are none.
  void send(int epoch, Player j, Holder begin, Holder end, Player i, Holder receiver, std::uint64_t width) {
    std::vector<View> terms;
    for (Holder sender = begin; sender < end; ++sender) {
      if (sender != receiver) terms.push_back(after(epoch - 1, sender));
    }
    if (terms.empty()) return;
    append({epoch, j, i, scheme_.token_of(receiver)}, std::move(terms), after(epoch - 1, receiver), width);
  }

  /// Every holder hears those before it in the prompt, where z_L comes first, or, with `both_ways`, all others.
  void run_prompt(bool both_ways) {
    history_.resize(static_cast<std::size_t>(scheme_.last_holder() - first_player + 1));
    remember_prompt();
    for (int epoch = 1; epoch <= model_.epochs; ++epoch) {
      for (Player i = first_player; i <= task_.length(); ++i) {
        for (Holder receiver = first(i); receiver < first(i + 1); ++receiver) {
          for (Player j = both_ways ? first_player : i; j <= task_.length(); ++j) {
            const Holder end = j == i && !both_ways ? receiver : first(j + 1);
            send(epoch, j, first(j), end, i, receiver, bits_to(i));
          }
        }
      }
      remember_prompt();
    }
  }

  /// The thought that this holder has, from what the one before it knows; then its own run.
  void run_thought(Holder thought, std::optional<unsigned> bits) {
    const View source = scheme_.last_view(thought + 1);
    if (bits) {
      append({0, source.holder, thought}, {source}, {thought, 0}, *bits);
    } else {
      Scheme::HolderState& holder = at(thought);
      holder.parts = at(source.holder).parts;
      holder.received = at(source.holder).received;
      holder.own = source.received;
      holder.knows_all_of = source.holder;
    }
    history_.emplace_back();
    remember(thought);
    for (int epoch = 1; epoch <= model_.epochs; ++epoch) {
      for (Player j = thought + 1; j <= task_.length(); ++j) {
        send(epoch, j, first(j), first(j + 1), thought, thought, model_.bits_per_token);
      }
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
    for (const Scheme::HolderState& holder : scheme_.holders_) {
      after_slot.push_back(static_cast<std::uint32_t>(holder.received.size()));
    }
    const auto index = [this](Holder holder) { return static_cast<std::size_t>(holder - scheme_.first_holder_); };
    const auto need = [&](const View& view) {
      std::uint32_t& most = needed[index(view.holder)];
      most = std::max(most, view.received);
      // A shared view is needed as a whole: its slots come before the receiver's own.
      for (std::optional<Holder> base = at(view.holder).knows_all_of; base; base = at(*base).knows_all_of) {
        needed[index(*base)] = scheme_.last_view(*base).received;
      }
    };
    need(scheme_.answer_);
    scheme_.needed_.resize(scheme_.slots_.size());
    for (std::size_t number = scheme_.slots_.size(); number-- > 0;) {
      const Slot& slot = scheme_.slots_[number];
      const std::uint32_t position = --after_slot[index(slot.to.holder)];
      if (position >= needed[index(slot.to.holder)] || says_nothing(slot)) continue;
      scheme_.needed_[number] = true;
      for (const View& term : slot.terms) need(term);
      need(slot.to);
    }
  }

  /// Whether the receiver knows all that the slot is a function of. Then it is known to whoever looks at it, and may as well
  /// be 0: whoever looks at a slot looks at its receiver's view, too. (Unlimited thoughts know the prompt's last view.)
  bool says_nothing(const Slot& slot) const {
    return std::all_of(slot.terms.begin(), slot.terms.end(),
                       [&](const View& term) { return scheme_.contains(slot.to, term); });
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
  std::vector<std::vector<View>> history_;  // by holder, the last one first: its view after 0, 1, … epochs
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
  return fmt::format("the message of player {} to {} in epoch {}", slot.sender(), receiver_words(slot.message()),
                     slot.epoch);
}

std::optional<Holder> Scheme::receiver_of(const Message& message) const {
  const Player p = message.receiver;
  if (p < first_holder_ || p > task_.length() || message.token.has_value() != (by_tokens_ && p >= 1)) {
    return std::nullopt;
  }
  if (!message.token) return p < first_player ? p : first_of_[seat(p)];
  const std::int64_t holder = std::int64_t{first_of_[seat(p)]} + *message.token;
  if (holder >= first_of_[seat(p) + 1]) return std::nullopt;
  return static_cast<Holder>(holder);
}

std::optional<std::uint32_t> Scheme::token_of(Holder holder) const {
  if (!by_tokens_ || holder < 1) return std::nullopt;
  return static_cast<std::uint32_t>(holder - *std::prev(std::upper_bound(first_of_.begin(), first_of_.end(), holder)));
}

std::optional<std::size_t> Scheme::find(const Message& message) const {
  const std::optional<Holder> holder = receiver_of(message);
  if (message.epoch < 1 || !holder) return std::nullopt;
  const HolderState& receiver = at(*holder);
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
  const HolderState& holder = at(view.holder);
  return holder.knows_all_of && view.received == holder.own ? shared({*holder.knows_all_of, view.received}) : view;
}

bool Scheme::contains(const View& outer, const View& inner) const {
  if (outer.holder == inner.holder) return inner.received <= outer.received;
  const std::span<const Part> held = parts(outer.holder);
  for (const Part& part : parts(inner.holder)) {
    if (std::find(held.begin(), held.end(), part) == held.end()) return false;
  }
  const std::span<const std::uint32_t> all = received(outer);
  for (const std::uint32_t number : received(inner)) {
    if (std::find(all.begin(), all.end(), number) == all.end()) return false;
  }
  return true;
}

Scheme scheme_of(const Task& task, const Model& model) { return std::visit(SchemeBuilder(task, model), model.kind); }

std::string words_of_term(const Scheme& scheme, const Slot& slot, std::size_t term) {
  if (!slot.is_sum()) return "";
  return fmt::format("token {}'s term of ", scheme.token_of(slot.terms[term].holder).value());
}

void append_view(const Scheme& scheme, const View& view, std::span<const InputIndex> input,
                 std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key) {
  for (const Part& part : scheme.parts(view.holder)) {
    key.push_back(value_of(scheme.task(), part, input[seat(part.player)]));
  }
  for (const std::uint32_t number : scheme.received(view)) key.push_back(values[number]);
}

void append_views(const Scheme& scheme, const Slot& slot, std::size_t term, std::span<const InputIndex> input,
                  std::span<const std::uint32_t> values, std::vector<std::uint32_t>& key) {
  append_view(scheme, slot.terms[term], input, values, key);
  append_view(scheme, slot.to, input, values, key);
}

}  // namespace arcsat
