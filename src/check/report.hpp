// A table of certificate bundles.
#pragma once

#include <string>
#include <vector>

namespace arcsat {

/// Markdown for the bundles at or below `directory`: verdict, statement, formula, engine, what the bundle weighs. Reads
/// the certificates only (`check_bundle` judges them).
std::string bundle_table(const std::string& directory);

}  // namespace arcsat
