#include "report/report_directory.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr const char* contents_file = "report.json";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

std::string inside(const std::string& directory, const std::string& name) {
  return (fs::path(directory) / name).string();
}

bool is_page_name(const std::string& name) {
  return name.ends_with(".html") && !name.starts_with(".") && name.find_first_not_of(letters) == std::string::npos;
}

/// The pages that the report.json in a directory names; none if there is no such file. Throws InputError if it is no report's.
std::optional<std::vector<std::string>> pages_of_older(const std::string& directory) {
  const std::string file = inside(directory, contents_file);
  std::error_code error;
  if (fs::symlink_status(file, error).type() != fs::file_type::regular) return std::nullopt;
  const Document document = Document::from_json(read_file(file), file);
  const Node& root = document.root();
  if (root.at("format").text() != "arcsat-report") root.at("format").expected("\"arcsat-report\"");
  root.at("version").integer(1, 1);
  std::vector<std::string> pages;
  for (const Node& page : root.at("files").array()) {
    if (!is_page_name(page.text())) page.expected("the name of a page");
    pages.push_back(page.text());
  }
  return pages;
}

}  // namespace

void ReportDirectory::require_place(const std::string& path) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::not_found) return;
  if (type != fs::file_type::directory) {
    throw InputError(fmt::format("{}: found a file, expected a directory for the report, or nothing", path));
  }
  if (!fs::is_empty(path) && !pages_of_older(path)) {
    throw InputError(
        fmt::format("{}: found other files, expected an empty directory, an older report or nothing", path));
  }
}

ReportDirectory::ReportDirectory(std::string path) : path_(std::move(path)) {
  require_place(path_);
  std::error_code error;
  if (!fs::exists(path_, error)) fs::create_directories(path_);
  if (const auto older = pages_of_older(path_)) {
    for (const std::string& page : *older) fs::remove(inside(path_, page));
  }
  // From now on it is a report, if one without an index: a run that is stopped can be repeated.
  write_contents(no_contents());
}

Json ReportDirectory::no_contents() {
  return {{"format", "arcsat-report"},
          {"version", 1},
          {"pages", Json::array()},
          {"skipped", Json::array()},
          {"files", Json::array()}};
}

std::string ReportDirectory::new_name(const std::string& about) {
  constexpr std::size_t longest = 90;
  std::string stem;
  for (const char character : fs::path(about).lexically_normal().string()) {
    stem += letters.find(character) == std::string_view::npos ? '-' : character;
  }
  if (stem.size() > longest) stem = stem.substr(stem.size() - longest);
  stem.erase(0, stem.find_first_not_of("-."));
  while (!stem.empty() && stem.back() == '-') stem.pop_back();
  if (stem.empty()) stem = "page";
  std::string name = stem + ".html";
  for (int k = 2; !taken_.insert(name).second; ++k) name = fmt::format("{}-{}.html", stem, k);
  return name;
}

void ReportDirectory::write(const std::string& name, const std::string& text) {
  write_file(inside(path_, name), text);
  ++pages_;
  bytes_ += text.size();
}

void ReportDirectory::write_contents(const Json& contents) {
  write_file(inside(path_, contents_file), contents.dump(2, Json::Characters::ascii) + "\n");
}

}  // namespace arcsat
