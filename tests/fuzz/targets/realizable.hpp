// Whether a small instance is realizable, tried protocol by protocol.
#pragma once

#include <memory>

#include "certify/brute_force.hpp"

namespace arcsat::fuzz {

/// No protocol of larger instances is tried, and of these not more than some.
inline bool is_realizable(const Instance& instance) {
  constexpr std::size_t most_messages = 100;
  constexpr std::uint64_t most_inputs = 64;
  constexpr std::uint64_t most_protocols = 1 << 12;
  if (instance.messages() > most_messages || !instance.inputs().numbered() || instance.inputs().size() > most_inputs)
    return false;
  const auto tried = brute_force(std::make_shared<const Instance>(instance), most_protocols, Budget());
  return tried && tried->realizable;
}

}  // namespace arcsat::fuzz
