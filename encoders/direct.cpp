#include "encoders/direct.hpp"

#include "encoders/pairs.hpp"
#include "encoders/tables.hpp"

namespace arcsat {

std::unique_ptr<CnfEncoder> make_direct_encoder(std::shared_ptr<const Instance> instance, Symmetry symmetry) {
  auto tables = std::make_unique<TablesEncoder>(instance, symmetry);
  auto pairs = std::make_unique<PairsEncoder>(std::move(instance), symmetry);
  if (tables->size().bytes() <= pairs->size().bytes()) return tables;
  return pairs;
}

}  // namespace arcsat
