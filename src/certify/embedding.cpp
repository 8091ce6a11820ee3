#include "certify/embedding.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_inputs_compared = std::uint64_t{1} << 20;

[[noreturn]] void reject(const std::string& why) { throw CheckFailed("no embedding: " + why); }

void require_at_most(const char* size, std::uint64_t found, std::uint64_t most) {
  if (found > most) reject(fmt::format("found {} = {} in the easier instance, expected at most {}", size, found, most));
}

bool all_inputs(const Instance& instance) {
  return !instance.restriction().by_tuples && instance.restriction().lists.empty();
}

std::uint64_t capped_sum(std::uint64_t a, std::uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }
std::uint64_t capped_product(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

/// What player p of the easier instance holds, as an input of the same player of the harder one.
InputIndex lifted(const Task& easier, const Task& harder, Player p, InputIndex index) {
  const std::vector<std::uint32_t> from = easier.digits(p, index);
  std::vector<std::uint32_t> to(p == first_player ? harder.n().size() : harder.positions(p), 0);
  if (p == first_player) {
    std::copy(from.begin(), from.end(), to.begin());
    return harder.index_of(p, to);
  }
  const std::uint64_t values = p == 0 ? 1 : easier.range(p - 1);
  for (std::uint64_t k = 0; k < from.size(); ++k) {
    to[p == 0 ? k : harder.position(p, k / values, k % values)] = from[k];
  }
  return harder.index_of(p, to);
}

/// The table of a step that only the harder instance has.
InputIndex passing_on(const Task& harder, Player p) {
  std::vector<std::uint32_t> entries(harder.positions(p));
  for (std::uint64_t k = 0; k < entries.size(); ++k) {
    entries[k] = static_cast<std::uint32_t>(std::min<std::uint64_t>(k % harder.range(p - 1), harder.range(p) - 1));
  }
  return harder.index_of(p, entries);
}

Input lifted(const Task& easier, const Task& harder, const Input& input) {
  Input result;
  for (Player p = first_player; p <= harder.length(); ++p) {
    result.push_back(p <= easier.length() ? lifted(easier, harder, p, input[seat(p)]) : passing_on(harder, p));
  }
  return result;
}

/// What can be said of two instances before it is asked which epochs make which.
class Fit {
 public:
  Fit(const Instance& harder, const Instance& easier)
      : harder_(harder), easier_(easier), steps_(easier.task().length()) {
    require_models();
    require_sizes();
    require_inputs();
  }

  /// Whether a message of the harder instance has to be said in the easier one.
  bool is_said(const Slot& slot) const {
    if (slot.is_thought() || slot.bits == 0 || slot.sender() > steps_ || slot.receiver() > steps_) return false;
    return slot.epoch < harder_.epochs() || slot.receiver() < 0;
  }

  /// Epoch 1, player 2 to player 1, where player 1 can be informed.
  static bool is_informing(const Slot& slot) { return slot.epoch == 1 && slot.sender() == 2 && slot.receiver() == 1; }

  void require_informable() const {
    const bool two = steps_ == 2 && harder_.epochs() == 2 && is_plain_decoder(harder_.model());
    if (!two) reject("player 1 can be informed in two epochs of a decoder with two steps only");
    if (!all_inputs(easier_)) reject("player 1 can be informed where all inputs are allowed only");
  }

  /// What player 0 can say to player -1 in epoch 1, for each w: how many things.
  std::uint64_t told_by_player_0() const {
    const std::uint64_t bits = harder_.bits({1, 0, first_player});
    const std::uint64_t m = easier_.task().m();
    return bits >= 32 ? m : std::min(m, std::uint64_t{1} << bits);
  }

  std::uint64_t informing_bits() const {
    const std::uint64_t named = std::uint64_t{easier_.task().queries(1)} * told_by_player_0();
    return capped_product(named, harder_.bits({2, 1, first_player}));
  }

  /// What of the harder instance's epoch has no room in these epochs of the easier one; empty if nothing.
  std::string missing(int epoch, int first, int last, bool informed) const {
    for (std::size_t number = 0; number < harder_.messages(); ++number) {
      const Slot& slot = harder_.scheme().slot(number);
      if (slot.epoch != epoch || !is_said(slot)) continue;
      const std::uint64_t needed = informed && is_informing(slot) ? informing_bits() : slot.bits;
      const std::uint64_t room = room_for(slot, first, last);
      if (needed > room) {
        return fmt::format("found {} bits from player {} to {} in epochs {} to {}, expected at least {}", room,
                           slot.sender(), slot.receiver(), first, last, needed);
      }
    }
    return "";
  }

 private:
  std::uint64_t room_for(const Slot& slot, int first, int last) const {
    std::uint64_t room = 0;
    Message message = slot.message();
    for (message.epoch = first; message.epoch <= last; ++message.epoch) {
      if (const auto number = easier_.scheme().find(message)) {
        room = capped_sum(room, easier_.scheme().slot(*number).bits);
      }
    }
    return room;
  }

  void require_models() const {
    const Model& from = harder_.model();
    const Model& to = easier_.model();
    if (from.granularity != to.granularity) reject("another granularity");
    if (from.granularity == Granularity::sums && harder_.task() != easier_.task()) {
      reject("with sums over tokens, another task");
    }
    const auto* thinking = std::get_if<ChainOfThought>(&from.kind);
    const auto* also = std::get_if<ChainOfThought>(&to.kind);
    if (thinking == nullptr || also == nullptr) {
      if (from.kind != to.kind) reject("another model");
      return;
    }
    if (thinking->thoughts != also->thoughts) reject("another number of thoughts");
    const bool fits = !also->thought_bits || (thinking->thought_bits && *thinking->thought_bits <= *also->thought_bits);
    if (!fits) reject("thoughts with fewer bits in the easier instance");
  }

  void require_sizes() const {
    const Task& from = harder_.task();
    const Task& to = easier_.task();
    if (from.length() < steps_) reject("fewer steps in the harder instance");
    if (from.length() > steps_ && facts_of(from_kind()).both_ways) reject("later steps where players send both ways");
    require_at_most("m", to.m(), from.m());
    for (Player l = 1; l < steps_; ++l) {
      require_at_most("n", to.queries(l), from.queries(l));
      require_at_most("q", to.range(l), from.range(l));
    }
    for (Player l = steps_; l <= from.length(); ++l) require_at_most("the last q", to.answers(), from.range(l));
  }

  const ModelKind& from_kind() const { return harder_.model().kind; }

  void require_inputs() const {
    if (all_inputs(harder_)) return;
    if (harder_.task() == easier_.task() && canonical_inputs(harder_) == canonical_inputs(easier_)) return;
    for (Player p = first_player; p <= harder_.last_player(); ++p) {
      if (!harder_.task().numbered(p)) reject("inputs too many to be compared");
    }
    if (!easier_.inputs().numbered() || easier_.inputs().size() > most_inputs_compared) {
      reject("inputs too many to be compared");
    }
    for (std::uint64_t k = 0; k < easier_.inputs().size(); ++k) {
      const Input input = easier_.inputs().input(k);
      if (!harder_.inputs().contains(lifted(easier_.task(), harder_.task(), input))) {
        reject(fmt::format("the harder instance does not allow what the input [{}] becomes", fmt::join(input, ",")));
      }
    }
  }

  static std::string canonical_inputs(const Instance& instance) {
    return canonical_json(Instance("", instance.task(), instance.restriction(), Model{1, 0, {}}));
  }

  const Instance& harder_;
  const Instance& easier_;
  int steps_;
};

/// Runs the protocol for the harder instance in blocks.
class EmbeddedRuns {
 public:
  EmbeddedRuns(const Protocol& harder, const Instance& easier, const Embedding& embedding)
      : protocol_(harder), harder_(harder.instance()), easier_(easier), embedding_(embedding), fit_(harder_, easier) {}

  Transcript run(const Input& input) {
    const Transcript from = simulate(protocol_, lifted(easier_.task(), harder_.task(), input));
    const Scheme& scheme = easier_.scheme();
    Transcript to{std::vector<std::uint32_t>(scheme.slots()), from.answer,
                  std::vector<std::uint32_t>(scheme.has_sums() ? scheme.terms() : 0)};
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      if (!scheme.matters(number)) continue;
      if (slot.is_thought()) {
        to.values[number] = from.values[harder_.scheme().thought_of(slot.receiver()).value()];
      } else {
        say(number, input, from, to);
      }
    }
    return to;
  }

 private:
  void say(std::size_t number, const Input& input, const Transcript& from, Transcript& to) {
    const Slot& slot = easier_.scheme().slot(number);
    const auto end = std::lower_bound(embedding_.ends.begin(), embedding_.ends.end(), slot.epoch);
    if (end == embedding_.ends.end()) return;
    Message message = slot.message();
    message.epoch = static_cast<int>(end - embedding_.ends.begin()) + 1;
    const std::optional<std::size_t> source = harder_.scheme().find(message);
    if (!source || !fit_.is_said(harder_.scheme().slot(*source))) return;
    const Slot& said = harder_.scheme().slot(*source);
    const std::uint64_t skipped = said_before(slot, message.epoch);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      std::uint32_t value = 0;
      if (embedding_.informed && Fit::is_informing(said)) {
        const std::vector<bool>& bits = informing(input);
        for (unsigned bit = 0; bit < slot.width() && skipped + bit < bits.size(); ++bit) {
          value |= std::uint32_t{bits[skipped + bit]} << bit;
        }
      } else if (skipped < 32) {
        const std::uint32_t kept = (std::uint32_t{1} << slot.width()) - 1;
        value = from.term(*source, said, term) >> skipped & kept;
      }
      to.set_term(number, slot, term, value);
    }
  }

  /// Bits of the same message that earlier epochs of the block have said.
  std::uint64_t said_before(const Slot& slot, int block) const {
    std::uint64_t bits = 0;
    Message message = slot.message();
    message.epoch = block == 1 ? 1 : embedding_.ends[static_cast<std::size_t>(block - 2)] + 1;
    for (; message.epoch < slot.epoch; ++message.epoch) bits = capped_sum(bits, easier_.bits(message));
    return bits;
  }

  /// What player 1 will say to player -1, for each w and each message of player 0's, when z_1 and z_2 are those of `input`.
  const std::vector<bool>& informing(const Input& input) {
    const std::pair tables(input[seat(1)], input[seat(2)]);
    if (told_of_ == tables) return told_;
    told_of_ = tables;
    const unsigned bits = harder_.width({2, 1, first_player});
    const std::uint64_t of_player_0 = fit_.told_by_player_0();
    const bool by_position = of_player_0 == easier_.task().m();
    const std::uint32_t queries = easier_.task().queries(1);
    told_.assign(queries * of_player_0 * bits, false);
    Input other = input;
    for (std::uint32_t w = 0; w < queries; ++w) {
      for (std::uint32_t z0 = 0; z0 < easier_.task().m(); ++z0) {
        other[seat(first_player)] = w;
        other[seat(0)] = z0;
        const Transcript run = simulate(protocol_, lifted(easier_.task(), harder_.task(), other));
        const std::uint32_t said = run.values[harder_.number({2, 1, first_player})];
        const std::uint64_t entry =
            w * of_player_0 + (by_position ? z0 : run.values[harder_.number({1, 0, first_player})]);
        for (unsigned bit = 0; bit < bits; ++bit) told_[entry * bits + bit] = (said >> bit & 1U) != 0;
      }
    }
    return told_;
  }

  const Protocol& protocol_;
  const Instance& harder_;
  const Instance& easier_;
  const Embedding& embedding_;
  Fit fit_;
  std::optional<std::pair<InputIndex, InputIndex>> told_of_;
  std::vector<bool> told_;
};

}  // namespace

