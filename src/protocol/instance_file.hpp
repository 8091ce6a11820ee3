// Instances as files: TOML in, canonical JSON out, and the same tables inside protocol files.
#pragma once

#include <string>

#include "base/document.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// Reads an `arcsat-instance` file. Throws InputError or Unsupported with `file:line:col`.
Instance read_instance(const std::string& path);

/// The same from text; `file` is for messages.
Instance parse_instance(std::string_view text, const std::string& file);

/// Reads the tables task, inputs (optional) and model below `parts`; what else is there is the caller's to judge.
Instance instance_from_tables(const Node& parts, std::string name, std::optional<Expectation> expectation);

/// The key "token" of what names a token of a player, with sums: required if the player holds a table, else forbidden.
std::optional<std::uint32_t> read_token(const Node& message, Granularity granularity, Player player, const Task& task);

/// One line of JSON with task, inputs and model: the same for every way to write the same instance.
std::string canonical_json(const Instance& instance);

/// An instance file with the same content, without name and expectation.
std::string canonical_toml(const Instance& instance);

}  // namespace arcsat
