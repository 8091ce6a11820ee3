// The place of a bundle: tried before the work; what stands there gives way only if it is a bundle and nothing else.
#pragma once

#include <string>

namespace arcsat {

/// Throws InputError unless a bundle can be put at `directory`: nothing, an empty directory or a bundle alone stands
/// there (no link, no file), and the directory that it would be in can be written. That is tried out, missing parents
/// included, and nothing stays behind. The error names the option that the place was given with.
void require_bundle_place(const std::string& directory, const std::string& option = "out");

/// Whether a certificate of arcsat stands in `directory`.
bool older_bundle_at(const std::string& directory);

/// Makes a new directory beside the place `directory`, its missing parents too, and returns its path. Throws InputError
/// if it cannot.
std::string make_beside(const std::string& directory, const std::string& option = "out");

/// Moves the finished bundle `made`, a directory beside it, to `directory`. What stood there is deleted if it was a
/// bundle and nothing else when the two changed places; anything else is put back, and an InputError says what it was
/// and where the new bundle is.
void put_in_place(const std::string& made, const std::string& directory);

}  // namespace arcsat
