#include "check/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/xz.hpp"
#include "certify/counting_file.hpp"
#include "certify/lrat_check.hpp"
#include "certify/sums_check.hpp"
#include "certify/verified_check.hpp"
#include "certify/witness.hpp"
#include "check/encoding.hpp"
#include "cnf/dimacs.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/protocol_file.hpp"
#include "protocol/sub_instance.hpp"
#include "protocol/sums_protocol_file.hpp"

namespace arcsat {

namespace fs = std::filesystem;

namespace {

class BundleCheck {
 public:
  BundleCheck(std::string directory, const CheckOptions& options, const Budget& budget)
      : directory_(std::move(directory)), options_(options), budget_(budget) {}

  CheckReport run() {
    report_.certificate = parse_certificate(read("certificate.json"), path("certificate.json"));
    check_files();
    read_the_instance();
    check_statement();
    switch (report_.certificate.verdict) {
      case Verdict::realizable:
        check_protocol();
        break;
      case Verdict::unrealizable:
        if (report_.certificate.by_counting()) {
          check_by_counting();
        } else {
          check_refutation();
        }
        break;
      case Verdict::undecided:
        throw CheckFailed(fmt::format("{}: an undecided verdict has no certificate", path("certificate.json")));
    }
    report_.statement = statement(*instance_, report_.certificate.verdict);
    return std::move(report_);
  }

 private:
  std::string path(const std::string& name) const { return (fs::path(directory_) / name).string(); }

  void require_plain_file(const std::string& name) const {
    std::error_code error;
    if (fs::symlink_status(path(name), error).type() != fs::file_type::regular) {
      throw CheckFailed(fmt::format("{}: is absent or no regular file", path(name)));
    }
    if (const auto size = fs::file_size(path(name), error); error || size > options_.most_bytes) {
      throw CheckFailed(fmt::format("{}: has more than {} bytes", path(name), options_.most_bytes));
    }
  }

  std::string read(const std::string& name) const {
    require_plain_file(name);
    return read_file(path(name));
  }

  /// Exactly the files of a bundle, each with its hash.
  void check_files() {
    std::set<std::string> allowed = {"certificate.json"};
    for (const auto& [name, hash] : report_.certificate.files) {
      require_plain_file(name);
      if (sha256_of_file(path(name)) != hash) {
        throw CheckFailed(fmt::format("{}: its SHA-256 is not the certificate's", path(name)));
      }
      allowed.insert(name);
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(directory_)) {
      if (!allowed.contains(entry.path().filename().string())) {
        throw CheckFailed(fmt::format("{}: is a stray file in a bundle", entry.path().string()));
      }
    }
    report_.done.push_back("every file has the SHA-256 that the certificate gives");
  }

  void read_the_instance() {
    instance_ = std::make_shared<const Instance>(parse_instance(read("instance.toml"), path("instance.toml")));
    if (canonical_json(*instance_) != report_.certificate.instance) {
      throw CheckFailed(fmt::format("{}: is not the certificate's instance", path("instance.toml")));
    }
  }

  void check_statement() const {
    if (report_.certificate.statement != statement(*instance_, report_.certificate.verdict)) {
      throw CheckFailed(fmt::format("{}: the statement is not the verdict on the instance", path("certificate.json")));
    }
  }

  void check_encoder_version() const {
    if (report_.certificate.encoder_version != encoder_version) {
      throw CheckFailed(fmt::format("{}: written for version {} of the encoders, these are version {}",
                                    path("certificate.json"), report_.certificate.encoder_version, encoder_version));
    }
  }

  [[noreturn]] void fail_formula() const {
    throw CheckFailed(
        fmt::format("{}: the formula's SHA-256 is not that of the formula of this instance", path("certificate.json")));
  }

  void check_protocol() {
    const Certificate& certificate = report_.certificate;
    check_encoder_version();
    if (certificate.by_formula() &&
        encoding_sha256(instance_, certificate.encoder, certificate.symmetry, budget_) != certificate.formula_sha256) {
      fail_formula();
    }
    if (certificate.by_sums) {
      check_sums();
      return;
    }
    const Protocol protocol = parse_protocol(read("protocol.json"), path("protocol.json"));
    if (canonical_json(protocol.instance()) != certificate.instance) {
      throw CheckFailed(fmt::format("{}: is a protocol for another instance", path("protocol.json")));
    }
    try {
      const WitnessReport replayed = check_witness(protocol, budget_);
      report_.done.push_back(
          fmt::format("the protocol was run on all {} allowed inputs and is right on each", replayed.inputs));
    } catch (const CheckFailed& error) {
      throw CheckFailed(fmt::format("{}: {}", path("protocol.json"), error.what()));
    }
  }

  void check_sums() {
    const SumsProtocol protocol = parse_sums_protocol(read("xor-protocol.json"), path("xor-protocol.json"));
    if (canonical_json(*protocol.instance) != report_.certificate.instance) {
      throw CheckFailed(fmt::format("{}: is a protocol for another instance", path("xor-protocol.json")));
    }
    try {
      const SumsWitnessReport judged = check_sums_witness(protocol, budget_);
      report_.done.push_back("arcsat's checker of sums: " + judged.sums.statement);
      if (!judged.tables) return;
      report_.done.push_back(
          fmt::format("as tables, it was run on all {} allowed inputs and is right on each", judged.replayed.inputs));
    } catch (const CheckFailed& error) {
      throw CheckFailed(fmt::format("{}: {}", path("xor-protocol.json"), error.what()));
    }
  }

