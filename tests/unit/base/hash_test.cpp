#include "base/hash.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"

using namespace arcsat;

TEST_CASE("hash: the examples of FIPS 180") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("hash: how the bytes come does not matter") {
  Sha256 hash;
  for (const char* piece : {"", "a", "", "bc"}) hash.update(piece);
  CHECK(hash.hex() == sha256("abc"));
}

TEST_CASE("hash: of a file") {
  std::string path = (std::filesystem::temp_directory_path() / "arcsat-hash-XXXXXX").string();
  close(mkstemp(path.data()));
  const std::string content(200'001, 'x');
  write_file(path, content);
  CHECK(sha256_of_file(path) == sha256(content));
  unlink(path.c_str());
  CHECK_THROWS_AS(sha256_of_file(path), InputError);
}
