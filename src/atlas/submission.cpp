#include "atlas/submission.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "certify/external_program.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

/// Slurm's own limit, unless its administrator set another one, is 1001 (MaxArraySize).
constexpr std::size_t most_jobs_of_an_array = 1000;
constexpr int most_tries_of_a_cell = 2;
constexpr double seconds_for_a_bundle_gathered = 600;
constexpr const char* undecided_code = "0";

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char one : word) text += one == '\'' ? std::string("'\\''") : std::string(1, one);
  return text + "'";
}

/// What Slurm's programs and the user's settings for them need.
std::vector<std::string> variables_of_slurm() {
  std::vector<std::string> variables;
  for (char** one = environ; *one != nullptr; ++one) {
    const std::string_view variable = *one;
    for (const char* prefix : {"SLURM", "SBATCH", "HOME=", "USER=", "LOGNAME=", "TMPDIR="}) {
      if (variable.starts_with(prefix)) variables.emplace_back(variable);
    }
  }
  return variables;
}

/// One array of jobs, in a directory of its own.
class JobArray {
 public:
  JobArray(const SubmissionOptions& options, const Atlas& atlas, std::vector<std::size_t> cells)
      : options_(options), cells_(std::move(cells)), directory_(fresh_directory(options.directory)) {
    for (const char* part : {"cells", "bundles", "codes", "said"}) fs::create_directories(directory_ / part);
    std::string list;
    for (const std::size_t cell : cells_) {
      write_file((directory_ / "cells" / fmt::format("{}.toml", cell)).string(), canonical_toml(*atlas.instance(cell)));
      list += fmt::format("{}\n", cell);
    }
    write_file((directory_ / "list").string(), list);
    write_file((directory_ / "job.sh").string(), job());
  }

  /// Waits until all jobs have ended, however they did.
  void run() const {
    const fs::path sbatch = find_program("sbatch");
    if (sbatch.empty()) throw InputError("found no sbatch, expected Slurm's in PATH (the package slurm-client)");
    const std::string tasks = options_.at_once ? fmt::format("0-{}%{}", cells_.size() - 1, *options_.at_once)
                                               : fmt::format("0-{}", cells_.size() - 1);
    const PrivateDirectory place;
    const ProgramRun run = run_program(
        sbatch, place.path(), "", variables_of_slurm(), Budget(),
        {"--wait", "--job-name=arcsat-atlas", "--array=" + tasks, "--chdir=" + directory_.string(),
         "--output=" + (directory_ / "said" / "%a").string(), "--no-requeue", (directory_ / "job.sh").string()});
    // The code is the worst of the jobs'; whether there were any, the output says.
    if (run.output.find("Submitted batch job") == std::string::npos) {
      throw InputError(fmt::format("sbatch took no job: {}", run.output.substr(0, run.output.find('\n'))));
    }
  }

  std::string bundle(std::size_t cell) const { return (directory_ / "bundles" / std::to_string(cell)).string(); }

  bool undecided(std::size_t cell) const {
    const fs::path file = directory_ / "codes" / std::to_string(cell);
    return fs::is_regular_file(fs::symlink_status(file)) &&
           read_file(file.string()) == fmt::format("{}\n", undecided_code);
  }

 private:
  static fs::path fresh_directory(const std::string& parent) {
    const fs::path all = fs::absolute(parent);
    fs::path one;
    for (int number = 1; one.empty() || fs::exists(fs::symlink_status(one)); ++number) {
      one = all / fmt::format("array-{}", number);
    }
    fs::create_directories(one);
    return one;
  }

  std::string job() const {
    std::vector<std::string> words;
    for (const std::string& option : options_.decide) words.push_back(quoted(option));
    return fmt::format(
        "#!/bin/sh\n"
        "# One cell of an atlas.\n"
        "cell=$(sed -n \"$((SLURM_ARRAY_TASK_ID + 1))p\" list)\n"
        "{} decide \"cells/$cell.toml\" {} --threads 1 --quiet --out \"bundles/$cell\"\n"
        "echo $? >\"codes/$cell\"\n",
        quoted(fs::read_symlink("/proc/self/exe").string()), fmt::join(words, " "));
  }

  const SubmissionOptions& options_;
  std::vector<std::size_t> cells_;
  fs::path directory_;
};

}  // namespace

SubmissionReport submit_to_slurm(Atlas& atlas, const SubmissionOptions& options,
                                 const std::function<void(const std::string&)>& report) {
  SubmissionReport all;
  std::map<std::size_t, int> tries;
  while (true) {
    std::vector<std::size_t> cells = atlas.to_try(options.seconds);
    std::erase_if(cells, [&](std::size_t cell) { return tries[cell] >= most_tries_of_a_cell; });
    if (cells.empty()) return all;
    if (cells.size() > most_jobs_of_an_array) cells.resize(most_jobs_of_an_array);
    const JobArray array(options, atlas, cells);
    array.run();
    all.jobs += cells.size();
    for (const std::size_t cell : cells) {
      ++tries[cell];
      if (!fs::exists(fs::symlink_status(array.bundle(cell)))) {
        if (array.undecided(cell)) {
          atlas.give_up(cell, options.seconds);
          ++all.undecided;
        } else {
          ++all.lost;
        }
        continue;
      }
      const Budget budget(seconds_for_a_bundle_gathered, std::nullopt);
      std::optional<OfferedBundle> bundle;
      try {
        bundle.emplace(array.bundle(cell), budget);
        bundle->judge();
      } catch (const CheckFailed& error) {
        ++all.refused;
        report(fmt::format("not taken: {}", error.what()));
        continue;
      }
      if (atlas.take(*bundle) > 0) ++all.taken;
    }
    report(fmt::format("{} jobs so far: {} bundles taken, {} undecided, {} refused, {} came to nothing", all.jobs,
                       all.taken, all.undecided, all.refused, all.lost));
  }
}

}  // namespace arcsat
