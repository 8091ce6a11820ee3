// What another solver says of a formula: its model, or its proof. Nothing of it is believed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "certify/proof_reader.hpp"
#include "cnf/formula.hpp"

namespace arcsat::cli {

/// Reads a solver's output as the SAT competition has it: comments, one line `s SATISFIABLE`, and lines `v LITERAL…` that end in a
/// 0; or, as MiniSat writes it, `SAT` and the literals. A variable that is not named is false. None if it says `s UNKNOWN`.
/// Throws InputError, with the line, for what contradicts itself, names variables past `variables`, says that there is no
/// model or ends before the 0.
std::optional<Assignment> read_model(std::string_view text, const std::string& file, std::int32_t variables);

/// A file as it is or, if its first bytes are those of an xz file, what is in it, unpacked into `directory`. Throws InputError if that
/// is damaged or more than 64 GiB.
std::string unpacked(const std::string& path, const std::filesystem::path& directory);

enum class OtherProof { drat, lrat };

/// What a proof seems to be by its first line: LRAT has numbered lines with two zeros, or a `d` behind the number.
OtherProof kind_of_proof(std::string_view bytes);

/// An LRAT proof of `formula`, without its hints, as binary DRAT: what it claims is to be shown anew. Throws CheckFailed
/// `file:line: …` if it is malformed or deletes what is not there.
std::string drat_of_lrat(const Formula& formula, std::string_view bytes, const std::string& file);

}  // namespace arcsat::cli
