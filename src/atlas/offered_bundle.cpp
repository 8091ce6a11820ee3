#include "atlas/offered_bundle.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "check/check.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

/// SQLite refuses more; a bundle's files are copied, so that this also bounds what a false one costs.
constexpr std::uintmax_t most_bytes_taken = std::uintmax_t{256} << 20;

/// Links stay links, which a bundle may not have.
void copy_bundle(const std::string& from, const std::string& to) {
  std::uintmax_t bytes = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from)) {
    if (fs::is_regular_file(entry.symlink_status())) bytes += entry.file_size();
    if (bytes > most_bytes_taken) {
      throw CheckFailed(fmt::format("{}: found more than {} bytes, expected at most so many", from, most_bytes_taken));
    }
  }
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
}

}  // namespace

OfferedBundle::OfferedBundle(const std::string& directory, const Budget& budget)
    : name_(directory), budget_(budget), place_(std::make_unique<PrivateDirectory>()) {
  refused_by_name([&] {
    copy_bundle(directory, copy());
    const Bundle bundle(copy(), options_, budget_);
    instance_ = bundle.instance();
    verdict_ = bundle.certificate().verdict();
    method_ = bundle.certificate().method();
  });
}

std::string OfferedBundle::copy() const { return (place_->path() / "bundle").string(); }

void OfferedBundle::judge() const {
  refused_by_name([&] { check_bundle(copy(), options_, budget_); });
}

/// The copy is gone when someone reads what is wrong with it: the words name the original.
void OfferedBundle::refused_by_name(const std::function<void()>& work) const {
  const auto refuse = [&](std::string words) {
    const std::string at = copy();
    if (const auto place = words.find(at); place != std::string::npos) words.replace(place, at.size(), name_);
    throw CheckFailed(words);
  };
  try {
    work();
  } catch (const CheckFailed& error) {
    refuse(error.what());
  } catch (const InputError& error) {
    refuse(error.what());
  } catch (const LimitReached& limit) {
    refuse(fmt::format("{}: not judged to the end: {}", name_, limit.what()));
  } catch (const fs::filesystem_error& error) {
    refuse(words_of(error));
  }
}

}  // namespace arcsat
