#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "check/report.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"

namespace arcsat::cli {

int run_table(const Words& words) {
  CommandLine line("table", "table DIRECTORY [-o FILE] [--check]",
                   "Writes a Markdown table of the certificate bundles below DIRECTORY.");
  line.option("output,o", "file to write; - (default) for standard output");
  line.flag("check", "compare with FILE instead of writing it; exit code 2 if it is out of date");
  if (!line.parse(words, 1)) return 0;
  if (line.positionals().empty()) throw InputError("found no directory, expected arcsat table DIRECTORY");
  const std::string path = line.has("output") ? line.text("output") : "-";
  if (path != "-" && !line.has("check")) require_file_place(path);
  const std::string table = bundle_table(line.positionals().front());
  if (line.has("check")) {
    if (path == "-") throw InputError("found --check without -o, expected a file to compare with");
    if (read_file(path) != table) throw CheckFailed(fmt::format("{}: is out of date", path));
  } else if (path == "-") {
    fmt::print("{}", table);
  } else {
    write_file(path, table);
  }
  return 0;
}

}  // namespace arcsat::cli
