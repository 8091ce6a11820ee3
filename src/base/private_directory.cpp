#include "base/private_directory.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "base/error.hpp"

namespace arcsat {

namespace fs = std::filesystem;

namespace {

fs::path made_in(const fs::path& parent, const char* setting) {
  // An empty name would mean the working directory, which nobody asked for.
  std::string name = (parent / "arcsat-XXXXXX").string();
  if (!parent.empty() && mkdtemp(name.data()) != nullptr) return name;
  throw InputError(fmt::format("{}found \"{}\", where no directory can be made ({}), expected one that can be written",
                               setting, parent.string(), std::strerror(parent.empty() ? ENOENT : errno)));
}

fs::path temporary() {
  const char* directory = std::getenv("TMPDIR");
  return directory != nullptr ? directory : "/tmp";
}

}  // namespace

PrivateDirectory::PrivateDirectory() : path_(made_in(temporary(), "TMPDIR: ")) {}

PrivateDirectory::PrivateDirectory(const fs::path& parent) : path_(made_in(parent, "")) {}

PrivateDirectory::~PrivateDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace arcsat
