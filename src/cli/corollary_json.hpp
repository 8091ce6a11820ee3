// What follows of Transformers, as programs read it.
#pragma once

#include "base/json.hpp"
#include "protocol/transformer_corollary.hpp"

namespace arcsat::cli {

inline Json json_of(const TransformerCorollary& corollary) {
  Json json = {{"sentence", corollary.sentence}, {"most_bits", corollary.bits}};
  if (corollary.most_precision > 0) json["most_precision"] = corollary.most_precision;
  return json;
}

}  // namespace arcsat::cli
