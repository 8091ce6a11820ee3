#include "evidence/bundle_place.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <set>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"
#include "evidence/certificate.hpp"

namespace arcsat {

namespace fs = std::filesystem;

namespace {

constexpr const char* certificate_file = "certificate.json";
constexpr std::uintmax_t most_certificate_bytes = std::uintmax_t{64} << 20;
constexpr const char* replaceable = "nothing, an empty directory or a bundle of arcsat and nothing else";

/// Without what a path may have at its end, so that names can be put beside it and a link is seen as one.
std::string plain_path(std::string path) {
  while (path.size() > 1 && (path.back() == '/' || path.ends_with("/."))) path.pop_back();
  return path;
}

[[noreturn]] void reject(const std::string& option, const std::string& place, const std::string& found,
                         const std::string& expected) {
  throw InputError(fmt::format("--{}: found {}, {}, expected {}", option, in_quotes(place), found, expected));
}

bool is_plain_file(const std::string& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() == fs::file_type::regular;
}

/// The names in `directory`. Sets `error` if it cannot be read to its end.
std::set<std::string> names_in(const std::string& directory, std::error_code& error) {
  std::set<std::string> names;
  fs::directory_iterator entry(directory, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    names.insert(entry->path().filename().string());
  }
  return names;
}

Certificate read_certificate(const std::string& directory) {
  const std::string file = directory + "/" + certificate_file;
  std::error_code error;
  if (!is_plain_file(file) || fs::file_size(file, error) > most_certificate_bytes || error) {
    throw CheckFailed(fmt::format("{}: is no certificate", file));
  }
  return parse_certificate(read_file(file), file);
}

/// What stands at a place.
struct Occupant {
  /// Why it must stay; empty if nothing is lost with it.
  std::string why_kept;
  /// Otherwise, the files of the bundle.
  std::set<std::string> files;
};

/// A bundle alone has a certificate that this program reads, and beside it no file but the certificate's own, unchanged.
Occupant occupant_of(const std::string& directory) {
  std::error_code error;
  if (fs::symlink_status(directory, error).type() != fs::file_type::directory) return {"which is no directory", {}};
  const std::set<std::string> names = names_in(directory, error);
  if (error) return {fmt::format("which cannot be read ({})", error.message()), {}};
  if (names.empty()) return {};
  try {
    const Certificate certificate = read_certificate(directory);
    for (const std::string& name : names) {
      if (name == certificate_file) continue;
      const auto file = certificate.files.find(name);
      const std::string path = directory + "/" + name;
      if (file == certificate.files.end() || !is_plain_file(path)) {
        return {fmt::format("which holds {}", in_quotes(name)), {}};
      }
      if (sha256_of_file(path) != file->second) return {fmt::format("which holds a changed {}", in_quotes(name)), {}};
    }
  } catch (const Error&) {
    return {names.contains(certificate_file) ? "which holds a certificate.json that is no certificate of arcsat"
                                             : fmt::format("which holds {}", in_quotes(*names.begin())),
            {}};
  }
  return {"", names};
}

/// Makes the missing parents of a path, and can take back those that it made.
class Parents {
 public:
  explicit Parents(const std::string& path) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (fs::path parent = fs::path(path).parent_path(); !parent.empty(); parent = parent.parent_path()) {
      if (fs::symlink_status(parent, error).type() != fs::file_type::not_found) break;
      missing.push_back(parent);
    }
    for (auto parent = missing.rbegin(); parent != missing.rend() && !error_; ++parent) {
      if (fs::create_directory(*parent, error_)) made_.push_back(*parent);
    }
  }
  void take_back() {
    for (auto parent = made_.rbegin(); parent != made_.rend(); ++parent) rmdir(parent->c_str());
    made_.clear();
  }
  const std::error_code& error() const { return error_; }

