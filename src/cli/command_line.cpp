#include "arcsat/cli/command_line.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <sstream>

#include "arcsat/base/error.hpp"

namespace arcsat::cli {

namespace po = boost::program_options;

CommandLine::CommandLine(std::string command, std::string synopsis, std::string summary)
    : command_(std::move(command)), synopsis_(std::move(synopsis)), summary_(std::move(summary)), options_("Options") {
  add()("help", "show this help");
}

bool CommandLine::parse(const Words& words, std::size_t positionals) {
  po::options_description all;
  all.add(options_).add_options()("positional", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("positional", -1);
  try {
    namespace style = po::command_line_style;
    // No guessing: an abbreviation that works today would mean something else tomorrow.
    const int strict = style::unix_style & ~style::allow_guessing;
    po::store(po::command_line_parser(words).options(all).positional(positional).style(strict).run(), values_);
    po::notify(values_);
  } catch (const po::unknown_option& error) {
    throw InputError(fmt::format("arcsat {}: found the unknown option {}, expected one of arcsat {} --help", command_,
                                 error.get_option_name(), command_));
  } catch (const po::multiple_occurrences& error) {
    throw InputError(
        fmt::format("arcsat {}: found {} more than once, expected it once", command_, error.get_option_name()));
  } catch (const po::error_with_option_name& error) {
    throw InputError(
        fmt::format("arcsat {}: found {} without a value, expected one", command_, error.get_option_name()));
  } catch (const po::error& error) {
    throw InputError(
        fmt::format("arcsat {}: found {}, expected options as in arcsat {} --help", command_, error.what(), command_));
  }
  if (values_.count("help") > 0) {
    std::ostringstream text;
    text << options_;
    fmt::print("usage: arcsat {}\n{}\n\n{}", synopsis_, summary_, text.str());
    return false;
  }
  if (values_.count("positional") > 0) positionals_ = values_["positional"].as<std::vector<std::string>>();
  if (positionals_.size() > positionals) {
    throw InputError(fmt::format("arcsat {}: found the argument \"{}\", expected arcsat {}", command_,
                                 positionals_[positionals], synopsis_));
  }
  return true;
}

std::vector<std::string> CommandLine::texts(const std::string& option) const {
  return has(option) ? values_[option].as<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<std::int64_t> CommandLine::integer(const std::string& option, std::int64_t least,
                                                 std::int64_t most) const {
  if (!has(option)) return std::nullopt;
  return parse_integer(option, text(option), least, most);
}

void CommandLine::reject(const std::string& option, const std::string& found, const std::string& expected) {
  throw InputError(fmt::format("--{}: found \"{}\", expected {}", option, found, expected));
}

std::int64_t parse_integer(const std::string& option, const std::string& text, std::int64_t least, std::int64_t most) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || after != end || value < least || value > most) {
    CommandLine::reject(option, text, fmt::format("an integer from {} to {}", least, most));
  }
  return value;
}

std::vector<std::uint32_t> parse_list(const std::string& option, const std::string& text, std::int64_t least,
                                      std::int64_t most) {
  std::vector<std::uint32_t> values;
  std::size_t begin = 0;
  while (true) {
    const std::size_t comma = text.find(',', begin);
    values.push_back(static_cast<std::uint32_t>(parse_integer(option, text.substr(begin, comma - begin), least, most)));
    if (comma == std::string::npos) return values;
    begin = comma + 1;
  }
}

void add_run_options(CommandLine& line) {
  line.add()("encoder", po::value<std::string>(), "direct (default: the smaller of the next two), tables, pairs, smt")(
      "symmetry", po::value<std::string>(), "labels (default: message labels are broken) or none")(
      "engine", po::value<std::string>(), "cryptominisat (default), cadical, z3")(
      "time-limit", po::value<std::string>(), "wall-clock seconds; then undecided")(
      "memory-limit", po::value<std::string>(), "MiB for the formula and for the engine, each; then undecided")(
      "seed", po::value<std::string>(), "the engine's seed (default 0)")(
      "threads", po::value<std::string>(), "threads of the engine (cryptominisat; default 1)")(
      "quiet", "no progress on standard error");
}

DecideOptions run_options(const CommandLine& line) {
  DecideOptions options;
  if (line.has("encoder")) {
    options.encoder = line.text("encoder");
    if (options.encoder != "direct" && options.encoder != "tables" && options.encoder != "pairs" &&
        options.encoder != "smt") {
      CommandLine::reject("encoder", options.encoder, "direct, tables, pairs or smt");
    }
  }
  if (line.has("symmetry")) {
    options.symmetry = line.text("symmetry");
    if (options.symmetry != "labels" && options.symmetry != "none") {
      CommandLine::reject("symmetry", options.symmetry, "labels or none");
    }
  }
  if (line.has("engine")) {
    options.engine = line.text("engine");
    if (options.engine != "cryptominisat" && options.engine != "cadical" && options.engine != "z3") {
      CommandLine::reject("engine", options.engine, "cryptominisat, cadical or z3");
    }
    if (options.encoder == "smt" && options.engine != "z3") {
      CommandLine::reject("engine", options.engine, "z3, the only engine for --encoder smt");
    }
  }
  if (line.has("time-limit")) {
    const std::string& text = line.text("time-limit");
    double seconds = 0;
    const auto [after, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || after != text.data() + text.size() || !std::isfinite(seconds) || seconds < 0) {
      CommandLine::reject("time-limit", text, "a number of seconds, at least 0");
    }
    options.time_limit_seconds = seconds;
  }
  constexpr std::int64_t most_mebibytes = std::int64_t{1} << 40;
  if (const auto limit = line.integer("memory-limit", 1, most_mebibytes)) {
    options.memory_limit_mebibytes = static_cast<std::uint64_t>(*limit);
  }
  options.seed = static_cast<std::uint64_t>(line.integer("seed", 0, 2'000'000'000).value_or(0));
  options.threads = static_cast<unsigned>(line.integer("threads", 1, 256).value_or(1));
  if (line.has("quiet")) options.progress = Progress::Mode::never;
  return options;
}

}  // namespace arcsat::cli
