// A bridge to arcsat-verify, the checker that is extracted from Coq (src/verified): when it says yes of an instance, it is
// a theorem about the definition of the model that no protocol, or that some protocol, solves it.
//
// What is relied on: what src/verified/README.md lists, and the few lines here that read the answer. The program prints
// the instance that the theorem speaks of; it must be ours, byte for byte in canonical form.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/budget.hpp"
#include "certify/verified_check.hpp"

namespace arcsat {

/// Has arcsat-verify judge the bundle in `directory`, which is about the instance with the canonical form `instance` and
/// claims that some protocol solves it, or that none does. `program` is looked up in PATH unless it has a slash; if it
/// is empty, arcsat-verify beside this program comes first.
VerifiedCheckResult check_by_coq(const std::filesystem::path& directory, std::string_view instance, bool solved,
                                 const std::string& program, const Budget& budget);

}  // namespace arcsat