 private:
  std::vector<fs::path> made_;
  std::error_code error_;
};

/// A new directory beside the path; empty, with `errno` set, if none can be made.
std::string new_directory_beside(const std::string& path) {
  std::string made = path + ".partial-XXXXXX";
  return mkdtemp(made.data()) == nullptr ? "" : made;
}

/// Another run may take back the very parents that this one counts on: then it is tried again.
std::string try_beside(const std::string& place, bool keep_parents, const std::string& option) {
  constexpr int attempts = 3;
  for (int attempt = 1;; ++attempt) {
    Parents parents(place);
    const std::string made = parents.error() ? "" : new_directory_beside(place);
    const int error = parents.error() ? parents.error().value() : errno;
    if (!made.empty() && !keep_parents) rmdir(made.c_str());
    if (made.empty() || !keep_parents) parents.take_back();
    if (!made.empty()) return made;
    if (error != ENOENT || attempt == attempts) {
      reject(option, place, fmt::format("which cannot be made ({})", std::strerror(error)),
             "a place that can be written");
    }
  }
}

/// A directory on which a file system is mounted cannot be renamed.
bool is_mount_point(const std::string& directory) {
  struct stat own {};
  struct stat parent {};
  return stat(directory.c_str(), &own) == 0 && stat((directory + "/..").c_str(), &parent) == 0 &&
         (own.st_dev != parent.st_dev || own.st_ino == parent.st_ino);
}

/// Deletes the files of a bundle and its directory; what has come there since then stays, and is told.
void delete_bundle(const std::string& directory, const std::set<std::string>& files) {
  for (const std::string& name : files) unlink((directory + "/" + name).c_str());
  if (rmdir(directory.c_str()) != 0) {
    print_error_line("arcsat: {}: the rest of the bundle that was replaced cannot be deleted: {}", directory,
                     std::strerror(errno));
  }
}

}  // namespace

void require_bundle_place(const std::string& directory, const std::string& option) {
  const std::string place = plain_path(directory);
  const std::string name = fs::path(place).filename().string();
  if (name.empty() || name == "." || name == "..")
    reject(option, place, "which has no name of its own", "a directory's name");
  std::error_code error;
  switch (fs::symlink_status(place, error).type()) {
    case fs::file_type::not_found:
      break;
    case fs::file_type::directory: {
      const Occupant occupant = occupant_of(place);
      if (!occupant.why_kept.empty()) reject(option, place, occupant.why_kept, replaceable);
      if (is_mount_point(place)) reject(option, place, "which is a mount point", "a directory below it");
      if (access(place.c_str(), W_OK | X_OK) != 0) {
        reject(option, place, fmt::format("which cannot be written ({})", std::strerror(errno)), replaceable);
      }
      break;
    }
    case fs::file_type::symlink:
      reject(option, place, "which is a link", "a directory");
    case fs::file_type::none:
      reject(option, place, fmt::format("which cannot be read ({})", error.message()), "a directory");
    default:
      reject(option, place, "which is a file", "a directory");
  }
  try_beside(place, false, option);
}

bool older_bundle_at(const std::string& directory) {
  try {
    read_certificate(directory);
    return true;
  } catch (const Error&) {
    return false;
  }
}

std::string make_beside(const std::string& directory, const std::string& option) {
  std::string made = try_beside(plain_path(directory), true, option);
  std::error_code ignored;
  fs::permissions(made, fs::perms(0755), ignored);
  return made;
}

void put_in_place(const std::string& made, const std::string& directory) {
  const std::string place = plain_path(directory);
  // Replaces nothing but an empty directory.
  if (std::rename(made.c_str(), place.c_str()) == 0) return;
  const auto fail = [&](const std::string& found) {
    throw InputError(
        fmt::format("{}: found a place {}, expected {}; the new bundle is {}", place, found, replaceable, made));
  };
  const auto exchange = [&] {
    return renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) == 0;
  };
  if (!exchange()) fail(fmt::format("that cannot be taken ({})", std::strerror(errno)));
  // Only now can nobody put anything there any more, unseen.
  const Occupant occupant = occupant_of(made);
  if (occupant.why_kept.empty()) {
    delete_bundle(made, occupant.files);
    return;
  }
  if (!exchange()) {
    throw InputError(fmt::format("{}: found a place {}, expected {}; it cannot be put back ({}) and is now {}", place,
                                 occupant.why_kept, replaceable, std::strerror(errno), made));
  }
  fail(occupant.why_kept);
}

}  // namespace arcsat
