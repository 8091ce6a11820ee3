#include "base/walk.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>

namespace arcsat {

namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  explicit Walk(const Sought& sought) : sought_(sought) {}

  void visit_argument(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) {
      unusable(path, unread(path, errno));
    } else if (S_ISDIR(status.st_mode)) {
      visit_directory(path, status);
    } else if (sought_.file) {
      take(path, status, "file");
    } else {
      skip(path, "a file");
    }
  }

  std::vector<Found> found() && { return std::move(found_); }

 private:
  void visit_below(const std::string& path, const std::string& name) {
    struct stat own {};
    struct stat target {};
    const bool seen = lstat(path.c_str(), &own) == 0;
    const bool link = seen && S_ISLNK(own.st_mode);
    if (!seen || stat(path.c_str(), &target) != 0) {
      const std::string what = unread(path, errno);
      // A link that leads nowhere could have been anything.
      may_be_sought(name) || (link && sought_.directory) ? unusable(path, what) : skip(path, what);
    } else if (S_ISDIR(target.st_mode)) {
      if (link) {
        skip(path, "a link to a directory, which is not followed");
      } else {
        visit_directory(path, target);
      }
    } else if (!may_be_sought(name)) {
      skip(path, S_ISREG(target.st_mode) ? "a file" : "neither a file nor a directory");
    } else if (!S_ISREG(target.st_mode)) {
      unusable(path, "neither a file nor a directory");  // to read a pipe may take forever
    } else {
      take(path, target, "file");
    }
  }

  void visit_directory(const std::string& path, const struct stat& status) {
    if (is_known(path, status, "directory")) return;
    std::vector<std::string> names;
    bool files = false;
    bool directories = false;
    std::error_code error;
    fs::directory_iterator entry(path, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      std::error_code ignored;
      const fs::file_type type = entry->symlink_status(ignored).type();
      files = files || type == fs::file_type::regular;
      directories = directories || type == fs::file_type::directory;
      names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    if (error) {
      unusable(path, fmt::format("a directory that cannot be read ({})", error.message()));
    } else if (names.empty()) {
      skip(path, "an empty directory");
    } else if (sought_.directory && sought_.directory(names, files, directories)) {
      found_.push_back({Found::Kind::sought, path, ""});
      return;
    }
    for (const std::string& name : names) visit_below((fs::path(path) / name).string(), name);
  }

  bool may_be_sought(const std::string& name) const { return sought_.file && sought_.file(name); }

  static std::string unread(const std::string& path, int error) {
    struct stat own {};
    if (lstat(path.c_str(), &own) != 0) {
      return error == ENOENT ? "nothing" : fmt::format("something that cannot be read ({})", std::strerror(error));
    }
    if (error == ENOENT) return "a link that leads nowhere";
    if (error == ELOOP) return "a link that leads to itself";
    return fmt::format("a link that cannot be followed ({})", std::strerror(error));
  }

  void take(const std::string& path, const struct stat& status, const char* kind) {
    if (!is_known(path, status, kind)) found_.push_back({Found::Kind::sought, path, ""});
  }
  void skip(const std::string& path, std::string what) {
    found_.push_back({Found::Kind::skipped, path, std::move(what)});
  }
  void unusable(const std::string& path, std::string what) {
    found_.push_back({Found::Kind::unusable, path, std::move(what)});
  }
  bool is_known(const std::string& path, const struct stat& status, const char* kind) {
    const auto [first, is_new] = first_.try_emplace({status.st_dev, status.st_ino}, path);
    if (!is_new) skip(path, fmt::format("the same {} as {}", kind, first->second));
    return !is_new;
  }

  const Sought& sought_;
  std::map<std::pair<dev_t, ino_t>, std::string> first_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Found> walk(const std::vector<std::string>& paths, const Sought& sought) {
  Walk walk(sought);
  for (const std::string& path : paths) walk.visit_argument(path);
  return std::move(walk).found();
}

std::string line_of(const Found& found, const Sought& sought) {
  return found.kind == Found::Kind::unusable
             ? fmt::format("{}: found {}, expected {}", found.path, found.what, sought.name)
             : fmt::format("{}: {}: skipped", found.path, found.what);
}

}  // namespace arcsat
