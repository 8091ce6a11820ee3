// Standard input, output and error. All that arcsat prints goes through here. None of it throws, whatever has become of
// the terminal, the pipe or the disk: what could not be printed is asked for at the end.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace arcsat {

class Json;

/// To be called first of all. From then on no file that is opened can get one of the descriptors 0 to 2; writing into a
/// pipe that nobody reads, or beyond the limit of a file's size, is an error like others, rather than the end.
void prepare_standard_streams();

/// Adds `text` to what goes to standard output. It may be kept until the next `flush_output`.
void print(std::string_view text) noexcept;
/// Writes out what was kept.
void flush_output() noexcept;
/// Why standard output could not be written, in words; empty if all was written or is still kept.
std::string output_failure();

/// One JSON value and a line end, with nothing in it that a terminal obeys. `indent` -1: on one line.
void print_json(const Json& json, int indent = 2);

/// Writes `text` to standard error. What cannot be written is lost.
void print_error(std::string_view text) noexcept;

/// Formats one line and prints it: what is not printable is escaped, so no argument can forge a second line.
void print_line_of(fmt::string_view format, fmt::format_args arguments) noexcept;
void print_error_line_of(fmt::string_view format, fmt::format_args arguments) noexcept;

template <typename... Values>
void print_line(fmt::format_string<Values...> format, Values&&... values) noexcept {
  print_line_of(format, fmt::make_format_args(values...));
}
template <typename... Values>
void print_error_line(fmt::format_string<Values...> format, Values&&... values) noexcept {
  print_error_line_of(format, fmt::make_format_args(values...));
}

}  // namespace arcsat
