// The models of communication: who may send to whom, and whose answer counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "protocol/task.hpp"

namespace arcsat {

/// The message Π^epoch_{sender→receiver}; epochs count from 1. Thought s is player -1-s.
struct Message {
  int epoch;
  Player sender;
  Player receiver;
  friend bool operator==(const Message&, const Message&) = default;
};

struct WidthOverride {
  Message message;
  std::uint64_t bits;
};

/// The autoregressive model of Chen, Peng, Wu (arXiv 2412.02975): in each epoch every player j sends every player i < j
/// a message that may depend on all that j and i knew before the epoch; player -1 answers.
struct Decoder {
  friend bool operator==(const Decoder&, const Decoder&) = default;
};

/// The same, but every player sends to every other.
struct Encoder {
  friend bool operator==(const Encoder&, const Encoder&) = default;
};

/// The prompt runs as a decoder. Then thoughts, one after the other: thought 1 is a function of what player -1 knows at
/// last; thought s runs as a new last player of one token, which hears every player of the prompt and every earlier
/// thought as these were in the same epoch of their own run; thought s + 1 is a function of what it knows at last. The
/// last thought answers.
struct ChainOfThought {
  int thoughts = 1;
  /// b; none: a thought is the whole view that it is a function of.
  std::optional<unsigned> thought_bits;
  friend bool operator==(const ChainOfThought&, const ChainOfThought&) = default;
};

using ModelKind = std::variant<Decoder, Encoder, ChainOfThought>;

struct Model {
  int epochs = 1;
  /// c = 2B: a message has c·T_receiver bits unless its width is overridden. A thought is one token.
  std::uint32_t bits_per_token = 1;
  /// Of an instance: in the order of the scheme's slots.
  std::vector<WidthOverride> widths;
  ModelKind kind = Decoder{};
};

/// What files, options and sentences need to know of a kind of model.
struct ModelFacts {
  /// Its name in files: "decoder", "encoder", "chain-of-thought".
  std::string kind;
  /// The adjective of its protocols.
  std::string protocol;
  /// What it has beyond bits per token, for a sentence; empty for nothing.
  std::string beyond = {};
  /// Its keys in files beyond those that every model has; one without a value is "unlimited".
  std::vector<std::pair<std::string, std::optional<std::uint32_t>>> parameters = {};
  /// The players -1-thoughts … L receive messages, from all others or from those after them.
  int thoughts = 0;
  bool both_ways = false;

  Player first_receiver() const { return first_player - thoughts; }
  Player first_sender() const { return first_receiver() + (both_ways ? 0 : 1); }
  Player last_receiver(Player sender, Player last_player) const { return both_ways ? last_player : sender - 1; }
};
ModelFacts facts_of(const ModelKind& kind);

/// How many bits thoughts have, as a file or an option gives it.
struct ThoughtBits {
  bool unlimited = false;
  unsigned bits = 0;
};

/// The kind with this name in files. Throws InputError for a name that no model has, and if thoughts or their bits are
/// given where the model has none, or are missing where it has.
ModelKind model_kind(std::string_view name, std::optional<int> thoughts, std::optional<ThoughtBits> thought_bits);

}  // namespace arcsat
