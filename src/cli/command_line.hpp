// One subcommand's options: declared with Boost.Program_options, read strictly.
#pragma once

#include <boost/program_options.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arcsat::cli {

class CommandLine {
 public:
  /// `synopsis` is what follows "arcsat" in the usage line; `summary` one sentence.
  CommandLine(std::string command, std::string synopsis, std::string summary);

  boost::program_options::options_description_easy_init add() { return options_.add_options(); }
  /// Reads the words; at most `positionals` of them may stand without an option. Throws InputError for an unknown,
  /// repeated or incomplete option. False if help was asked for and has been printed.
  bool parse(const std::vector<std::string>& words, std::size_t positionals);

  const std::vector<std::string>& positionals() const { return positionals_; }
  bool has(const std::string& option) const { return values_.count(option) > 0; }
  /// The value of an option that was given.
  const std::string& text(const std::string& option) const { return values_[option].as<std::string>(); }
  /// The values of an option that may be repeated.
  std::vector<std::string> texts(const std::string& option) const;
  std::optional<std::int64_t> integer(const std::string& option, std::int64_t least, std::int64_t most) const;
  /// `--OPTION: found "TEXT", expected EXPECTED`, as an InputError.
  [[noreturn]] static void reject(const std::string& option, const std::string& found, const std::string& expected);

 private:
  std::string command_;
  std::string synopsis_;
  std::string summary_;
  boost::program_options::options_description options_;
  boost::program_options::variables_map values_;
  std::vector<std::string> positionals_;
};

/// A whole decimal number within [least, most], or an InputError naming the option.
std::int64_t parse_integer(const std::string& option, const std::string& text, std::int64_t least, std::int64_t most);
/// A comma list of them.
std::vector<std::uint32_t> parse_list(const std::string& option, const std::string& text, std::int64_t least,
                                      std::int64_t most);

/// --time-limit, if it was given.
std::optional<double> parse_time_limit(const CommandLine& line);

}  // namespace arcsat::cli
