#include "base/budget.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <thread>

#include "base/error.hpp"

using namespace arcsat;

namespace {

/// Leaves the flag as other tests expect it.
struct ResetInterrupted {
  ~ResetInterrupted() { interrupted = false; }
};

/// The status of a child process that ran `work` and left by _exit with what it returned.
template <typename Work>
int status_of_child(Work work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

}  // namespace

TEST_CASE("budget: without limits nothing is ever reached") {
  const Budget none;
  CHECK_NOTHROW(none.check());
  CHECK_NOTHROW(none.require_memory(1e18, "everything"));
  CHECK_FALSE(none.seconds_left());
  CHECK_FALSE(none.seconds_in_all());
  CHECK_FALSE(none.mebibytes());
}

TEST_CASE("budget: the time ends") {
  const Budget nothing(0.0, {});
  CHECK_THROWS_WITH_AS(nothing.check(), "time limit of 0 s reached", LimitReached);
  CHECK(nothing.seconds_left() == 0.0);

  const Budget hour(3600.0, {});
  CHECK_NOTHROW(hour.check());
  CHECK(hour.seconds_left().value_or(0) > 3500);
  CHECK(hour.seconds_left().value_or(0) <= 3600);
  CHECK(hour.seconds_in_all() == 3600.0);

  const Budget blink(0.2, {});
  CHECK(blink.seconds_left().value_or(0) > 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(210));
  CHECK_THROWS_WITH_AS(blink.check(), "time limit of 0.2 s reached", LimitReached);
  CHECK(blink.seconds_left() == 0.0);
}

TEST_CASE("budget: a limit beyond thirty years is none") {
  for (const double seconds : {1.1e9, 1e300, static_cast<double>(INFINITY)}) {
    const Budget budget(seconds, {});
    CHECK_NOTHROW(budget.check());
    CHECK_FALSE(budget.seconds_left());
  }
  CHECK(Budget(1e9, {}).seconds_left().value_or(0) > 9e8);
}

TEST_CASE("budget: memory is refused before it is used") {
  const Budget two({}, 2);
  CHECK(two.mebibytes() == 2U);
  CHECK_NOTHROW(two.require_memory(2.0 * 1024 * 1024, "the formula"));
  CHECK_THROWS_WITH_AS(two.require_memory(5.0 * 1024 * 1024, "the formula"),
                       "memory limit of 2 MiB reached: the formula would need about 5 MiB", LimitReached);
  CHECK_NOTHROW(two.check());
}

TEST_CASE("budget: an interrupt ends every budget") {
  const ResetInterrupted reset;
  interrupted = true;
  CHECK_THROWS_WITH_AS(Budget().check(), "interrupted", LimitReached);
  // The user's wish is named rather than the clock.
  CHECK_THROWS_WITH_AS(Budget(0.0, {}).check(), "interrupted", LimitReached);
  interrupted = false;
  CHECK_NOTHROW(Budget().check());
}

TEST_CASE("budget: the first signal sets the flag, so does one with it, a later one ends the program") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    CAPTURE(signal);
    const int once = status_of_child([&] {
      catch_interrupts();
      std::raise(signal);
      return interrupted ? 7 : 8;
    });
    CHECK(WIFEXITED(once));
    CHECK(WEXITSTATUS(once) == 7);
    const int together = status_of_child([&] {
      catch_interrupts();
      std::raise(signal);
      std::raise(SIGTERM);
      std::raise(signal);
      return 9;
    });
    CHECK(WIFEXITED(together));
    CHECK(WEXITSTATUS(together) == 9);
  }
  const int later = status_of_child([&] {
    catch_interrupts();
    std::raise(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(1050));
    std::raise(SIGTERM);
    return 9;
  });
  CHECK(WIFSIGNALED(later));
  CHECK(WTERMSIG(later) == SIGTERM);
  CHECK_FALSE(interrupted);
}

TEST_CASE("budget: SIGHUP that was ignored stays ignored") {
  const int status = status_of_child([&] {
    std::signal(SIGHUP, SIG_IGN);
    catch_interrupts();
    std::raise(SIGHUP);
    return interrupted ? 8 : 7;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
}

TEST_CASE("budget: a limit of CPU time ends every budget before the kernel ends the program") {
  const int status = status_of_child([&] {
    const rlimit limit{2, 2};
    setrlimit(RLIMIT_CPU, &limit);
    catch_interrupts();
    const Budget none;
    try {
      while (true) none.check();
    } catch (const LimitReached& reached) {
      return std::string(reached.what()) == "limit of CPU time reached (see ulimit -t)" ? 7 : 8;
    }
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
}
