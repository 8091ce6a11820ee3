// The default reference: whichever of the two reference encoders gives the smaller formula.
#pragma once

#include "encoders/encoder.hpp"

namespace arcsat {

/// `tables` unless its formula would take more memory than that of `pairs`.
std::unique_ptr<CnfEncoder> make_direct_encoder(std::shared_ptr<const Instance> instance, Symmetry symmetry);

}  // namespace arcsat
