#include "cli/instance_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/model_names.hpp"

namespace arcsat::cli {

namespace {

constexpr std::int64_t largest_size = 0x7fffffff;
constexpr const char* names[] = {
    "L",           "m",     "n",           "q",        "bits-per-token", "B",     "epochs",         "inputs",
    "widths",      "model", "granularity", "thoughts", "thought-bits",   "heads", "head-dimension", "precision",
    "unnormalised"};

const std::string& required(const CommandLine& line, const std::string& option) {
  if (!line.has(option)) throw InputError(fmt::format("found no --{}, expected it for an instance", option));
  return line.text(option);
}

constexpr const char* transformer_sizes[] = {"heads", "head-dimension", "precision"};

/// c = 2HDP bits, a block's numerators and denominator of each head in P bits each; without denominators HDP.
std::uint32_t bits_of_transformer(const CommandLine& line) {
  std::int64_t bits = line.has("unnormalised") ? 1 : 2;
  for (const char* size : transformer_sizes) {
    const std::int64_t factor = parse_integer(size, required(line, size), 1, largest_size);
    if (bits > largest_size / factor) {
      throw InputError(fmt::format("found {} times {} bits per token, expected at most 2^31 - 1", bits, factor));
    }
    bits *= factor;
  }
  return static_cast<std::uint32_t>(bits);
}

std::uint32_t bits_per_token(const CommandLine& line) {
  std::vector<std::string> ways;
  for (const char* option : {"B", "bits-per-token"}) {
    if (line.has(option)) ways.push_back(option);
  }
  for (const char* option : {"heads", "head-dimension", "precision", "unnormalised"}) {
    if (!line.has(option)) continue;
    ways.push_back(option);
    break;
  }
  if (ways.size() > 1) {
    throw InputError(fmt::format("found both --{} and --{}, expected one of the two", ways[0], ways[1]));
  }
  if (!ways.empty() && ways[0] != "B" && ways[0] != "bits-per-token") return bits_of_transformer(line);
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

/// "EPOCH:FROM:TO=BITS", where TO may be PLAYER.TOKEN.
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
    const std::size_t point = std::min(text.find('.', second), equals);
    std::optional<std::uint32_t> token;
    if (point < equals) token = static_cast<std::uint32_t>(part(point + 1, equals, 0));
    const std::int64_t bits = parse_integer("widths", text.substr(equals + 1), 0, Scheme::most_bits);
    widths.push_back({{part(0, first, 1), part(first + 1, second, facts.first_sender()),
                       part(second + 1, point, facts.first_receiver()), token},
                      static_cast<std::uint64_t>(bits)});
  }
  return widths;
}

}  // namespace

void add_task_options(CommandLine& line) {
  line.option("L", "length of the composition");
  line.option("m", "inputs of player 0");
  line.option("n", "query sizes n_1,…,n_(L-1); none for L = 1");
  line.option("q", "ranges q_1,…,q_L; without it the paper shape");
}

void add_instance_options(CommandLine& line) {
  add_task_options(line);
  line.option("bits-per-token", "c = 2B");
  line.option("B", "c/2, a multiple of 0.5");
  line.option("heads", "H, with --head-dimension and --precision: the bits of a Transformer, c = 2HDP");
  line.option("head-dimension", "D of a Transformer's heads");
  line.option("precision", "P bits of a Transformer's numbers");
  line.flag("unnormalised", "of a Transformer without softmax's denominators: c = HDP");
  line.option("epochs", "number of epochs E");
  line.repeatable("inputs", "PLAYER=INDEX,… allows only these inputs of w, z0, …; repeatable");
  line.option("model", fmt::format("{}; default: decoder", model_names));
  line.option("granularity", "functions (the default), or sums over tokens");
  line.option("thoughts", "how many thoughts a chain of thought has");
  line.option("thought-bits", "bits of a thought, or unlimited");
  line.repeatable("widths",
                  "EPOCH:FROM:TO=BITS sets one message's width; with sums a table's token is TO.TOKEN; repeatable");
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
  if (line.has("granularity")) model.granularity = granularity_named(line.text("granularity"));
  model.widths = widths_of(line, facts_of(model.kind));
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

}  // namespace arcsat::cli
