#include "base/child_process.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/error.hpp"

using namespace arcsat;

namespace {

const Budget no_limit;

ChildOutcome run(const std::function<std::string()>& work, const Budget& budget = no_limit) {
  return run_isolated("the engine", work, budget, nullptr);
}

/// The reason of work that does not complete.
std::string reason_of(const std::function<std::string()>& work, const Budget& budget = no_limit) {
  const ChildOutcome outcome = run(work, budget);
  CHECK_FALSE(outcome.completed);
  CHECK(outcome.result.empty());
  return outcome.reason;
}

std::string sleep_for_long() {
  std::this_thread::sleep_for(std::chrono::seconds(60));
  return "woke up";
}

/// Takes memory until it has so many MiB or gets no more.
std::string take_memory(std::size_t mebibytes) {
  std::vector<std::vector<char>> kept;
  for (std::size_t k = 0; k < mebibytes; ++k) {
    kept.emplace_back(std::size_t{1} << 20, 'x');
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
  return "took it";
}

/// Sets `interrupted` by SIGALRM after some time; leaves everything as it was.
class Alarm {
 public:
  explicit Alarm(suseconds_t milliseconds) {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = true; };
    sigaction(SIGALRM, &action, &old_);
    const itimerval timer = {{0, 0}, {0, milliseconds * 1000}};
    setitimer(ITIMER_REAL, &timer, nullptr);
  }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm() {
    const itimerval none = {};
    setitimer(ITIMER_REAL, &none, nullptr);
    sigaction(SIGALRM, &old_, nullptr);
    interrupted = false;
  }

 private:
  struct sigaction old_ {};
};

/// Whether this process has no child, running or not yet waited for.
bool childless() { return waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

/// The writing end of the pipe to the parent: the one pipe that this child has.
int pipe_to_parent() {
  for (int descriptor = 3; descriptor < 1024; ++descriptor) {
    const int flags = fcntl(descriptor, F_GETFL);
    std::error_code failed;
    const auto target = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), failed);
    if (flags >= 0 && (flags & O_ACCMODE) == O_WRONLY && target.string().starts_with("pipe:")) return descriptor;
  }
  return -1;
}

