// Text from outside (names of files, of instances, words of other programs) as it may stand in what arcsat writes.
#pragma once

#include <string>
#include <string_view>

namespace arcsat {

/// On one line of a terminal: valid UTF-8 with each byte of what is not printable as `\xHH`. Not printable are bytes that
/// are no UTF-8, control characters, line ends of every kind, and marks that turn the direction of writing.
std::string for_terminal(std::string_view text);
/// In a JSON string: valid UTF-8. Bytes that are none become `\xHH`; the rest is as it was, for JSON has its own escapes.
std::string for_json(std::string_view text);
/// In XML 1.0, on one line: as for_terminal, and without the two characters that XML forbids. `<`, `&` and quotes are
/// left to who writes the XML.
std::string for_xml(std::string_view text);
/// In a cell of a Markdown table: as for_terminal, and what would be markup has a backslash before it.
std::string for_markdown(std::string_view text);

/// for_terminal of the first `longest` bytes or so, with "…" if that is not all.
std::string one_line(std::string_view text, std::size_t longest);
/// The first 40 bytes of it between quotation marks, for what a user wrote.
std::string in_quotes(std::string_view text);

}  // namespace arcsat
