#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <charconv>
#include <cmath>
#include <sstream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"

namespace arcsat::cli {

namespace po = boost::program_options;

struct CommandLine::Options {
  po::options_description declared{"Options"};
  po::variables_map given;
  /// The same once more, as --describe says it.
  Json described = Json::array();

  void describe(const std::string& names, bool value, bool repeatable, const std::string& description) {
    const std::size_t comma = names.find(',');
    Json one = {{"name", names.substr(0, comma)}};
    if (comma != std::string::npos) one["short"] = names.substr(comma + 1);
    one["value"] = value;
    one["repeatable"] = repeatable;
    one["description"] = description;
    described.push_back(std::move(one));
  }
};

CommandLine::CommandLine(std::string command, std::string synopsis, std::string summary)
    : command_(std::move(command)),
      synopsis_(std::move(synopsis)),
      summary_(std::move(summary)),
      options_(std::make_unique<Options>()) {
  flag("help", "show this help");
}

CommandLine::~CommandLine() = default;

void CommandLine::option(const char* name, const std::string& description) {
  options_->declared.add_options()(name, po::value<std::string>(), description.c_str());
  options_->describe(name, true, false, description);
}

void CommandLine::repeatable(const char* name, const char* description) {
  options_->declared.add_options()(name, po::value<std::vector<std::string>>()->composing(), description);
  options_->describe(name, true, true, description);
}

void CommandLine::flag(const char* name, const char* description) {
  options_->declared.add_options()(name, description);
  options_->describe(name, false, false, description);
}

void CommandLine::describe() const {
  print_json({{"format", "arcsat-options"},
              {"version", 1},
              {"command", command_},
              {"synopsis", synopsis_},
              {"summary", summary_},
              {"options", options_->described}},
             -1);
}

bool CommandLine::parse(const std::vector<std::string>& words, std::size_t positionals) {
  if (words.size() == 1 && words.front() == "--describe") {
    describe();
    return false;
  }
  po::options_description all;
  all.add(options_->declared).add_options()("positional", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("positional", -1);
  try {
    namespace style = po::command_line_style;
    // No guessing: an abbreviation that works today would mean something else tomorrow.
    const int strict = style::unix_style & ~style::allow_guessing;
    po::store(po::command_line_parser(words).options(all).positional(positional).style(strict).run(), options_->given);
    po::notify(options_->given);
  } catch (const po::unknown_option& error) {
    throw InputError(fmt::format("{}: found an unknown option, expected one of arcsat {} --help",
                                 one_line(error.get_option_name(), 40), command_));
  } catch (const po::multiple_occurrences& error) {
    throw InputError(fmt::format("{}: found it more than once, expected it once", error.get_option_name()));
  } catch (const po::invalid_syntax& error) {
    const bool extra = error.kind() == po::invalid_syntax::extra_parameter;
    throw InputError(fmt::format("{}: found {}, expected {}", error.get_option_name(), extra ? "a value" : "no value",
                                 extra ? "none" : "one"));
  } catch (const po::error& error) {
    throw InputError(
        fmt::format("found {}, expected options as in arcsat {} --help", one_line(error.what(), 200), command_));
  }
  if (has("help")) {
    std::ostringstream text;
    text << options_->declared;
    print(fmt::format("usage: arcsat {}\n{}\n\n{}", synopsis_, summary_, text.str()));
    return false;
  }
  positionals_ = texts("positional");
  if (positionals_.size() > positionals) {
    throw InputError(
        fmt::format("found the argument {}, expected arcsat {}", in_quotes(positionals_[positionals]), synopsis_));
  }
  return true;
}

bool CommandLine::has(const std::string& option) const { return options_->given.count(option) > 0; }

const std::string& CommandLine::text(const std::string& option) const {
  return options_->given[option].as<std::string>();
}

std::vector<std::string> CommandLine::texts(const std::string& option) const {
  return has(option) ? options_->given[option].as<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<std::int64_t> CommandLine::integer(const std::string& option, std::int64_t least,
                                                 std::int64_t most) const {
  if (!has(option)) return std::nullopt;
  return parse_integer(option, text(option), least, most);
}

void CommandLine::reject(const std::string& option, const std::string& found, const std::string& expected) {
  throw InputError(fmt::format("--{}: found {}, expected {}", option, in_quotes(found), expected));
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

std::optional<double> parse_time_limit(const CommandLine& line) {
  if (!line.has("time-limit")) return std::nullopt;
  const std::string& text = line.text("time-limit");
  double seconds = 0;
  const auto [after, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || after != text.data() + text.size() || !std::isfinite(seconds) || seconds < 0) {
    CommandLine::reject("time-limit", text, "a number of seconds, at least 0");
  }
  return seconds;
}

}  // namespace arcsat::cli
