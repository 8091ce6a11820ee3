#include "certify/verified_check.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "certify/clrat.hpp"
#include "certify/external_program.hpp"
#include "cnf/dimacs.hpp"

namespace arcsat {

namespace fs = std::filesystem;

namespace {

using Status = VerifiedCheckResult::Status;

constexpr std::string_view packages =
    "it comes with the Debian packages acl2, acl2-books-source and acl2-books-certs, and either acl2-books (compiled) "
    "or "
    "gcc";

// Without these flags ACL2 includes a book that nobody has certified with no more than a warning. `comp` compiles what
// acl2-books has not brought in compiled form; uncompiled, the checker overflows its stack on all but toy proofs. The
// image has a relative name because ACL2 cannot save under an absolute one. Messages of the garbage collector could
// break the line that we look for.
constexpr std::string_view image_commands = R"((include-book "projects/sat/lrat/incremental/run" :dir :system
  :uncertified-okp nil :defaxioms-okp nil :skip-proofs-okp nil :ttags nil)
(comp t)
:q
#+gcl (setq si::*notify-gbc* nil)
(save-exec "lrat-checker" "LRAT checker, saved by arcsat")
)";

// lrat-check ends the session itself, with exit code 0 or 1. If it breaks off with an error, good-bye is next, and 7
// tells so. At the end of its input ACL2 also exits with 0, whatever has happened: the code alone says nothing.
constexpr std::string_view check_commands = R"((lrat::lrat-check "formula.cnf" "proof.clrat")
(good-bye 7)
)";