void require_embedding(const Instance& harder, const Instance& easier, const Embedding& embedding) {
  const Fit fit(harder, easier);
  if (embedding.informed) fit.require_informable();
  const auto blocks = static_cast<int>(embedding.ends.size());
  if (blocks != harder.epochs()) {
    reject(fmt::format("found {} blocks, expected one for each of the {} epochs", blocks, harder.epochs()));
  }
  int first = 1;
  for (int epoch = 1; epoch <= blocks; ++epoch) {
    const int last = embedding.ends[static_cast<std::size_t>(epoch - 1)];
    if (last < first || last > easier.epochs()) {
      reject(fmt::format("found a block that ends with epoch {}, expected {} to {}", last, first, easier.epochs()));
    }
    const std::string missing = fit.missing(epoch, first, last, embedding.informed);
    if (!missing.empty()) reject(missing);
    first = last + 1;
  }
}

std::optional<Embedding> find_embedding(const Instance& harder, const Instance& easier) {
  try {
    const Fit fit(harder, easier);
    for (const bool informed : {false, true}) {
      if (informed) fit.require_informable();
      Embedding embedding{{}, informed};
      int first = 1;
      for (int last = 1; last <= easier.epochs(); ++last) {
        const auto epoch = static_cast<int>(embedding.ends.size()) + 1;
        if (epoch > harder.epochs()) break;
        if (!fit.missing(epoch, first, last, informed).empty()) continue;
        embedding.ends.push_back(last);
        first = last + 1;
      }
      if (static_cast<int>(embedding.ends.size()) == harder.epochs()) return embedding;
    }
  } catch (const CheckFailed&) {
    // What cannot be embedded is not.
  }
  return std::nullopt;
}

Protocol embedded(const Protocol& harder, std::shared_ptr<const Instance> easier, const Embedding& embedding,
                  const Budget& budget) {
  require_embedding(harder.instance(), *easier, embedding);
  EmbeddedRuns runs(harder, *easier, embedding);
  ProtocolBuilder builder(easier);
  for (std::uint64_t k = 0; k < easier->inputs().size(); ++k) {
    if ((k & 0x3ff) == 0) budget.check();
    builder.record(k, runs.run(easier->inputs().input(k)));
  }
  return builder.finish();
}

}  // namespace arcsat
