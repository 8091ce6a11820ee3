#include "atlas/store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"

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
  [[noreturn]] void fail() const { throw Error(fmt::format("{}: SQLite says: {}", path_, sqlite3_errmsg(database_))); }

  sqlite3* database_;
  const std::string& path_;
  sqlite3_stmt* statement_ = nullptr;
};

namespace {

constexpr std::int64_t store_version = 1;

}  // namespace

Store::Store(const std::string& path, const std::string& box_hash, std::size_t cells) : path_(path), cells_(cells) {
  const auto reject = [&](const std::string& found) {
    sqlite3_close(database_);
    throw InputError(fmt::format("--store: found \"{}\", {}, expected a store of this box or nothing", path_, found));
  };
  if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) reject("which cannot be opened");
  sqlite3_busy_timeout(database_, 10'000);
  try {
    run("BEGIN IMMEDIATE");
    run("CREATE TABLE IF NOT EXISTS box (version INTEGER NOT NULL, hash TEXT NOT NULL)");
    run("CREATE TABLE IF NOT EXISTS cells (cell INTEGER PRIMARY KEY, verdict TEXT, method TEXT, seconds REAL, "
        "tried REAL)");
    run("CREATE TABLE IF NOT EXISTS files (cell INTEGER NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, "
        "PRIMARY KEY (cell, name))");
    Statement box(database_, path_, "SELECT version, hash FROM box");
    if (!box.step()) {
      Statement made(database_, path_, "INSERT INTO box VALUES (?, ?)");
      made.bind(1, store_version).bind(2, box_hash).step();
    } else if (box.integer(0) != store_version || box.text(1) != box_hash) {
      throw Error("of another box");
    }
    run("COMMIT");
  } catch (const Error& error) {
    reject(error.what());
  }
}

Store::~Store() { sqlite3_close(database_); }

void Store::run(const std::string& sql) { Statement(database_, path_, sql).step(); }

std::vector<StoredCell> Store::cells() const {
  std::vector<StoredCell> cells(cells_);
  Statement rows(database_, path_, "SELECT cell, verdict, method, seconds, tried FROM cells");
  while (rows.step()) {
    const std::int64_t cell = rows.integer(0);
    if (cell < 0 || static_cast<std::size_t>(cell) >= cells_) throw Error(path_ + ": found a cell outside of the box");
    StoredCell& one = cells[static_cast<std::size_t>(cell)];
    for (const Verdict verdict : {Verdict::realizable, Verdict::unrealizable}) {
      if (rows.text(1) == to_string(verdict)) one.verdict = verdict;
    }
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
  for (const auto& [name, content] : bundle) {
    Statement file(database_, path_, "INSERT OR REPLACE INTO files VALUES (?, ?, ?)");
    file.bind(1, static_cast<std::int64_t>(cell)).bind(2, name).bind(3, content).step();
  }
  run("COMMIT");
}

void Store::keep_attempt(std::size_t cell, double tried) {
  Statement row(database_, path_, "INSERT OR REPLACE INTO cells VALUES (?, '', '', 0, ?)");
  row.bind(1, static_cast<std::int64_t>(cell)).bind(2, tried).step();
}

BundleFiles Store::bundle(std::size_t cell) const {
  BundleFiles files;
  Statement rows(database_, path_, "SELECT name, content FROM files WHERE cell = ? ORDER BY name");
  rows.bind(1, static_cast<std::int64_t>(cell));
  while (rows.step()) files[rows.text(0)] = rows.text(1);
  return files;
}

}  // namespace arcsat
