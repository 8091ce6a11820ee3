// The DRAT reader: the input as text, as binary, and as what it looks like.
#include "input.hpp"
#include "proof_steps.hpp"

using namespace arcsat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  for (const ProofFormat format : {ProofFormat::drat_text, ProofFormat::drat_binary, ProofFormat::detect}) {
    fuzz::check_proof(fuzz::text_of(bytes, size), format);
  }
  return 0;
}