std::vector<std::string> environment(const fs::path& directory) {
  // A customization file of the user's could redefine anything.
  return {"ACL2_CUSTOMIZATION=NONE", "LRAT_PRINT_FORMULA=refuted", "LC_ALL=C", "HOME=" + directory.string(),
          "TMPDIR=" + directory.string()};
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// ACL2's first error message, on one line; empty if there is none.
std::string error_in(std::string_view output) {
  std::string message;
  for (const std::string_view line : lines_of(output)) {
    if (message.empty() && line.find(" ERROR in ") == std::string_view::npos &&
        line.find("ACL2 Error ") == std::string_view::npos)
      continue;
    if (line.empty()) break;
    message += message.empty() ? "" : " ";
    message += line.substr(std::min(line.find_first_not_of(' '), line.size()));
  }
  return message;
}

/// The numbers of a file, one after the other.
class Numbers {
 public:
  explicit Numbers(const fs::path& path) : file_(std::fopen(path.c_str(), "rb")) {
    if (!file_) throw InputError(fmt::format("{}: cannot be read", path.string()));
  }

  /// Skips what DIMACS has before the clauses.
  void skip_header() {
    for (bool header = false; !header && c_ != EOF;) {
      header = (c_ = get()) == 'p';
      while (c_ != '\n' && c_ != EOF) c_ = get();
    }
  }

  /// The next number as it is written; empty at the end.
  std::string_view next() {
    number_.clear();
    do c_ = get();
    while (c_ == ' ' || c_ == '\n' || c_ == '\t' || c_ == '\r');
    for (; c_ != ' ' && c_ != '\n' && c_ != '\t' && c_ != '\r' && c_ != EOF; c_ = get()) {
      number_.push_back(static_cast<char>(c_));
    }
    return number_;
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  int get() { return getc_unlocked(file_.get()); }

  std::unique_ptr<std::FILE, Close> file_;
  std::string number_;
  int c_ = 0;
};

bool same_clauses(const fs::path& dimacs, const fs::path& refuted) {
  Numbers ours(dimacs);
  Numbers theirs(refuted);
  ours.skip_header();
  while (true) {
    const std::string_view number = ours.next();
    if (number != theirs.next()) return false;
    if (number.empty()) return true;
  }
}

VerifiedCheckResult run_image(const fs::path& image, const fs::path& dimacs, const fs::path& clrat,
                              const Budget& budget) {
  // Links with fixed names, so that no path of the user's has to be written in Lisp.
  const PrivateDirectory work;
  fs::create_symlink(fs::absolute(dimacs), work.path() / "formula.cnf");
  fs::create_symlink(fs::absolute(clrat), work.path() / "proof.clrat");
  const ProgramRun run =
      run_program(image / "lrat-checker", work.path(), std::string(check_commands), environment(work.path()), budget);
  bool verified = false;
  bool failed = false;
  std::string version = "ACL2";
  for (const std::string_view line : lines_of(run.output)) {
    verified = verified || line == "s VERIFIED";
    failed = failed || line == "s FAILED";
    if (const std::size_t at = line.find("ACL2 Version "); at != std::string_view::npos) {
      version = line.substr(at, line.find_first_of(" +", at + 13) - at);
    }
  }
  const std::string error = error_in(run.output);
  if (verified && run.exit_code == 0 && error.empty() && fs::exists(work.path() / "refuted")) {
    if (!same_clauses(dimacs, work.path() / "refuted")) {
      return {Status::rejected, fmt::format("{} has refuted a formula that is not the one of {}: is that file laid out "
                                            "in a way that it does not expect, or has it an empty clause?",
                                            version, dimacs.string())};
    }
    return {Status::verified, version + "'s formally verified LRAT checker accepts the refutation"};
  }
  if (!verified && (failed || !error.empty())) {
    return {Status::rejected, fmt::format("{}'s LRAT checker rejects the refutation: {}", version, error)};
  }
  return {Status::limit,
          fmt::format("{}'s LRAT checker (its image is in {}) ended with {} and no answer{}", version, image.string(),
                      run.ending(), budget.mebibytes() ? "; is the memory limit too low?" : "")};
}

/// Whether the image accepts a proof and rejects one that proves nothing.
bool works(const fs::path& image, const fs::path& directory, const Budget& budget) {
  using namespace std::string_view_literals;
  write_file((directory / "test.cnf").string(), "p cnf 1 2\n1 0\n-1 0\n");
  write_file((directory / "right.clrat").string(), "a\6\0\2\4\0"sv);  // 3 0 1 2 0
  write_file((directory / "wrong.clrat").string(), "a\6\0\2\0"sv);    // 3 0 1 0
  const auto status = [&](const char* proof) {
    return run_image(image, directory / "test.cnf", directory / proof, budget).status;
  };
  return status("right.clrat") == Status::verified && status("wrong.clrat") == Status::rejected;
}

fs::path default_cache_directory() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return fs::path(cache) / "arcsat";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / ".cache" / "arcsat";
  throw Error("no place for the image of ACL2's LRAT checker: neither XDG_CACHE_HOME nor HOME is set");
}

/// Throws Error if another user could have put something of his own into `directory`.
void require_own(const fs::path& directory) {
  struct stat status {};
  if (stat(directory.c_str(), &status) != 0) throw Error(fmt::format("{}: cannot be read", directory.string()));
  if ((status.st_uid == geteuid() || status.st_uid == 0) && (status.st_mode & S_IWOTH) == 0) return;
  throw Error(fmt::format("{}: other users can write there, so no checker is kept or run there", directory.string()));
}

/// A name that changes with ACL2's version and with how we make the image.
std::string image_name(const fs::path& acl2, const fs::path& directory, const Budget& budget) {
  std::string identity(image_commands);
  const ProgramRun run = run_program(acl2, directory, "", environment(directory), budget);
  for (const std::string_view line : lines_of(run.output)) {
    // "ACL2 Version 8.5", "built January 16, 2023  08:05:44.", the directory of the books; not the times it took.
    for (const char* word : {"ACL2 Version", "built ", "System books"}) {
      if (line.find(word) != std::string_view::npos) identity += line;
    }
  }
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
  for (const char c : identity) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return fmt::format("acl2-lrat-{:016x}", hash);
}

/// The directory of the saved image, made first if need be; empty with the reason in `words` if that fails. Two
/// processes may make it at the same time: the directory is renamed into place when it is whole and has passed a test,
/// and the second to finish finds that there is one.
fs::path image(const fs::path& acl2, fs::path cache, std::string& words, const Budget& budget) {
  // A memory limit is for the check; what it takes to make the image does not depend on the proof.
  const Budget time(budget.seconds_left(), std::nullopt);
  if (cache.empty()) cache = default_cache_directory();
  fs::create_directories(cache);
  require_own(cache);
  const PrivateDirectory work(cache);
  fs::path wanted = cache / image_name(acl2, work.path(), time);
  if (fs::exists(wanted / "lrat-checker")) {
    require_own(wanted);
    return wanted;
  }
  const fs::path fresh = work.path() / "image";
  fs::create_directory(fresh);
  const ProgramRun run = run_program(acl2, fresh, std::string(image_commands), environment(work.path()), time);
  if (!fs::exists(fresh / "lrat-checker") || !works(fresh, work.path(), time)) {
    const std::string error = error_in(run.output);
    words = fmt::format("not checked: {} is there, but its LRAT checker cannot be made ready ({}); {}", acl2.string(),
                        error.empty() ? run.ending() : error, packages);
    return {};
  }
  std::error_code lost_the_race;
  fs::rename(fresh, wanted, lost_the_race);
  if (lost_the_race && !fs::exists(wanted / "lrat-checker")) {
    throw Error(fmt::format("{}: cannot be made: {}", wanted.string(), lost_the_race.message()));
  }
  return wanted;
}

}  // namespace

