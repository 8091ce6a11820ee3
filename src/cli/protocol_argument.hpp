// A protocol from the command line: a file in any of its forms, or the witness of a bundle.
#pragma once

#include <string>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat::cli {

/// A protocol of tables, of sums or in closed form, or the bundle of a witness, as tables; of a Transformer the protocol that it
/// reduces to. Throws InputError or CheckFailed if it is none, Unsupported if it has too many inputs for tables.
Protocol protocol_in(const std::string& path, const Budget& budget);

}  // namespace arcsat::cli
