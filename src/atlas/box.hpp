// A box of cells: every instance whose sizes lie in given ranges.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/instance.hpp"

namespace arcsat {

struct Box {
  static constexpr std::size_t most_cells = std::size_t{1} << 16;
  /// Of all cells together: each takes some memory.
  static constexpr std::size_t most_messages = std::size_t{1} << 22;

  /// In the order of the file's sizes, the last one fastest.
  std::vector<std::shared_ptr<const Instance>> cells;
  /// The same for every way to write the same box.
  std::string hash;
};

/// Reads an `arcsat-box` file (instances/README.md). Throws InputError with a position, Unsupported for an instance that is too large.
Box parse_box(std::string_view text, const std::string& file, std::size_t most_messages = Box::most_messages);
Box read_box(const std::string& path);

}  // namespace arcsat
