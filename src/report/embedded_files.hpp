// The files of src/report/templates, which are compiled in: nothing is searched for when the program runs.
#pragma once

#include <string_view>
#include <vector>

namespace arcsat {

struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

/// Defined in a file that cmake/embed.cmake makes.
const std::vector<EmbeddedFile>& embedded_files();

}  // namespace arcsat