VerifiedCheckResult check_verified(const fs::path& dimacs, const fs::path& clrat, const VerifiedChecker& checker,
                                   const Budget& budget) {
  for (const fs::path& file : {dimacs, clrat}) {
    if (!fs::is_regular_file(file)) throw InputError(fmt::format("{}: found no file", file.string()));
  }
  const fs::path acl2 = find_program(checker.acl2);
  if (acl2.empty()) {
    return {Status::not_available, fmt::format("not checked: {} is not installed; {}", checker.acl2, packages)};
  }
  try {
    std::string words;
    const fs::path ready = image(acl2, checker.cache_directory, words, budget);
    if (ready.empty()) return {Status::not_available, words};
    return run_image(ready, dimacs, clrat, budget);
  } catch (const LimitReached& limit) {
    return {Status::limit, fmt::format("not checked: {}", limit.what())};
  } catch (const fs::filesystem_error& error) {
    throw InputError(words_of(error));
  }
}

VerifiedCheckResult check_verified(const Formula& formula, const ByteSource& lrat, const std::string& file_name,
                                   const VerifiedChecker& checker, const Budget& budget) {
  for (std::int64_t k = 0; k < formula.clauses(); ++k) {
    if (formula.clause(k).empty()) {
      return {Status::not_available,
              "not checked: the formula holds the empty clause, which ACL2's checker does not read; it is refuted by "
              "inspection"};
    }
  }
  try {
    const PrivateDirectory work;
    const fs::path dimacs = work.path() / "formula.cnf";
    const fs::path clrat = work.path() / "proof.clrat";
    FileWriter formula_file(dimacs.string());
    write_dimacs(formula, formula_file.stream(), DimacsNames::without);
    formula_file.commit();
    FileWriter proof_file(clrat.string());
    write_clrat(lrat, file_name, proof_file.stream(), budget);
    proof_file.commit();
    return check_verified(dimacs, clrat, checker, budget);
  } catch (const LimitReached& limit) {
    return {Status::limit, fmt::format("not checked: {}", limit.what())};
  } catch (const fs::filesystem_error& error) {
    throw InputError(words_of(error));
  }
}

}  // namespace arcsat
