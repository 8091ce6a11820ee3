#include "certify/external_program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <system_error>
#include <thread>

#include "base/child_process.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

namespace arcsat {

namespace fs = std::filesystem;

namespace {

constexpr int cannot_start = 127;

std::string search_path() {
  const char* path = std::getenv("PATH");
  return path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
}

/// What the child needs, made before the fork: after it only calls that are safe in a signal handler are allowed.
struct Start {
  const char* program;
  const char* directory;
  char* const* arguments;
  char* const* environment;
  rlim_t bytes;
};

[[noreturn]] void become(const Start& start) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGPIPE, SIG_DFL);
  if (start.bytes != RLIM_INFINITY) {
    const rlimit limit{start.bytes, start.bytes};
    setrlimit(RLIMIT_AS, &limit);
  }
  if (chdir(start.directory) != 0) _exit(cannot_start);
  const int input = open("input", O_RDONLY);
  const int output = open("output", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (input < 0 || output < 0 || dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) _exit(cannot_start);
  close_range(3, ~0U, 0);
  execve(start.program, start.arguments, start.environment);
  _exit(cannot_start);
}

/// Waits for `child`; kills it and its children when the budget is used up.
int wait_for(pid_t child, const Budget& budget) {
  const auto reap = [child](int options, int& status) {
    pid_t ended = 0;
    do ended = waitpid(child, &status, options);
    while (ended < 0 && errno == EINTR);
    if (ended < 0) throw Error(fmt::format("waiting for a program failed: {}", std::strerror(errno)));
    return ended == child;
  };
  int status = 0;
  try {
    auto pause = std::chrono::milliseconds(1);
    while (!reap(WNOHANG, status)) {
      budget.check();
      std::this_thread::sleep_for(pause);
      pause = std::min(2 * pause, std::chrono::milliseconds(50));
    }
  } catch (const LimitReached&) {
    kill(-child, SIGKILL);
    reap(0, status);
    throw;
  }
  return status;
}

}  // namespace

std::string ProgramRun::ending() const {
  return exit_code >= 0 ? fmt::format("exit code {}", exit_code) : fmt::format("signal {}", signal);
}

ProgramRun run_program(const fs::path& program, const fs::path& directory, const std::string& input,
                       const std::vector<std::string>& environment, const Budget& budget,
                       const std::vector<std::string>& arguments) {
  budget.check();
  write_file((directory / "input").string(), input);
  const std::string program_name = fs::absolute(program).string();
  const std::string directory_name = directory.string();
  std::vector<std::string> variables = environment;
  variables.push_back("PATH=" + search_path());
  std::vector<char*> pointers;
  pointers.reserve(variables.size() + 1);
  for (std::string& variable : variables) pointers.push_back(variable.data());
  pointers.push_back(nullptr);
  std::vector<std::string> words = arguments;
  words.insert(words.begin(), program_name);
  std::vector<char*> word_pointers;
  word_pointers.reserve(words.size() + 1);
  for (std::string& word : words) word_pointers.push_back(word.data());
  word_pointers.push_back(nullptr);
  const Start start{program_name.c_str(), directory_name.c_str(), word_pointers.data(), pointers.data(),
                    budget.mebibytes() ? static_cast<rlim_t>(*budget.mebibytes()) << 20 : RLIM_INFINITY};

  const pid_t child = fork_child();
  if (child < 0) throw Error(fmt::format("{} cannot be started: {}", program_name, std::strerror(errno)));
  if (child == 0) become(start);
  setpgid(child, child);  // here too: whichever of the two comes first
  const int status = wait_for(child, budget);

  ProgramRun run;
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) run.signal = WTERMSIG(status);
  if (run.exit_code == cannot_start) throw Error(fmt::format("{} cannot be started", program_name));
  run.output = read_file((directory / "output").string());
  return run;
}

fs::path find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0 ? fs::path(name) : fs::path();
  std::istringstream directories(search_path());
  for (std::string directory; std::getline(directories, directory, ':');) {
    fs::path candidate = fs::path(directory) / name;
    if (!directory.empty() && access(candidate.c_str(), X_OK) == 0 && fs::is_regular_file(candidate)) return candidate;
  }
  return {};
}

}  // namespace arcsat
