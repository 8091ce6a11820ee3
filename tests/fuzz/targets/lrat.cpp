// The LRAT reader and checker: a formula that it calls refuted has no satisfying assignment.
#include <algorithm>
#include <string>

#include "certify/clrat.hpp"
#include "certify/lrat_check.hpp"
#include "cnf/dimacs.hpp"
#include "exhaustive.hpp"
#include "input.hpp"
#include "outcome.hpp"

using namespace arcsat;

namespace {

constexpr std::uint64_t most_mebibytes = 16;

struct Judgement {
  bool refuted = false;
  std::string words;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

Judgement judge(const Formula& formula, const ByteSource& proof) {
  try {
    return {true, check_lrat(formula, proof, "p.lrat", Budget(std::nullopt, most_mebibytes)).statement()};
  } catch (const CheckFailed& fault) {
    fuzz::require_one_line(fault);
    return {false, fault.what()};
  } catch (const LimitReached& limit) {
    return {false, limit.what()};
  }
}

/// The source as a slow pipe gives it.
ByteSource byte_by_byte(std::string_view text) {
  return [text](char* buffer, std::size_t size) mutable {
    const std::size_t bytes = text.copy(buffer, std::min<std::size_t>(size, 1));
    text.remove_prefix(bytes);
    return bytes;
  };
}

std::uint64_t write_binary(std::string_view proof) {
  std::FILE* const out = std::fopen("/dev/null", "wb");
  fuzz::require(out != nullptr, "/dev/null can be opened");
  try {
    const std::uint64_t bytes = write_clrat(source_of(proof), "p.lrat", out, Budget());
    std::fclose(out);
    return bytes;
  } catch (...) {
    std::fclose(out);
    throw;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::split(fuzz::text_of(bytes, size));
  const auto formula = fuzz::unless_refused([&] { return read_dimacs(input.subject, "f.cnf"); });
  if (!formula) return 0;
  const Judgement judgement = judge(*formula, source_of(input.proof));
  fuzz::require(judgement == judge(*formula, byte_by_byte(input.proof)), "a proof is judged alike from any source");
  fuzz::unless_refused([&] { return write_binary(input.proof); });
  if (!judgement.refuted) return 0;
  fuzz::require(fuzz::is_satisfiable(*formula) != true, "what the LRAT checker refutes is unsatisfiable");
  return 0;
}
