// What CaDiCaL alone is asked for.
#pragma once

#include <string>

namespace arcsat {

/// Wall-clock seconds that CaDiCaL needs to read a DIMACS file; for benchmarks. Throws Error if it cannot.
double cadical_read_seconds(const std::string& path);

}  // namespace arcsat
