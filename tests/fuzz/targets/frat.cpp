// The FRAT reader.
#include "input.hpp"
#include "proof_steps.hpp"

using namespace arcsat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fuzz::check_proof(fuzz::text_of(bytes, size), ProofFormat::frat_text);
  return 0;
}
