// SHA-256, by OpenSSL.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace arcsat {

/// Hashes bytes as they come.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  ~Sha256();
  void update(std::string_view bytes);
  /// 64 lower-case hexadecimal digits; the hash is spent afterwards.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);
/// Of a file's bytes. Throws InputError if it cannot be read.
std::string sha256_of_file(const std::string& path);

}  // namespace arcsat
