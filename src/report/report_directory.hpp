// The directory of a report: its place, the names of its pages, the pages of an older report.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace arcsat {

class ReportDirectory {
 public:
  /// Throws InputError unless nothing, an empty directory or an older report is at the path.
  static void require_place(const std::string& path);

  /// Makes it if need be and deletes the older report's pages. Throws as require_place does, and if that fails.
  explicit ReportDirectory(std::string path);

  /// A name that no page has yet, after what the page is about: letters, digits, ".", "_" and "-" of its last parts.
  std::string new_name(const std::string& about);
  void write(const std::string& name, const std::string& text);
  /// The report's report.json; to be written before index.html. Its "files" are the pages.
  void write_contents(const Json& contents);
  /// That of a report that is being made.
  static Json no_contents();

  /// Of all pages, index.html among them.
  std::vector<std::string> names() const { return {taken_.begin(), taken_.end()}; }
  std::size_t pages() const { return pages_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::string path_;
  std::set<std::string> taken_ = {"index.html"};
  std::size_t pages_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace arcsat
