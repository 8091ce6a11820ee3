// One subcommand's options: declared, and read strictly. Boost.Program_options does it, behind command_line.cpp, because
// its header takes seconds to compile.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arcsat::cli {

class CommandLine {
 public:
  /// `synopsis` is what follows "arcsat" in the usage line; `summary` one sentence.
  CommandLine(std::string command, std::string synopsis, std::string summary);

  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
  ~CommandLine();

  /// Declares --NAME VALUE; "NAME,N" also -N.
  void option(const char* name, const std::string& description);
  /// The same, given any number of times.
  void repeatable(const char* name, const char* description);
  /// Declares --NAME without a value.
  void flag(const char* name, const char* description);

  /// Reads the words; at most `positionals` of them may stand without an option. Throws InputError for an unknown,
  /// repeated or incomplete option. False if help was asked for, or --describe alone, and has been printed.
  bool parse(const std::vector<std::string>& words, std::size_t positionals);

  const std::vector<std::string>& positionals() const { return positionals_; }
  bool has(const std::string& option) const;
  /// The value of an option that was given.
  const std::string& text(const std::string& option) const;
  /// The values of an option that may be repeated.
  std::vector<std::string> texts(const std::string& option) const;
  std::optional<std::int64_t> integer(const std::string& option, std::int64_t least, std::int64_t most) const;
  /// `--OPTION: found "TEXT", expected EXPECTED`, as an InputError.
  [[noreturn]] static void reject(const std::string& option, const std::string& found, const std::string& expected);

 private:
  /// What manuals and completions are made from: all that --help says, as one line of JSON.
  void describe() const;

  std::string command_;
  std::string synopsis_;
  std::string summary_;
  struct Options;
  std::unique_ptr<Options> options_;
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
