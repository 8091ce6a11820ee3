// Transformers that are known to solve their task, made for any sizes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "transformer/transformer.hpp"

namespace arcsat {

struct Wanted {
  bool normalised = true;
  /// p; none: the least with which the construction works.
  std::optional<unsigned> precision;
};

/// All have one head of dimension 1 and F = 0: a token hears those of score 0 alone.
struct Construction {
  std::string_view name;
  /// The name of its model in files.
  std::string_view model;
  std::string_view summary;
  /// Throws InputError where it does not apply, Unsupported for tasks that are too large.
  Transformer (*build)(const Task& task, const Wanted& wanted);
};

extern const Construction decoder_construction, thoughts_construction, flag_construction, doubling_construction;

/// The first of a model is the one that is built if none is named, unless it does not apply.
std::vector<const Construction*> constructions();

}  // namespace arcsat
