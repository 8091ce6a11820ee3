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
  /// Which token of the receiver's table receives it: with sums, if the receiver holds a table.
  std::optional<std::uint32_t> token = std::nullopt;
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

/// Who the players are. Functions: each holds a whole z_l, and hears a whole z_l in c bits for each of its own tokens.
/// Sums: each holds one token, and hears a block, the tokens of one z_l, as the sum in (Z/2)^c of a value from each token
/// of the block that it may hear. Of its own block these are the tokens before it or, in an encoder, all others.
enum class Granularity { functions, sums };
std::string_view to_string(Granularity granularity);
/// Throws InputError for a name that is none of the two.
Granularity granularity_named(std::string_view name);

using ModelKind = std::variant<Decoder, Encoder, ChainOfThought>;

struct Model {
  int epochs = 1;
  /// c = 2B: a message has c bits for each token of its receiver unless its width is overridden. A thought is one token.
  std::uint32_t bits_per_token = 1;
  /// Of an instance: in the order of the scheme's slots.
  std::vector<WidthOverride> widths;
  ModelKind kind = Decoder{};
  Granularity granularity = Granularity::functions;
};

/// Whether it is the paper's model, of which many arguments speak: a decoder whose players hold whole functions.
inline bool is_plain_decoder(const Model& model) {
  return std::holds_alternative<Decoder>(model.kind) && model.granularity == Granularity::functions;
}

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
  /// With sums a block's tokens hear others of their own block.
  Player last_receiver(Player sender, Player last_player, Granularity granularity) const {
    if (both_ways) return last_player;
    return granularity == Granularity::sums ? sender : sender - 1;
  }
};
ModelFacts facts_of(const ModelKind& kind);
/// "decoder", "decoder by sums over tokens", for complaints.
std::string name_of(const Model& model);

/// How many bits thoughts have, as a file or an option gives it.
struct ThoughtBits {
  bool unlimited = false;
  unsigned bits = 0;
};

/// The kind with this name in files. Throws InputError for a name that no model has, and if thoughts or their bits are
/// given where the model has none, or are missing where it has.
ModelKind model_kind(std::string_view name, std::optional<int> thoughts, std::optional<ThoughtBits> thought_bits);

}  // namespace arcsat
