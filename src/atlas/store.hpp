// The store of an atlas: what was decided, with its evidence, and what was tried, in one SQLite file.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocol/instance.hpp"

struct sqlite3;

namespace arcsat {

/// The files of a bundle by their paths in it.
using BundleFiles = std::map<std::string, std::string>;
BundleFiles files_in(const std::string& directory);

struct StoredCell {
  Verdict verdict = Verdict::undecided;
  std::string method;
  double seconds = 0;
  /// What was tried without success: nothing (-1), arguments (0), searches of so many seconds.
  double tried = -1;
};

class Store {
 public:
  /// Opens or makes the file, for a box with this hash and so many cells. Throws InputError if it is none, or that of another box,
  /// as does every other function if the file is damaged or cannot be written.
  Store(const std::string& path, const std::string& box_hash, std::size_t cells);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  std::vector<StoredCell> cells() const;
  /// Each is one transaction: after a kill it is there as a whole or not at all.
  void keep_verdict(std::size_t cell, const StoredCell& decided, const BundleFiles& bundle);
  void keep_attempt(std::size_t cell, double tried);
  BundleFiles bundle(std::size_t cell) const;

 private:
  class Statement;
  void run(const std::string& sql);
  void make_or_recognise(const std::string& box_hash);
  [[noreturn]] void reject(const std::string& found) const;

  std::string path_;
  sqlite3* database_ = nullptr;
  std::size_t cells_;
};

}  // namespace arcsat
