#include "base/xz.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/error.hpp"
#include "base/file.hpp"

using namespace arcsat;

namespace {

class TemporaryFile {
 public:
  TemporaryFile() {
    path_ = (std::filesystem::temp_directory_path() / "arcsat-xz-XXXXXX").string();
    close(mkstemp(path_.data()));
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void compress(const std::string& path, const std::string& content, std::size_t piece) {
  XzWriter writer(path);
  for (std::size_t at = 0; at < content.size(); at += piece) writer.write(std::string_view(content).substr(at, piece));
  writer.finish();
}

std::string uncompressed(const std::string& path, std::uint64_t most_bytes, std::size_t piece = 10'000) {
  XzReader reader(path, most_bytes);
  std::string content;
  std::string chunk(piece, '\0');
  while (const std::size_t count = reader.read(chunk.data(), chunk.size())) content.append(chunk, 0, count);
  return content;
}

std::string random_text(std::size_t bytes) {
  std::mt19937_64 random(11);
  std::string text(bytes, '\0');
  for (char& c : text) c = static_cast<char>('0' + random() % 10);
  return text;
}

}  // namespace

TEST_CASE("xz: what is compressed is uncompressed, in pieces of any size") {
  const TemporaryFile file;
  for (const std::size_t bytes : {0UL, 1UL, 150'000UL}) {
    const std::string content = random_text(bytes);
    for (const std::size_t piece : {7UL, 65536UL}) {
      compress(file.path(), content, piece);
      CHECK(uncompressed(file.path(), bytes, piece) == content);
    }
  }
}

TEST_CASE("xz: the same content gives the same bytes") {
  const TemporaryFile one;
  const TemporaryFile two;
  compress(one.path(), random_text(100'000), 1'000);
  compress(two.path(), random_text(100'000), 77'777);
  CHECK(read_file(one.path()) == read_file(two.path()));
}

TEST_CASE("xz: damage, truncation, trailing bytes and other formats are refused") {
  const TemporaryFile file;
  const std::string content = random_text(50'000);
  compress(file.path(), content, 50'000);
  const std::string good = read_file(file.path());
  for (const std::size_t at : {good.size() / 3, good.size() / 2, good.size() - 20, good.size() - 1}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    write_file(file.path(), bad);
    CHECK_THROWS_AS(uncompressed(file.path(), 50'000), CheckFailed);
  }
  for (const std::size_t length : {0UL, 1UL, 6UL, 12UL, good.size() / 2, good.size() - 1}) {
    write_file(file.path(), good.substr(0, length));
    CHECK_THROWS_AS(uncompressed(file.path(), 50'000), CheckFailed);
  }
  for (const std::string& tail : {std::string("x"), std::string(4, '\0'), good}) {
    write_file(file.path(), good + tail);
    CHECK_THROWS_AS(uncompressed(file.path(), 200'000), CheckFailed);
  }
  write_file(file.path(), "p cnf 1 1\n1 0\n");
  CHECK_THROWS_WITH_AS(uncompressed(file.path(), 50'000), (file.path() + ": is not an xz file").c_str(), CheckFailed);
}

TEST_CASE("xz: no more comes out than is allowed") {
  const TemporaryFile file;
  compress(file.path(), std::string(5'000'000, '0'), 1'000'000);
  CHECK(read_file(file.path()).size() < 10'000);
  CHECK_THROWS_WITH_AS(uncompressed(file.path(), 1'000'000),
                       (file.path() + ": more than 1000000 bytes once uncompressed").c_str(), CheckFailed);
  CHECK(uncompressed(file.path(), 5'000'000).size() == 5'000'000);
}

TEST_CASE("xz: files that are not there, disks that are full") {
  CHECK_THROWS_AS(XzReader("/no/such/file.xz", 1), CheckFailed);
  CHECK_THROWS_AS(XzWriter("/no/such/file.xz"), Error);
  XzWriter writer("/dev/full");
  CHECK_THROWS_AS(
      [&] {
        writer.write(random_text(100'000));
        writer.finish();
      }(),
      Error);
}
