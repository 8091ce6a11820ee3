// The open cells of an atlas as job arrays of Slurm, which does all that is scheduling.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "atlas/atlas.hpp"

namespace arcsat {

struct SubmissionOptions {
  /// Where instances, the job and what comes back stand, on a file system that all machines share.
  std::string directory;
  /// Options of `arcsat decide`, the time limit among them.
  std::vector<std::string> decide;
  /// A cell that was tried for so many seconds is not submitted.
  double seconds = 0;
  /// At most so many jobs run at a time; none: as many as Slurm finds room for.
  std::optional<unsigned> at_once;
};

struct SubmissionReport {
  std::size_t jobs = 0;
  std::size_t taken = 0;
  std::size_t undecided = 0;
  /// Bundles that do not hold.
  std::size_t refused = 0;
  /// Jobs that left nothing.
  std::size_t lost = 0;
};

/// Submits an array of jobs, one an open cell, waits until it has ended, judges what came back, and goes on with what is still open.
/// What is false or missing costs nothing: such a cell is submitted once more, and else stays open and untried. `report` is told the
/// words of each refusal and of each array. Throws InputError if there is no Slurm or it takes no job, LimitReached at an
/// interrupt, after which the jobs go on, and what Atlas::take throws.
SubmissionReport submit_to_slurm(Atlas& atlas, const SubmissionOptions& options,
                                 const std::function<void(const std::string&)>& report);

}  // namespace arcsat
