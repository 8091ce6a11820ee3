// What memory a process has.
#pragma once

#include <sys/types.h>

namespace arcsat {

/// Resident size of a process in MiB, 0 if it has none any more.
double resident_mebibytes(pid_t process);

}  // namespace arcsat