std::string write_raw(const std::string& bytes) {
  if (write(pipe_to_parent(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) _exit(42);
  _exit(0);
}

}  // namespace

TEST_CASE("child process: what the work returns arrives") {
  for (const std::string& text : {std::string(), std::string("x"), std::string("a.b!\n\0.", 7), std::string("!")}) {
    const ChildOutcome outcome = run([&] { return text; });
    CHECK(outcome.completed);
    CHECK(outcome.result == text);
    CHECK(outcome.reason.empty());
    CHECK(outcome.seconds >= 0);
    CHECK(outcome.seconds < 5);
  }
  CHECK(childless());
}

TEST_CASE("child process: large results arrive whole") {
  std::string large;
  large.resize(10'000'000);
  for (std::size_t k = 0; k < large.size(); ++k) large[k] = static_cast<char>(k * 7 + k / 251);
  const ChildOutcome outcome = run([&] { return large; });
  CHECK(outcome.completed);
  CHECK(outcome.result == large);
  CHECK(outcome.peak_mebibytes > 0);
}

TEST_CASE("child process: the work changes nothing here") {
  int touched = 0;
  CHECK(run([&] {
          touched = 1;
          interrupted = true;
          return std::string("done");
        }).completed);
  CHECK(touched == 0);
  CHECK_FALSE(interrupted);
}

TEST_CASE("child process: killed, stopped early, thrown out: each has its reason in words") {
  CHECK(reason_of([]() -> std::string {
          std::raise(SIGKILL);
          return "alive";
        }) == "the engine's process was ended by signal 9 (Killed)");
  CHECK(reason_of([]() -> std::string {
          std::signal(SIGSEGV, SIG_DFL);
          std::raise(SIGSEGV);
          return "alive";
        }) == "the engine's process was ended by signal 11 (Segmentation fault)");
  CHECK(reason_of([]() -> std::string {
          std::signal(SIGABRT, SIG_DFL);
          std::abort();
        }) == "the engine's process was ended by signal 6 (Aborted)");
  CHECK(reason_of([]() -> std::string { _exit(0); }) == "the engine's process ended without an answer");
  CHECK(reason_of([]() -> std::string { _exit(7); }) == "the engine's process ended with exit code 7");
  CHECK(reason_of([]() -> std::string { throw std::runtime_error("no more ideas"); }) ==
        "the engine failed: no more ideas");
  CHECK(reason_of([]() -> std::string { throw std::runtime_error(""); }) == "the engine failed: ");
  CHECK(reason_of([]() -> std::string { throw 5; }) == "the engine failed: an exception of an unknown type");
  CHECK(reason_of([]() -> std::string { throw std::bad_alloc(); }) == "the engine failed: out of memory");
  CHECK(reason_of([]() -> std::string { throw std::bad_alloc(); }, Budget({}, 1 << 20)) ==
        "memory limit of 1048576 MiB reached");
  CHECK(childless());
}

TEST_CASE("child process: garbage on the pipe is no answer") {
  CHECK(reason_of([] { return write_raw("S0110"); }) == "the engine's process ended without an answer");
  CHECK(reason_of([] { return write_raw(std::string(100'000, 'x')); }) ==
        "the engine's process ended without an answer");
  CHECK(reason_of([] { return write_raw("!"); }) == "the engine failed: ");
  // Half an answer and then a crash is none, even if it looks whole.
  CHECK(reason_of([]() -> std::string {
          if (write(pipe_to_parent(), "S01.", 4) == 4) std::raise(SIGKILL);
          return "alive";
        }) == "the engine's process was ended by signal 9 (Killed)");
}

TEST_CASE("child process: the time limit ends the child") {
  const Budget budget(0.2, {});
  const ChildOutcome outcome = run(sleep_for_long, budget);
  CHECK_FALSE(outcome.completed);
  CHECK(outcome.reason == "time limit of 0.2 s reached");
  CHECK(outcome.seconds >= 0.15);
  CHECK(outcome.seconds < 1.2);
  CHECK(childless());
  // What is over is over: the next work under the same budget does not even begin to count.
  CHECK(reason_of(sleep_for_long, budget) == "time limit of 0.2 s reached");
}

TEST_CASE("child process: the memory limit ends the child") {
  CHECK(run([] { return take_memory(50); }).completed);
  CHECK(reason_of([] { return take_memory(4000); }, Budget({}, 300)) == "memory limit of 300 MiB reached");
  CHECK(reason_of(sleep_for_long, Budget({}, 1)) == "memory limit of 1 MiB reached");
  const ChildOutcome outcome = run([] { return take_memory(100); }, Budget({}, 4000));
  CHECK(outcome.completed);
  CHECK(outcome.peak_mebibytes > 50);
  CHECK(childless());
}

TEST_CASE("child process: an interrupt ends the child") {
  {
    const Alarm alarm(100);
    const ChildOutcome outcome = run(sleep_for_long);
    CHECK_FALSE(outcome.completed);
    CHECK(outcome.reason == "interrupted");
    CHECK(outcome.seconds < 2);
  }
  CHECK(childless());
  CHECK_FALSE(interrupted);
  CHECK(run([] { return std::string("again"); }).completed);
}

TEST_CASE("child process: a terminal's Ctrl-C is left to the parent") {
  CHECK(run([] {
          std::raise(SIGINT);
          return std::string("alive");
        }).completed);
  CHECK(reason_of([]() -> std::string {
          std::raise(SIGTERM);
          return "alive";
        }) == "the engine's process was ended by signal 15 (Terminated)");
}

TEST_CASE("child process: what the child prints on standard output goes nowhere") {
  std::string path = (std::filesystem::temp_directory_path() / "arcsat-isolate-XXXXXX").string();
  const int file = mkstemp(path.data());
  REQUIRE(file >= 0);
  std::cout.flush();
  std::fflush(stdout);
  const int saved = dup(STDOUT_FILENO);
  dup2(file, STDOUT_FILENO);
  std::fputs("before;", stdout);  // in the buffer while the child is forked
  const ChildOutcome outcome = run([] {
    std::puts("printed");
    std::cout << "streamed" << std::endl;
    std::fflush(stdout);
    const ssize_t count = write(STDOUT_FILENO, "written", 7);
    return std::string(count == 7 ? "yes" : "no");
  });
  const ChildOutcome leaves = run([]() -> std::string {
    std::puts("printed");
    std::exit(0);
  });
  std::fputs("after", stdout);
  std::fflush(stdout);
  dup2(saved, STDOUT_FILENO);
  close(saved);
  std::string content(100, '\0');
  content.resize(static_cast<std::size_t>(pread(file, content.data(), content.size(), 0)));
  close(file);
  unlink(path.c_str());
  CHECK(outcome.result == "yes");
  CHECK_FALSE(leaves.completed);
  CHECK(content == "before;after");
}

TEST_CASE("child process: no descriptor is left open") {
  const auto open_descriptors = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  };
  const auto before = open_descriptors();
  for (int k = 0; k < 20; ++k) {
    CHECK(run([] { return std::string("x"); }).completed);
    CHECK_FALSE(run([]() -> std::string { _exit(3); }).completed);
  }
  CHECK_FALSE(run(sleep_for_long, Budget(0.0, {})).completed);
  CHECK(open_descriptors() == before);
}

TEST_CASE("child process: a limit of CPU time is named, and so is who reached it") {
  const auto burn = []() -> std::string {
    volatile std::uint64_t turns = 0;
    while (true) turns = turns + 1;
  };
  // The limit is the calling process's, so it is set in one of its own.
  const auto limited = [&](rlim_t soft, rlim_t hard) {
    return run([&] {
             const rlimit limit{soft, hard};
             setrlimit(RLIMIT_CPU, &limit);
             return run_isolated("the elaborator", burn, no_limit, nullptr).reason;
           })
        .result;
  };
  for (const rlim_t hard : {100, 1}) {  // the signals are SIGXCPU and SIGKILL
    const std::string reason = limited(1, hard);
    CAPTURE(reason);
    CHECK(reason.starts_with("limit of CPU time reached: the elaborator took "));
  }
}

TEST_CASE("child process: threads do not hold each other's pipes") {
  // The short ones end at once although the long ones, started beside them, live on.
  const auto long_work = [] {
    std::this_thread::sleep_for(std::chrono::seconds(3));
    return std::string("long");
  };
  std::vector<std::thread> threads;
  std::atomic<int> slow = 0;
  std::atomic<int> wrong = 0;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      if (thread == 0) {
        for (int k = 0; k < 2; ++k) {
          wrong += run_isolated("long", long_work, Budget(3 - 2.5 * k, {}), nullptr).seconds < 0.4;
        }
        return;
      }
      for (int k = 0; k < 60; ++k) {
        const ChildOutcome outcome = run_isolated(
            "short", [] { return std::string("short"); }, no_limit, nullptr);
        wrong += outcome.result != "short";
        slow += outcome.seconds > 2;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(slow == 0);
  CHECK(childless());
}

TEST_CASE("child process: a child holds its own pipe and no other") {
  const auto pipes = [] {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
      std::error_code gone;
      if (std::stoi(entry.path().filename().string()) <= STDERR_FILENO) continue;
      count += std::filesystem::read_symlink(entry.path(), gone).string().starts_with("pipe:");
    }
    return std::to_string(count);
  };
  const int before = std::stoi(pipes());
  const auto outcomes =
      race_isolated("the engine", {{"one", sleep_for_long}, {"two", pipes}, {"three", pipes}}, 3, no_limit, nullptr,
                    [ended = 0](std::size_t, const ChildOutcome&) mutable { return ++ended == 2; });
  CHECK(outcomes[1].result == std::to_string(before + 1));
  CHECK(outcomes[2].result == std::to_string(before + 1));
}
