#include "base/file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/error.hpp"

using namespace arcsat;

namespace {

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    path_ = (std::filesystem::temp_directory_path() / "arcsat-file-XXXXXX").string();
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::ptrdiff_t entries() const {
    return std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator());
  }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("file: what is written is read") {
  const TemporaryDirectory directory;
  std::string content("zero \0, high \xff, line\r\n", 22);
  write_file(directory / "a", content);
  CHECK(read_file(directory / "a") == content);
  content.assign(300'000, 'x');
  content += "end";
  write_file(directory / "a", content);
  CHECK(read_file(directory / "a") == content);
  write_file(directory / "a", "");
  CHECK(read_file(directory / "a").empty());
  CHECK(directory.entries() == 1);
}

TEST_CASE("file: what cannot be read is said") {
  const TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(
      read_file(directory / "none"),
      (directory / "none: found nothing to read (No such file or directory), expected a readable file").c_str(),
      InputError);
  CHECK_THROWS_WITH_AS(read_file(directory.path()), (directory.path() + ": found a directory, expected a file").c_str(),
                       InputError);
}

TEST_CASE("file: nothing is seen before the commit") {
  const TemporaryDirectory directory;
  write_file(directory / "a", "old");
  {
    FileWriter writer(directory / "a");
    std::fputs("new", writer.stream());
    std::fflush(writer.stream());
    CHECK(read_file(directory / "a") == "old");
  }
  CHECK(read_file(directory / "a") == "old");
  CHECK(directory.entries() == 1);
  FileWriter writer(directory / "a");
  std::fputs("new", writer.stream());
  writer.commit();
  CHECK(read_file(directory / "a") == "new");
  CHECK(directory.entries() == 1);
}

TEST_CASE("file: a new file has the permissions that the umask leaves") {
  const TemporaryDirectory directory;
  const mode_t mask = umask(027);
  write_file(directory / "a", "x");
  umask(mask);
  struct stat status {};
  REQUIRE(stat((directory / "a").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0640U);
}

TEST_CASE("file: what cannot be written is said") {
  const TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(
      write_file(directory.path(), "x"),
      (directory.path() + ": found a place that cannot be written (Is a directory), expected one that can").c_str(),
      InputError);
  CHECK_THROWS_WITH_AS(
      write_file(directory / "no/a", "x"),
      (directory / "no/a: found a place that cannot be written (No such file or directory), expected one that can")
          .c_str(),
      InputError);
  CHECK(directory.entries() == 0);
}

TEST_CASE("file: devices are written directly, a full one is an error") {
  CHECK_NOTHROW(write_file("/dev/null", "x"));
  CHECK_THROWS_AS(write_file("/dev/full", "x"), Error);
  CHECK_THROWS_AS(write_file("/dev/full", std::string(1 << 20, 'x')), Error);
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("file: more bytes than were asked for are refused, of a device without an end, too") {
  const TemporaryDirectory directory;
  write_file(directory / "a", "0123456789");
  CHECK(read_file(directory / "a", 10) == "0123456789");
  CHECK_THROWS_WITH_AS(read_file(directory / "a", 9),
                       (directory / "a" + ": found more than 9 bytes, expected at most that many").c_str(), InputError);
  CHECK_THROWS_WITH_AS(read_file("/dev/zero", 1 << 20),
                       "/dev/zero: found more than 1048576 bytes, expected at most that many", InputError);
  CHECK(read_file("/dev/null", 0).empty());
  CHECK_FALSE(read_file("/proc/self/status").empty());  // its size is said to be 0
}
