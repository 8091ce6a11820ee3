#include "atlas/store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace arcsat {

BundleFiles files_in(const std::string& directory) {
  BundleFiles files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(directory).string()] = read_file(entry.path().string());
    }
  }
  return files;
}

/// A prepared statement, its parameters numbered from 1.
class Store::Statement {
 public:
  Statement(sqlite3* database, const std::string& path, const std::string& sql) : database_(database), path_(path) {
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail();
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  Statement& bind(int at, std::int64_t value) { return checked(sqlite3_bind_int64(statement_, at, value)); }
  Statement& bind(int at, double value) { return checked(sqlite3_bind_double(statement_, at, value)); }
  Statement& bind(int at, const std::string& value) {
    return checked(sqlite3_bind_blob64(statement_, at, value.data(), value.size(), SQLITE_TRANSIENT));
  }
  /// Whether there is a row more.
  bool step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail();
    return code == SQLITE_ROW;
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  double number(int column) const { return sqlite3_column_double(statement_, column); }
  std::string text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
  }

 private:
  Statement& checked(int code) {
    if (code != SQLITE_OK) fail();
    return *this;
  }
  /// A damaged file, a full disk, a file that another program holds: all of them are about the file, not about arcsat.
  [[noreturn]] void fail() const {
    throw InputError(fmt::format("{}: found \"{}\" by SQLite, expected a store that can be read and written", path_,
                                 sqlite3_errmsg(database_)));
  }

  sqlite3* database_;
  const std::string& path_;
  sqlite3_stmt* statement_ = nullptr;
};

namespace {

constexpr std::int64_t store_version = 1;
const std::set<std::string> tables_of_a_store = {"box", "cells", "files"};

/// SQLite gives some names a meaning: ":memory:" and "file:…" are files here like all others.
std::string plain_name(const std::string& path) { return path.starts_with('/') ? path : "./" + path; }

/// Whether a name of the store is one of a file below the bundle's directory, and cannot lead out of it.
bool stays_below(const std::string& name) {
  const std::filesystem::path path(name);
  return !name.empty() && name.find('\0') == std::string::npos && path.is_relative() && path.has_filename() &&
         std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".." || part == "."; });
}

}  // namespace

