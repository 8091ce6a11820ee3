#include "certify/bundle_writer.hpp"

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
#include "base/xz.hpp"
#include "certify/counting_file.hpp"
#include "cnf/dimacs.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/protocol_file.hpp"
#include "protocol/sums_protocol_file.hpp"

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

std::string BundleWriter::path(const std::string& name) const { return working_ + "/" + name; }

void BundleWriter::add_instance(const Instance& instance) {
  write_file(path("instance.toml"), canonical_toml(instance));
}

void BundleWriter::add_sub_instance(const Instance& part) { write_file(path(sub_instance_file), canonical_toml(part)); }

void BundleWriter::add_protocol(const Protocol& protocol) { write_protocol(protocol, path("protocol.json")); }

void BundleWriter::add_sums(const SumsProtocol& protocol) { write_file(path("xor-protocol.json"), to_json(protocol)); }

void BundleWriter::add_counting(const CountingBound& bound, const CountingReport& report) {
  write_file(path("counting.json"), to_json(bound, report));
}

void BundleWriter::add_formula(const Formula& formula) {
  XzWriter writer(path("formula.cnf.xz"));
  for_each_dimacs_chunk(formula, [&](std::string_view chunk) { writer.write(chunk); });
  writer.finish();
}

void BundleWriter::add_proof(const std::string& proof) {
  std::FILE* file = std::fopen(proof.c_str(), "rb");
  if (file == nullptr) throw Error(fmt::format("{}: cannot be read: {}", proof, std::strerror(errno)));
  XzWriter writer(path("proof.lrat.xz"));
  char chunk[1 << 16];
  while (const std::size_t count = std::fread(chunk, 1, sizeof chunk, file)) writer.write({chunk, count});
  const bool failed = std::ferror(file) != 0;
  std::fclose(file);
  if (failed) throw Error(fmt::format("{}: cannot be read", proof));
  writer.finish();
}

void BundleWriter::commit(Certificate certificate) {
  for (const std::string& name : bundle_files(certificate)) {
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
