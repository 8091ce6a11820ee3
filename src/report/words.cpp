#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace arcsat {

std::string sizes_in_words(const Task& task) {
  std::string text = fmt::format("({}; ", task.m());
  if (!task.n().empty()) text += fmt::format("{}; ", fmt::join(task.n(), ","));
  return text + fmt::format("{})", fmt::join(task.q(), ","));
}

std::string kind_in_words(const Model& model) {
  std::string text = facts_of(model.kind).kind;
  std::replace(text.begin(), text.end(), '-', ' ');
  if (const auto* chain = std::get_if<ChainOfThought>(&model.kind)) {
    text += fmt::format(", {} thought{} of {}", chain->thoughts, chain->thoughts == 1 ? "" : "s",
                        chain->thought_bits ? bits_in_words(*chain->thought_bits) : "unlimited length");
  }
  return text;
}

std::string model_in_words(const Model& model) {
  return kind_in_words(model) + (model.granularity == Granularity::sums ? ", sums over tokens" : "");
}

std::string cell_in_words(const Instance& instance) {
  const Model& model = instance.model();
  std::string text =
      fmt::format("{}, c = {}, E = {}", sizes_in_words(instance.task()), model.bits_per_token, model.epochs);
  if (!is_plain_decoder(model)) text += ", " + model_in_words(model);
  return text;
}

std::string holder_in_words(Player player) {
  return player < first_player ? fmt::format("thought {}", first_player - player) : fmt::format("player {}", player);
}

std::string slot_in_words(const Slot& slot) {
  if (slot.is_thought()) return holder_in_words(slot.receiver());
  const std::string token = slot.token ? fmt::format("token {} of ", *slot.token) : "";
  return fmt::format("epoch {}, {} to {}{}", slot.epoch, holder_in_words(slot.sender()), token,
                     holder_in_words(slot.receiver()));
}

std::string bits_in_words(std::uint64_t bits) { return fmt::format("{} bit{}", bits, bits == 1 ? "" : "s"); }

std::string bytes_in_words(std::uint64_t bytes) {
  constexpr std::uint64_t kibibyte = 1024;
  if (bytes < 10 * kibibyte) return fmt::format("{} bytes", bytes);
  return fmt::format("{} KiB", (bytes + kibibyte - 1) / kibibyte);
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  const bool printable = for_xml(text) == text;
  std::string word = printable ? "'" : "$'";
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (printable) {
      word += character == '\'' ? std::string("'\\''") : std::string(1, character);
    } else if (character == '\'' || character == '\\') {
      word += fmt::format("\\{}", character);
    } else {
      word += byte < 0x20 || byte >= 0x7f ? fmt::format("\\x{:02x}", byte) : std::string(1, character);
    }
  }
  return word + "'";
}

bool sizes_say_all(const Instance& instance) {
  const Restriction& restriction = instance.restriction();
  return !restriction.by_tuples && restriction.lists.empty() && instance.model().widths.empty();
}

std::string decide_command(const Instance& instance, const std::string& instance_file) {
  const Task& task = instance.task();
  const Model& model = instance.model();
  if (!sizes_say_all(instance)) return "arcsat decide " + shell_word(instance_file);
  std::string command = fmt::format("arcsat decide --L {} --m {}", task.length(), task.m());
  if (!task.n().empty()) command += fmt::format(" --n {}", fmt::join(task.n(), ","));
  command += fmt::format(" --q {} --bits-per-token {} --epochs {}", fmt::join(task.q(), ","), model.bits_per_token,
                         model.epochs);
  const ModelFacts facts = facts_of(model.kind);
  if (facts.kind != "decoder") command += " --model " + facts.kind;
  if (const auto* chain = std::get_if<ChainOfThought>(&model.kind)) {
    command += fmt::format(" --thoughts {} --thought-bits {}", chain->thoughts,
                           chain->thought_bits ? std::to_string(*chain->thought_bits) : "unlimited");
  }
  if (model.granularity == Granularity::sums) command += " --granularity sums";
  return command;
}

}  // namespace arcsat
