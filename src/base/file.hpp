// Whole files, read with clear errors and written so that a crash leaves the old content or the new.
#pragma once

#include <string>
#include <string_view>

namespace arcsat {

/// The bytes of `path`. Throws InputError (with the path) for a directory, a missing or unreadable file.
std::string read_file(const std::string& path);

/// Writes `content` to a temporary file beside `path` and renames it. Throws Error if any step fails.
void write_file(const std::string& path, std::string_view content);

}  // namespace arcsat
