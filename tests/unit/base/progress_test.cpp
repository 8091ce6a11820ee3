#include "base/progress.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <thread>

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

TEST_CASE("progress: one line, at most four times a second, wiped at the end") {
  const CapturedStandardError error;
  {
    Progress progress(Progress::Mode::always);
    CHECK(progress.shown());
    progress.phase("encoding");
    progress.update("too early");
    CHECK(error.text().empty());
    std::this_thread::sleep_for(std::chrono::milliseconds(260));
    progress.update("5 clauses");
    progress.update("too early");
  }
  const std::string text = error.text();
  CHECK(text.starts_with("\r\033[Kencoding … "));
  CHECK(text.ends_with(" s, 5 clauses\r\033[K"));
  CHECK(text.find("too early") == std::string::npos);
  CHECK(text.find('\n') == std::string::npos);
}

TEST_CASE("progress: what was ruled out is said in every later line") {
  const CapturedStandardError error;
  {
    Progress progress(Progress::Mode::always);
    progress.phase("one");
    progress.rule_out("no counting bound");
    progress.rule_out("no sums");
    progress.phase("two");
    std::this_thread::sleep_for(std::chrono::milliseconds(260));
    progress.update("");
  }
  CHECK(error.text().starts_with("\r\033[Ktwo; no counting bound; no sums … 0."));
}

TEST_CASE("progress: a new phase wipes the old one and starts its own clock") {
  const CapturedStandardError error;
  {
    Progress progress(Progress::Mode::always);
    progress.phase("one");
    std::this_thread::sleep_for(std::chrono::milliseconds(260));
    progress.update("");
    progress.phase("two");
    std::this_thread::sleep_for(std::chrono::milliseconds(260));
    progress.update("");
  }
  // Digits depend on how busy the machine is.
  std::string text = error.text();
  std::erase_if(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  CHECK(text == "\r\033[Kone …  s\r\033[K\r\033[Ktwo …  s\r\033[K");
  CHECK(error.text().find("two … 0.") != std::string::npos);
}
