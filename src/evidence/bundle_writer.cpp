#include "evidence/bundle_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"

namespace arcsat {

namespace fs = std::filesystem;

namespace {

void sync(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) close(descriptor);
  if (!synced) throw Error(fmt::format("{}: cannot be synced: {}", path, std::strerror(error)));
}

/// The directory's path without a slash at its end, so that names can be put beside it.
std::string without_slash(std::string directory) {
  while (directory.size() > 1 && directory.back() == '/') directory.pop_back();
  return directory;
}

}  // namespace

void require_bundle_place(const std::string& directory) {
  std::error_code error;
  const fs::file_status status = fs::status(directory, error);
  if (status.type() == fs::file_type::not_found) return;
  if (error) throw InputError(fmt::format("--out: found \"{}\", which cannot be read: {}", directory, error.message()));
  if (status.type() != fs::file_type::directory) {
    throw InputError(fmt::format("--out: found \"{}\", which is a file, expected a directory", directory));
  }
  const bool empty = fs::is_empty(directory, error);
  if (!error && !empty && !fs::exists(fs::path(directory) / "certificate.json", error)) {
    throw InputError(
        fmt::format("--out: found \"{}\", which holds other things, expected an empty directory or a "
                    "bundle to replace",
                    directory));
  }
  if (error) throw InputError(fmt::format("--out: found \"{}\", which cannot be read: {}", directory, error.message()));
}

BundleWriter::BundleWriter(std::string directory) : directory_(without_slash(std::move(directory))) {
  const fs::path parent = fs::path(directory_).parent_path();
  std::error_code error;
  if (!parent.empty()) fs::create_directories(parent, error);
  if (error) throw Error(fmt::format("{}: cannot be made: {}", parent.string(), error.message()));
  working_ = directory_ + ".partial-XXXXXX";
  if (mkdtemp(working_.data()) == nullptr) {
    throw Error(fmt::format("{}: cannot be made: {}", working_, std::strerror(errno)));
  }
  fs::permissions(working_, fs::perms(0755), error);
}

BundleWriter::~BundleWriter() {
  std::error_code ignored;
  if (!working_.empty()) fs::remove_all(working_, ignored);
}

std::string BundleWriter::path(std::string_view name) const { return fmt::format("{}/{}", working_, name); }

void BundleWriter::commit(Certificate certificate) {
  for (const std::string& name : certificate.kind->files) {
    sync(path(name));
    certificate.files[name] = sha256_of_file(path(name));
  }
  write_file(path("certificate.json"), to_json(certificate));
  sync(working_);
  // An empty directory is replaced by a plain renaming; a bundle of before changes places with the new one, and goes.
  if (std::rename(working_.c_str(), directory_.c_str()) == 0) {
    working_.clear();
    return;
  }
  if (renameat2(AT_FDCWD, working_.c_str(), AT_FDCWD, directory_.c_str(), RENAME_EXCHANGE) != 0) {
    throw Error(fmt::format("{}: cannot be put in place: {}", directory_, std::strerror(errno)));
  }
}

}  // namespace arcsat