  void check_by_counting() {
    const CountingBound bound = parse_counting_bound(read("counting.json"), path("counting.json"));
    try {
      const CountingReport counted = check_counting(*instance_, bound);
      if (read("counting.json") != to_json(bound, counted))
        throw CheckFailed("what it says it counts is something else");
      report_.done.push_back("arcsat's counting checker: " + counted.statement());
    } catch (const CheckFailed& error) {
      throw CheckFailed(fmt::format("{}: {}", path("counting.json"), error.what()));
    }
    // A counting bound has no LRAT proof that ACL2 could check.
    const std::string words = "ACL2's verified LRAT checker: not for counting bounds, which have no such proof";
    if (options_.require_verified) throw CheckFailed(fmt::format("{}: {}", path("counting.json"), words));
    report_.done.push_back(words);
  }

  /// What the proof refutes: the instance, or a sub-instance of it.
  std::shared_ptr<const Instance> refuted_instance() {
    if (!report_.certificate.of_sub_instance) return instance_;
    const std::string file = path(sub_instance_file);
    auto part = std::make_shared<const Instance>(parse_instance(read(sub_instance_file), file));
    try {
      require_sub_instance(*part, *instance_, budget_);
    } catch (const CheckFailed& error) {
      throw CheckFailed(fmt::format("{}: {}", file, error.what()));
    }
    report_.done.push_back(
        fmt::format("a sub-instance: {} of the {} allowed inputs, each allowed, with the same message widths",
                    part->inputs().size(), instance_->inputs().size()));
    return part;
  }

  void check_refutation() {
    const Certificate& certificate = report_.certificate;
    check_encoder_version();
    const Formula formula = encode_again(refuted_instance(), certificate.encoder, certificate.symmetry, budget_);
    if (formula_sha256(formula) != certificate.formula_sha256) fail_formula();
    if (formula.variables() != certificate.variables || formula.clauses() != certificate.clauses) {
      throw CheckFailed(fmt::format("{}: the formula has {} variables and {} clauses", path("certificate.json"),
                                    formula.variables(), formula.clauses()));
    }
    check_formula_file();
    report_.done.push_back(fmt::format("the formula, made again from the {} ({}, symmetry {}), is the bundle's",
                                       certificate.of_sub_instance ? "sub-instance" : "instance", certificate.encoder,
                                       certificate.symmetry));
    XzReader proof(path("proof.lrat.xz"), options_.most_bytes);
    const LratReport refuted = check_lrat(
        formula, [&](char* bytes, std::size_t size) { return proof.read(bytes, size); }, path("proof.lrat.xz"),
        budget_);
    report_.done.push_back("arcsat's LRAT checker: " + refuted.statement());
    check_by_acl2(formula);
  }

  /// The file is read by others, so it must be the formula, too.
  void check_formula_file() const {
    XzReader reader(path("formula.cnf.xz"), options_.most_bytes);
    Sha256 hash;
    char chunk[1 << 16];
    while (const std::size_t count = reader.read(chunk, sizeof chunk)) hash.update({chunk, count});
    if (hash.hex() != report_.certificate.formula_sha256) {
      throw CheckFailed(fmt::format("{}: is not the formula of this instance", path("formula.cnf.xz")));
    }
  }

  /// A missing ACL2 is said in words; a rejection, and with require_verified anything but an acceptance, is a failure.
  void check_by_acl2(const Formula& formula) {
    if (!options_.with_acl2 && !options_.require_verified) {
      report_.done.push_back("ACL2's verified LRAT checker: not run (--with acl2 runs it)");
      return;
    }
    XzReader proof(path("proof.lrat.xz"), options_.most_bytes);
    VerifiedChecker checker;
    checker.cache_directory = options_.image_directory;
    const VerifiedCheckResult result = check_verified(
        formula, [&](char* bytes, std::size_t size) { return proof.read(bytes, size); }, path("proof.lrat.xz"), checker,
        budget_);
    report_.verified = result.status == VerifiedCheckResult::Status::verified;
    if (result.status == VerifiedCheckResult::Status::rejected || (options_.require_verified && !report_.verified)) {
      throw CheckFailed(fmt::format("{}: {}", path("proof.lrat.xz"), result.words));
    }
    report_.done.push_back(result.words);
  }

  std::string directory_;
  const CheckOptions& options_;
  const Budget& budget_;
  std::shared_ptr<const Instance> instance_;
  CheckReport report_;
};

}  // namespace

CheckReport check_bundle(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  return BundleCheck(directory, options, budget).run();
}

std::vector<std::string> bundles_under(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    throw InputError(fmt::format("{}: found {}, expected a certificate bundle (a directory)", path,
                                 fs::exists(path, error) ? "a file" : "nothing"));
  }
  std::vector<std::string> below;
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    if (!entry.is_directory()) return {path};
    below.push_back(entry.path().string());
  }
  if (below.empty()) throw InputError(fmt::format("{}: found an empty directory, expected a certificate bundle", path));
  std::sort(below.begin(), below.end());
  std::vector<std::string> bundles;
  for (const std::string& directory : below) {
    const std::vector<std::string> found = bundles_under(directory);
    bundles.insert(bundles.end(), found.begin(), found.end());
  }
  return bundles;
}

}  // namespace arcsat
