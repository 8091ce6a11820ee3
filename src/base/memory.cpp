#include "base/memory.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>

namespace arcsat {

double resident_mebibytes(pid_t process) {
  std::ifstream statm(fmt::format("/proc/{}/statm", process));
  std::uint64_t pages = 0;
  std::uint64_t resident = 0;
  statm >> pages >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

}  // namespace arcsat