Store::Store(const std::string& path, const std::string& box_hash, std::size_t cells) : path_(path), cells_(cells) {
  constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  try {
    if (sqlite3_open_v2(plain_name(path).c_str(), &database_, flags, nullptr) != SQLITE_OK) {
      reject("which cannot be opened");
    }
    sqlite3_busy_timeout(database_, 10'000);
    run("BEGIN IMMEDIATE");
    make_or_recognise(box_hash);
    run("COMMIT");
  } catch (...) {
    sqlite3_close(database_);
    throw;
  }
}

void Store::reject(const std::string& found) const {
  throw InputError(
      fmt::format("--store: found {}, {}, expected a store of this box or nothing", in_quotes(path_), found));
}

void Store::make_or_recognise(const std::string& box_hash) {
  std::set<std::string> tables;
  Statement names(database_, path_, "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'");
  while (names.step()) tables.insert(names.text(0));
  if (tables.empty()) {
    run("CREATE TABLE box (version INTEGER NOT NULL, hash TEXT NOT NULL)");
    run("CREATE TABLE cells (cell INTEGER PRIMARY KEY, verdict TEXT, method TEXT, seconds REAL, tried REAL)");
    run("CREATE TABLE files (cell INTEGER NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (cell, "
        "name))");
    Statement made(database_, path_, "INSERT INTO box VALUES (?, ?)");
    made.bind(1, store_version).bind(2, box_hash).step();
    return;
  }
  if (tables != tables_of_a_store) reject("a database of another program");
  Statement box(database_, path_, "SELECT version, hash FROM box");
  if (!box.step()) reject("a store of no box");
  if (box.integer(0) != store_version) reject(fmt::format("a store of version {}", box.integer(0)));
  if (box.text(1) != box_hash) reject("a store of another box");
  if (box.step()) reject("a store of two boxes");
}

Store::~Store() { sqlite3_close(database_); }

void Store::run(const std::string& sql) { Statement(database_, path_, sql).step(); }

std::vector<StoredCell> Store::cells() const {
  std::vector<StoredCell> cells(cells_);
  Statement rows(database_, path_,
                 "SELECT cell, verdict, method, seconds, tried, EXISTS (SELECT 1 FROM files WHERE files.cell = "
                 "cells.cell AND name = CAST('certificate.json' AS BLOB)) FROM cells");
  const auto damaged = [&](std::int64_t cell, const std::string& found, const std::string& expected) {
    throw InputError(fmt::format("{}: cell {}: found {}, expected {}", path_, cell, found, expected));
  };
  while (rows.step()) {
    const std::int64_t cell = rows.integer(0);
    if (cell < 0 || static_cast<std::size_t>(cell) >= cells_) damaged(cell, "no such cell", "one of the box");
    StoredCell& one = cells[static_cast<std::size_t>(cell)];
    const std::string verdict = rows.text(1);
    for (const Verdict known : {Verdict::realizable, Verdict::unrealizable}) {
      if (verdict == to_string(known)) one.verdict = known;
    }
    if (one.verdict == Verdict::undecided && !verdict.empty()) {
      damaged(cell, "the verdict " + in_quotes(verdict), "realizable, unrealizable or none");
    }
    if (one.verdict != Verdict::undecided && rows.integer(5) == 0) damaged(cell, "a verdict alone", "its bundle, too");
    one.method = rows.text(2);
    one.seconds = rows.number(3);
    one.tried = rows.number(4);
  }
  return cells;
}

void Store::keep_verdict(std::size_t cell, const StoredCell& decided, const BundleFiles& bundle) {
  run("BEGIN IMMEDIATE");
  Statement row(database_, path_, "INSERT OR REPLACE INTO cells VALUES (?, ?, ?, ?, ?)");
  row.bind(1, static_cast<std::int64_t>(cell)).bind(2, std::string(to_string(decided.verdict)));
  row.bind(3, decided.method).bind(4, decided.seconds).bind(5, decided.tried).step();
  // Another process may have decided the same cell with evidence of another kind: its files must not be mixed with these.
  Statement older(database_, path_, "DELETE FROM files WHERE cell = ?");
  older.bind(1, static_cast<std::int64_t>(cell)).step();
  for (const auto& [name, content] : bundle) {
    Statement file(database_, path_, "INSERT INTO files VALUES (?, ?, ?)");
    file.bind(1, static_cast<std::int64_t>(cell)).bind(2, name).bind(3, content).step();
  }
  run("COMMIT");
}

void Store::keep_attempt(std::size_t cell, double tried) {
  // Another process may have decided it meanwhile: a verdict is never replaced by an attempt.
  Statement row(database_, path_,
                "INSERT INTO cells VALUES (?, '', '', 0, ?) ON CONFLICT (cell) DO UPDATE SET tried = excluded.tried "
                "WHERE length(verdict) = 0");
  row.bind(1, static_cast<std::int64_t>(cell)).bind(2, tried).step();
}

BundleFiles Store::bundle(std::size_t cell) const {
  BundleFiles files;
  Statement rows(database_, path_, "SELECT name, content FROM files WHERE cell = ? ORDER BY name");
  rows.bind(1, static_cast<std::int64_t>(cell));
  while (rows.step()) {
    const std::string name = rows.text(0);
    if (!stays_below(name)) {
      throw InputError(fmt::format("{}: cell {}: found a file named {}, expected a name inside of a bundle", path_,
                                   cell, in_quotes(name)));
    }
    files[name] = rows.text(1);
  }
  return files;
}

}  // namespace arcsat
