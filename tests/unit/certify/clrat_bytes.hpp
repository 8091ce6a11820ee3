// LRAT proofs as ACL2 reads them.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "base/budget.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "certify/clrat.hpp"
#include "certify/lrat_check.hpp"

namespace arcsat::test {

inline std::string clrat_bytes(const std::string& proof, const Budget& budget = Budget()) {
  const PrivateDirectory directory;
  const std::string path = (directory.path() / "converted").string();
  FileWriter file(path);
  const std::uint64_t bytes = write_clrat(source_of(proof), "p", file.stream(), budget);
  file.commit();
  std::string content = read_file(path);
  CHECK(content.size() == bytes);
  return content;
}

}  // namespace arcsat::test
