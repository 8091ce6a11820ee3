#include "certify/embedding_fit.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_inputs_compared = std::uint64_t{1} << 20;

Refusal more_than(const char* size, std::uint64_t found, std::uint64_t most) {
  if (found <= most) return std::nullopt;
  return fmt::format("found {} = {} in the easier instance, expected at most {}", size, found, most);
}

bool all_inputs(const Instance& instance) {
  return !instance.restriction().by_tuples && instance.restriction().lists.empty();
}

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

std::string canonical_inputs(const Instance& instance) {
  return canonical_json(Instance("", instance.task(), instance.restriction(), Model{1, 0, {}}));
}

}  // namespace

Input lifted(const Task& easier, const Task& harder, const Input& input) {
  Input result;
  for (Player p = first_player; p <= harder.length(); ++p) {
    result.push_back(p <= easier.length() ? lifted(easier, harder, p, input[seat(p)]) : passing_on(harder, p));
  }
  return result;
}

EmbeddingFit::EmbeddingFit(const Instance& harder, const Instance& easier)
    : harder_(harder), easier_(easier), steps_(easier.task().length()) {}

Refusal EmbeddingFit::refused() const {
  if (Refusal models = models_refused()) return models;
  if (Refusal sizes = sizes_refused()) return sizes;
  return inputs_refused();
}

Refusal EmbeddingFit::informing_refused() const {
  const bool two = steps_ == 2 && harder_.epochs() == 2 && is_plain_decoder(harder_.model());
  if (!two) return "player 1 can be informed in two epochs of a decoder with two steps only";
  if (!all_inputs(easier_)) return "player 1 can be informed where all inputs are allowed only";
  return std::nullopt;
}

bool EmbeddingFit::is_said(const Slot& slot) const {
  if (slot.is_thought() || slot.bits == 0 || slot.sender() > steps_ || slot.receiver() > steps_) return false;
  return slot.epoch < harder_.epochs() || slot.receiver() < 0;
}

std::uint64_t EmbeddingFit::told_by_player_0() const {
  const std::uint64_t bits = harder_.bits({1, 0, first_player});
  const std::uint64_t m = easier_.task().m();
  return bits >= 32 ? m : std::min(m, std::uint64_t{1} << bits);
}

std::uint64_t EmbeddingFit::informing_bits() const {
  const std::uint64_t named = std::uint64_t{easier_.task().queries(1)} * told_by_player_0();
  return capped_product(named, harder_.bits({2, 1, first_player}));
}

Refusal EmbeddingFit::missing(int epoch, int first, int last, bool informed) const {
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
  return std::nullopt;
}

std::uint64_t EmbeddingFit::room_for(const Slot& slot, int first, int last) const {
  std::uint64_t room = 0;
  Message message = slot.message();
  for (message.epoch = first; message.epoch <= last; ++message.epoch) {
    if (const auto number = easier_.scheme().find(message)) {
      room = capped_sum(room, easier_.scheme().slot(*number).bits);
    }
  }
  return room;
}

Refusal EmbeddingFit::models_refused() const {
  const Model& from = harder_.model();
  const Model& to = easier_.model();
  if (from.granularity != to.granularity) return "another granularity";
  if (from.granularity == Granularity::sums && harder_.task() != easier_.task()) {
    return "with sums over tokens, another task";
  }
  const auto* thinking = std::get_if<ChainOfThought>(&from.kind);
  const auto* also = std::get_if<ChainOfThought>(&to.kind);
  if (thinking == nullptr || also == nullptr) {
    if (from.kind != to.kind) return "another model";
    return std::nullopt;
  }
  if (thinking->thoughts != also->thoughts) return "another number of thoughts";
  const bool fits = !also->thought_bits || (thinking->thought_bits && *thinking->thought_bits <= *also->thought_bits);
  if (!fits) return "thoughts with fewer bits in the easier instance";
  return std::nullopt;
}

Refusal EmbeddingFit::sizes_refused() const {
  const Task& from = harder_.task();
  const Task& to = easier_.task();
  if (from.length() < steps_) return "fewer steps in the harder instance";
  if (from.length() > steps_ && facts_of(harder_.model().kind).both_ways) {
    return "later steps where players send both ways";
  }
  if (Refusal more = more_than("m", to.m(), from.m())) return more;
  for (Player l = 1; l < steps_; ++l) {
    if (Refusal more = more_than("n", to.queries(l), from.queries(l))) return more;
    if (Refusal more = more_than("q", to.range(l), from.range(l))) return more;
  }
  for (Player l = steps_; l <= from.length(); ++l) {
    if (Refusal more = more_than("the last q", to.answers(), from.range(l))) return more;
  }
  return std::nullopt;
}

Refusal EmbeddingFit::inputs_refused() const {
  if (all_inputs(harder_)) return std::nullopt;
  if (harder_.task() == easier_.task() && canonical_inputs(harder_) == canonical_inputs(easier_)) return std::nullopt;
  for (Player p = first_player; p <= harder_.last_player(); ++p) {
    if (!harder_.task().numbered(p)) return "inputs too many to be compared";
  }
  if (!easier_.inputs().numbered() || easier_.inputs().size() > most_inputs_compared) {
    return "inputs too many to be compared";
  }
  for (std::uint64_t k = 0; k < easier_.inputs().size(); ++k) {
    const Input input = easier_.inputs().input(k);
    if (!harder_.inputs().contains(lifted(easier_.task(), harder_.task(), input))) {
      return fmt::format("the harder instance does not allow what the input [{}] becomes", fmt::join(input, ","));
    }
  }
  return std::nullopt;
}

}  // namespace arcsat
