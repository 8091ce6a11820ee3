// The file into which an engine that runs in this process writes its proof.
#pragma once

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "base/error.hpp"

namespace arcsat {

/// Throws Error if it cannot be opened; `finish` closes it and throws Error for what a full disk swallowed.
class ProofFile {
 public:
  explicit ProofFile(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) throw Error(fmt::format("the proof {} cannot be written: {}", path, std::strerror(errno)));
  }
  ProofFile(const ProofFile&) = delete;
  ProofFile& operator=(const ProofFile&) = delete;
  ~ProofFile() {
    if (file_ != nullptr) std::fclose(file_);
  }

  std::FILE* stream() const { return file_; }

  void finish() {
    std::FILE* file = file_;
    file_ = nullptr;
    const bool failed = std::ferror(file) != 0 || std::fflush(file) != 0;
    if (std::fclose(file) != 0 || failed) throw Error(fmt::format("the proof {} cannot be written", path_));
  }

 private:
  std::string path_;
  std::FILE* file_;
};

}  // namespace arcsat
