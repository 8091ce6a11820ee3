#include "base/progress.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <thread>

#include "base/child_process.hpp"

using namespace arcsat;

namespace {

/// Standard error goes to a file while this lives.
class CapturedStandardError {
 public:
  CapturedStandardError() : file_(std::tmpfile()), saved_(dup(STDERR_FILENO)) {
    REQUIRE(file_ != nullptr);
    std::fflush(stderr);
    dup2(fileno(file_), STDERR_FILENO);
  }
  CapturedStandardError(const CapturedStandardError&) = delete;
  CapturedStandardError& operator=(const CapturedStandardError&) = delete;
  ~CapturedStandardError() {
    std::fflush(stderr);
    dup2(saved_, STDERR_FILENO);
    close(saved_);
    std::fclose(file_);
  }
  std::string text() const {
    std::fflush(stderr);
    std::string content(4096, '\0');
    const ssize_t count = pread(fileno(file_), content.data(), content.size(), 0);
    content.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return content;
  }

 private:
  std::FILE* file_;
  int saved_;
};

}  // namespace

TEST_CASE("progress: nothing is written where no terminal is, or where it is not wanted") {
  const CapturedStandardError error;
  for (const Progress::Mode mode : {Progress::Mode::terminal_only, Progress::Mode::never}) {
    Progress progress(mode);
    CHECK_FALSE(progress.shown());
    progress.phase("encoding");
    std::this_thread::sleep_for(std::chrono::milliseconds(260));
    progress.update("1 clause");
  }
  CHECK(error.text().empty());
}

namespace {

/// What was written once it has `wanted` in it, or after some seconds.
std::string text_with(const CapturedStandardError& error, const std::string& wanted) {
  for (int k = 0; k < 1000 && error.text().find(wanted) == std::string::npos; ++k) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return error.text();
}

}  // namespace

TEST_CASE("progress: one line with clock, limit, work and memory, wiped at the end") {
  const CapturedStandardError error;
  {
    Progress progress(Progress::Mode::always, 3600.0);
    CHECK(progress.shown());
    progress.phase("encoding");
    progress.update("5 clauses");
    const std::string text = text_with(error, "5 clauses");
    CHECK(text.starts_with("\r\033[K"));
    CHECK(text.find(" s (359") != std::string::npos);
    CHECK(text.find(" s left): encoding, 5 clauses; ") != std::string::npos);
    CHECK(text.find(" MiB here") != std::string::npos);
    CHECK(text.find("; 0 MiB here") == std::string::npos);
  }
  CHECK(error.text().ends_with("MiB here\r\033[K"));
  CHECK(error.text().find('\n') == std::string::npos);
}

TEST_CASE("progress: what was ruled out is said in every later line; a new phase takes the old one's details away") {
  const CapturedStandardError error;
  Progress progress(Progress::Mode::always);
  progress.phase("one");
  progress.rule_out("no counting bound");
  progress.rule_out("no sums");
  progress.update("details");
  text_with(error, "one, details; no counting bound; no sums; ");
  progress.phase("two");
  const std::string text = text_with(error, " s: two; no counting bound; no sums; ");
  CHECK(text.find("one, details; no counting bound; no sums; ") != std::string::npos);
  CHECK(text.find(" s: two; no counting bound; no sums; ") != std::string::npos);
  progress.end();
  CHECK_FALSE(progress.shown());
  progress.update("too late");
  CHECK(error.text().find("too late") == std::string::npos);
}

TEST_CASE("progress: the conflicts a second of a child process") {
  const CapturedStandardError error;
  count_conflict();  // in this process it counts nothing
  {
    Progress progress(std::chrono::milliseconds(50));
    const auto work = [] {
      for (int k = 0; k < 150; ++k) {
        count_conflict();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
      return std::string();
    };
    CHECK(run_isolated("the engine", work, Budget(), &progress).completed);
  }
  CHECK(error.text().find(" conflicts/s; ") != std::string::npos);
}

TEST_CASE("progress: lines by themselves where no terminal is, on one clock") {
  const CapturedStandardError error;
  {
    Progress progress(std::chrono::milliseconds(30));
    progress.phase("one");
    text_with(error, "one");
    progress.phase("two");
    text_with(error, "two");
  }
  const std::string text = error.text();
  CHECK(text.ends_with(" MiB here\n"));
  CHECK(text.find('\r') == std::string::npos);
  // The second phase goes on with the clock of the first.
  double last = -1;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1, ++lines) {
    const double now = std::stod(text.substr(begin));
    CHECK(now >= last);
    last = now;
  }
  CHECK(lines >= 2);
}
