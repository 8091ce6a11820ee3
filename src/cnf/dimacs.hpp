// DIMACS CNF, out and in.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

#include "cnf/formula.hpp"

namespace arcsat {

enum class DimacsNames { without, with };

/// Writes `formula`; with names, a comment `c NUMBER NAME` for every variable comes before the header. Throws Error
/// if writing fails.
void write_dimacs(const Formula& formula, std::FILE* file, DimacsNames names);

/// Gives the bytes that write_dimacs without names would write, in pieces of about a megabyte.
void for_each_dimacs_chunk(const Formula& formula, const std::function<void(std::string_view)>& take);

/// The same bytes as one string.
std::string dimacs_text(const Formula& formula);

/// Reads strict DIMACS: comments before the header only, exactly the announced number of clauses, no literal beyond
/// the announced variables. `file_name` is for messages. Throws InputError with the position.
Formula read_dimacs(std::string_view text, const std::string& file_name);

}  // namespace arcsat
