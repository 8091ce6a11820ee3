#include "evidence/bundle_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "evidence/bundle_place.hpp"

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

}  // namespace

BundleWriter::BundleWriter(const std::string& directory) : directory_(directory), working_(make_beside(directory)) {}

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
  const std::string made = std::exchange(working_, "");  // from here on it is no longer this writer's to delete
  put_in_place(made, directory_);
}

}  // namespace arcsat
