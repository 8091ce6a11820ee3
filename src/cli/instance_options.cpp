#include "cli/instance_options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

constexpr std::int64_t largest_size = 0x7fffffff;
constexpr const char* names[] = {"L",      "m",      "n",     "q",           "bits-per-token", "B",           "epochs",
                                 "inputs", "widths", "model", "granularity", "thoughts",       "thought-bits"};

const std::string& required(const CommandLine& line, const std::string& option) {
  if (!line.has(option)) throw InputError(fmt::format("found no --{}, expected it for an instance", option));
  return line.text(option);
}

Task task_of(const CommandLine& line) {
  const auto length = static_cast<std::size_t>(parse_integer("L", required(line, "L"), 1, 1000));
  const auto m = static_cast<std::uint32_t>(parse_integer("m", required(line, "m"), 1, largest_size));
  std::vector<std::uint32_t> n;
  if (length > 1 || line.has("n")) n = parse_list("n", required(line, "n"), 1, largest_size);
  if (n.size() + 1 != length)
    CommandLine::reject("n", line.text("n"), fmt::format("a list of length L - 1 = {}", length - 1));
  if (!line.has("q")) return Task::paper_shape(m, n);
  const std::vector<std::uint32_t> q = parse_list("q", line.text("q"), 1, largest_size);
  if (q.size() != length) CommandLine::reject("q", line.text("q"), fmt::format("a list of length L = {}", length));
  return Task(m, n, q);
}

std::uint32_t bits_per_token(const CommandLine& line) {
  if (line.has("B") && line.has("bits-per-token")) {
    throw InputError("found both --B and --bits-per-token, expected one of the two");
  }
  if (!line.has("B")) {
    return static_cast<std::uint32_t>(
        parse_integer("bits-per-token", required(line, "bits-per-token"), 0, largest_size));
  }
  const std::string& text = line.text("B");
  double value = 0;
  const auto [after, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const double doubled = 2 * value;
  if (error != std::errc() || after != text.data() + text.size() ||
      !(doubled >= 0 && doubled <= static_cast<double>(largest_size)) || doubled != std::floor(doubled)) {
    CommandLine::reject("B", text, "a multiple of 0.5 from 0 to 2^30");
  }
  return static_cast<std::uint32_t>(doubled);
}

}  // namespace

Restriction restriction_of(const CommandLine& line, const char* option, const Task& task) {
  Restriction restriction;
  for (const std::string& text : line.texts(option)) {
    const std::size_t equals = text.find('=');
    const std::string key = text.substr(0, equals);
    Player player = first_player;
    while (player <= task.length() && key != (player == first_player ? "w" : fmt::format("z{}", player))) ++player;
    if (equals == std::string::npos || player > task.length()) {
      CommandLine::reject(option, text,
                          fmt::format("PLAYER=INDEX,INDEX,… with PLAYER one of w, z0 … z{}", task.length()));
    }
    const auto [place, fresh] = restriction.lists.try_emplace(
        player, parse_list(option, text.substr(equals + 1), 0, static_cast<std::int64_t>(task.indices(player)) - 1));
    if (!fresh) CommandLine::reject(option, text, "each player once");
    const std::vector<InputIndex>& list = place->second;
    if (std::set<InputIndex>(list.begin(), list.end()).size() != list.size()) {
      CommandLine::reject(option, text, "each index once");
    }
  }
  return restriction;
}

namespace {

ModelKind kind_of(const CommandLine& line) {
  if (line.has("granularity") && line.text("granularity") != "functions") {
    CommandLine::reject("granularity", line.text("granularity"), "functions (sums are not built)");
  }
  std::optional<int> thoughts;
  if (line.has("thoughts")) {
    thoughts = static_cast<int>(parse_integer("thoughts", line.text("thoughts"), 1, Scheme::most_slots));
  }
  std::optional<ThoughtBits> bits;
  if (line.has("thought-bits") && line.text("thought-bits") == "unlimited") {
    bits = ThoughtBits{true, 0};
  } else if (line.has("thought-bits")) {
    const std::int64_t number = parse_integer("thought-bits", line.text("thought-bits"), 0, largest_size);
    bits = ThoughtBits{false, static_cast<unsigned>(number)};
  }
  return model_kind(line.has("model") ? line.text("model") : "decoder", thoughts, bits);
}

/// "EPOCH:FROM:TO=BITS".
std::vector<WidthOverride> widths_of(const CommandLine& line, const ModelFacts& facts) {
  std::vector<WidthOverride> widths;
  for (const std::string& text : line.texts("widths")) {
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string::npos ? first : text.find(':', first + 1);
    const std::size_t equals = second == std::string::npos ? second : text.find('=', second);
    if (equals == std::string::npos) CommandLine::reject("widths", text, "EPOCH:FROM:TO=BITS");
    const auto part = [&](std::size_t begin, std::size_t end, std::int64_t least) {
      return static_cast<int>(parse_integer("widths", text.substr(begin, end - begin), least, largest_size));
    };
    const std::int64_t bits = parse_integer("widths", text.substr(equals + 1), 0, Scheme::most_bits);
    widths.push_back({{part(0, first, 1), part(first + 1, second, facts.first_sender()),
                       part(second + 1, equals, facts.first_receiver())},
                      static_cast<std::uint64_t>(bits)});
  }
  return widths;
}

}  // namespace

void add_instance_options(CommandLine& line) {
  line.option("L", "length of the composition");
  line.option("m", "inputs of player 0");
  line.option("n", "query sizes n_1,…,n_(L-1); none for L = 1");
  line.option("q", "ranges q_1,…,q_L; without it the paper shape");
  line.option("bits-per-token", "c = 2B");
  line.option("B", "c/2, a multiple of 0.5");
  line.option("epochs", "number of epochs E");
  line.repeatable("inputs", "PLAYER=INDEX,… allows only these inputs of w, z0, …; repeatable");
  line.option("model", "decoder (the default), encoder or chain-of-thought");
  line.option("granularity", "functions");
  line.option("thoughts", "how many thoughts a chain of thought has");
  line.option("thought-bits", "bits of a thought, or unlimited");
  line.repeatable("widths", "EPOCH:FROM:TO=BITS sets one message's width; repeatable");
}

std::shared_ptr<const Instance> instance_of(const CommandLine& line) {
  std::string given;
  for (const char* name : names) {
    if (given.empty() && line.has(name)) given = name;
  }
  if (!line.positionals().empty()) {
    if (!given.empty()) {
      throw InputError(fmt::format("found both the file {} and --{}, expected one way to give the instance",
                                   line.positionals().front(), given));
    }
    return std::make_shared<const Instance>(read_instance(line.positionals().front()));
  }
  if (given.empty()) throw InputError("found no instance, expected a file or options (--L, --m, …)");
  Task task = task_of(line);
  Restriction restriction = restriction_of(line, "inputs", task);
  Model model;
  model.bits_per_token = bits_per_token(line);
  model.epochs = static_cast<int>(parse_integer("epochs", required(line, "epochs"), 1, Scheme::most_slots));
  model.kind = kind_of(line);
  model.widths = widths_of(line, facts_of(model.kind));
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

}  // namespace arcsat::cli
