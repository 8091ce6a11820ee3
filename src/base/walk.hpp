// What is below some paths: the one walk of every command that searches directories.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace arcsat {

/// What a walk came upon. Nothing is left out without a word, and nothing ends the walk.
struct Found {
  enum class Kind {
    sought,
    /// Something else, or known already: `what` says which.
    skipped,
    /// May be what is sought, but cannot be read: `what` says why.
    unusable
  };
  Kind kind = Kind::sought;
  std::string path;
  std::string what;
};

/// What a walk looks for.
struct Sought {
  /// "an instance"; for error messages.
  std::string name;
  /// Whether a file of that name is sought; empty if no file is. A file that the user named is sought whatever its name.
  std::function<bool(const std::string& name)> file;
  /// Whether a directory is sought as a whole, by the names in it and whether some are files, some directories; empty if
  /// no directory is.
  std::function<bool(const std::vector<std::string>& names, bool files, bool directories)> directory;
};

/// Walks the paths in the order given, and each directory by sorted names. A link to a file is that file, a link to a
/// directory is followed only if the user named it; what was met before, by whatever path, is not sought again.
std::vector<Found> walk(const std::vector<std::string>& paths, const Sought& sought);

/// `PATH: found WHAT, expected NAME`, or `PATH: WHAT: skipped`.
std::string line_of(const Found& found, const Sought& sought);

}  // namespace arcsat
