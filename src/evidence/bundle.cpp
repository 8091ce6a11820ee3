#include "evidence/bundle.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace fs = std::filesystem;

Bundle::Bundle(std::string directory, const CheckOptions& options, const Budget& budget)
    : directory_(std::move(directory)), options_(options), budget_(budget) {
  certificate_ = parse_certificate(read("certificate.json"), path("certificate.json"));
  check_files();
  instance_ = std::make_shared<const Instance>(parse_instance(read("instance.toml"), path("instance.toml")));
  if (canonical_json(*instance_) != certificate_.instance) {
    throw CheckFailed(fmt::format("{}: is not the certificate's instance", path("instance.toml")));
  }
  if (certificate_.statement != statement(*instance_, certificate_.verdict())) {
    throw CheckFailed(fmt::format("{}: the statement is not the verdict on the instance", path("certificate.json")));
  }
}

std::string Bundle::path(std::string_view name) const { return (fs::path(directory_) / name).string(); }

std::string Bundle::read(std::string_view name) const {
  require_plain_file(name);
  return read_file(path(name), options_.most_bytes);
}

void Bundle::require_plain_file(std::string_view name) const {
  std::error_code error;
  if (fs::symlink_status(path(name), error).type() != fs::file_type::regular) {
    throw CheckFailed(fmt::format("{}: is absent or no regular file", path(name)));
  }
  if (const auto size = fs::file_size(path(name), error); error || size > options_.most_bytes) {
    throw CheckFailed(fmt::format("{}: has more than {} bytes", path(name), options_.most_bytes));
  }
}

/// Exactly the files of a bundle, each with its hash.
void Bundle::check_files() const {
  std::set<std::string> allowed = {"certificate.json"};
  for (const auto& [name, hash] : certificate_.files) {
    require_plain_file(name);
    if (sha256_of_file(path(name)) != hash) {
      throw CheckFailed(fmt::format("{}: its SHA-256 is not the certificate's", path(name)));
    }
    // What is in a directory of it is judged as a bundle of its own.
    allowed.insert(name.substr(0, name.find('/')));
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_)) {
    if (!allowed.contains(entry.path().filename().string())) {
      throw CheckFailed(fmt::format("{}: is a stray file in a bundle", entry.path().string()));
    }
  }
}

void require_encoder_version(const Bundle& bundle) {
  const std::int64_t version = bundle.certificate().encoder_version;
  if (version == encoder_version) return;
  throw CheckFailed(fmt::format("{}: written for version {} of the encoders, these are version {}",
                                bundle.path("certificate.json"), version, encoder_version));
}

void require_same_formula(const Bundle& bundle) {
  require_encoder_version(bundle);
  const std::optional<SolvedFormula>& solved = bundle.certificate().solved;
  if (!solved ||
      encoding_sha256(bundle.instance(), solved->encoder, solved->symmetry, bundle.budget()) == solved->sha256) {
    return;
  }
  throw CheckFailed(fmt::format("{}: the formula's SHA-256 is not that of the formula of this instance",
                                bundle.path("certificate.json")));
}

}  // namespace arcsat
