#include "certify/two_step_file.hpp"

#include <fmt/format.h>

#include <limits>

namespace arcsat {

void require_format(const Node& root, const std::string& format, std::int64_t version) {
  if (root.at("format").text() != format) root.at("format").expected(fmt::format("\"{}\"", format));
  root.at("version").integer(version, version);
}

std::uint32_t number_in(const Node& node) {
  return static_cast<std::uint32_t>(node.integer(0, std::numeric_limits<std::uint32_t>::max()));
}

std::vector<std::uint32_t> numbers_in(const Node& node) {
  std::vector<std::uint32_t> list;
  for (const Node& entry : node.array()) list.push_back(number_in(entry));
  return list;
}

std::vector<FirstTable> tables_in(const Node& node) {
  std::vector<FirstTable> tables;
  for (const Node& table : node.array()) tables.push_back(numbers_in(table));
  return tables;
}

std::uint32_t weight_in(const Node& node) { return static_cast<std::uint32_t>(node.integer(1, std::int64_t{1} << 20)); }

}  // namespace arcsat
