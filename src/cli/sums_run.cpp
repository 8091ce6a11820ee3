#include "cli/sums_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "certify/sums_check.hpp"
#include "cli/command_line.hpp"
#include "evidence/bundle.hpp"
#include "protocol/sums_protocol_file.hpp"

namespace arcsat::cli {

namespace {

constexpr const char* sums_file = "xor-protocol.json";

std::optional<SumsProtocol> sums_in_text(const std::string& text, const std::string& path) {
  if (text.substr(0, 100).find("\"arcsat-xor-protocol\"") == std::string::npos) return std::nullopt;
  SumsProtocol protocol = parse_sums_protocol(text, path);
  check_sums_protocol(protocol);
  return protocol;
}

/// The bit that is a sum of received data bits.
bool sum_of_received(const std::vector<bool>& received, const std::vector<std::uint32_t>& added) {
  bool sum = false;
  for (const std::uint32_t k : added) sum ^= received[k];
  return sum;
}

}  // namespace

std::optional<SumsProtocol> sums_in(const std::string& path, const Budget& budget) {
  std::error_code ignored;
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 29;
  if (!std::filesystem::is_directory(path, ignored)) {
    // A pipe can be read only once, which is left to who reads protocols of any kind.
    if (!std::filesystem::is_regular_file(path, ignored)) return std::nullopt;
    return sums_in_text(read_file(path, most_bytes), path);
  }
  const CheckOptions options;
  const Bundle bundle(path, options, budget);
  const auto& files = bundle.certificate().kind->files;
  if (std::find(files.begin(), files.end(), sums_file) == files.end()) return std::nullopt;
  return sums_in_text(bundle.read(sums_file), bundle.path(sums_file));
}

SumsInput parse_sums_input(const Task& task, const std::string& text) {
  const std::size_t comma = text.rfind(',');
  const std::string last = comma == std::string::npos ? "" : text.substr(comma + 1);
  SumsInput input;
  if (comma != std::string::npos) input.control = parse_list("input", text.substr(0, comma), 0, 0x7fffffff);
  if (input.control.size() + 1 != static_cast<std::size_t>(task.players())) {
    CommandLine::reject("input", text, fmt::format("{} parts: w,z0,…,z{}", task.players(), task.length()));
  }
  const Player player = task.length();
  const std::uint64_t positions = task.positions(player);
  if (last.find('.') == std::string::npos) {
    const auto index = static_cast<std::uint64_t>(
        parse_integer("input", last, 0, static_cast<std::int64_t>(task.indices(player)) - 1));
    for (std::uint64_t k = 0; k < positions; ++k) input.entries.push_back(task.entry(player, index, k));
    return input;
  }
  std::string entries = last;
  std::replace(entries.begin(), entries.end(), '.', ',');
  input.entries = parse_list("input", entries, 0, std::int64_t{task.answers()} - 1);
  if (input.entries.size() != positions) {
    CommandLine::reject("input", last, fmt::format("{} entries of z{}", positions, player));
  }
  return input;
}

SumsTranscript run_sums(const SumsProtocol& protocol, const SumsInput& input) {
  const Instance& instance = *protocol.instance;
  const auto& controls = protocol.control_inputs;
  const auto found = std::find(controls.begin(), controls.end(), input.control);
  if (found == controls.end()) {
    throw InputError(fmt::format("--input: found {} of the players before the last, expected one that is allowed",
                                 fmt::join(input.control, ",")));
  }
  const auto x = static_cast<std::size_t>(found - controls.begin());
  const unsigned width = answer_bits(instance);
  SumsTranscript run;
  // By player: its data bits, 0 where they are control.
  std::vector<std::vector<bool>> received(static_cast<std::size_t>(instance.task().players()));
  for (const SumsMessageBits& sent : protocol.messages) {
    const bool from_last = sent.message.sender == instance.last_player();
    std::vector<bool> bits;
    for (const SumsBit& bit : sent.bits) {
      const bool is_data = from_last || bit.data[x] != 0;
      bool sum = false;
      if (from_last) {
        for (const std::uint64_t coordinate : bit.coordinates[x]) {
          sum ^= (input.entries[coordinate / width] >> (coordinate % width) & 1) != 0;
        }
      } else if (is_data) {
        sum = sum_of_received(received[seat(sent.message.sender)], bit.added[x]);
      }
      received[seat(sent.message.receiver)].push_back(is_data && sum);
      bits.push_back(is_data ? sum : bit.control[x] != 0);
    }
    run.bits.push_back(std::move(bits));
  }
  for (std::size_t b = 0; b < protocol.output.size(); ++b) {
    if (sum_of_received(received[seat(first_player)], protocol.output[b][x])) run.answer |= std::uint32_t{1} << b;
  }
  run.right_answer = input.entries[instance.task().asked_position(input.control, instance.last_player())];
  return run;
}

}  // namespace arcsat::cli
