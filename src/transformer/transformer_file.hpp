// Transformers as JSON files (format "arcsat-transformer", version 1).
#pragma once

#include <string>
#include <string_view>

#include "transformer/transformer.hpp"

namespace arcsat {

/// { "format": "arcsat-transformer", "version": 1, "instance": {"task", "inputs", "model"},
///   "heads", "head_dimension", "precision", "fraction_bits", "normalised",
///   "coordinates": ["one", …],
///   "embedding": [ {"player", "token", "states": [[…] by value]}, … ],   in the order of the prompt
///   "layers": [ {"heads": [{"Q": [[…]], "K": [[…]], "V": [[…]]}, …], "update": U}, … ],
///   "answer": COORDINATE, "thought": COORDINATE }                         the last with thoughts alone
/// U is {"kind": "table", "reads": […], "writes": […], "rows": [[x at reads…, y…, x' at writes…], …]},
/// {"kind": "linear", "matrix": [[…]]} or {"kind": "relu", "inner": [[…]], "outer": [[…]]}: what Transformer says.
std::string to_json(const Transformer& transformer);

/// Reads one strictly: InputError with a position for a malformed file, for matrices and tables of a wrong shape too.
/// Whether it fits its instance is for require_fits to say, whether it solves it for `judge`.
Transformer parse_transformer(std::string_view text, const std::string& file);
Transformer read_transformer(const std::string& path);

}  // namespace arcsat
