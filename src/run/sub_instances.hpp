// Which parts of an instance to try to refute before, or instead of, the whole.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "protocol/instance.hpp"

namespace arcsat {

/// Some dozens of sub-instances (sub_instance.hpp), fewest inputs first: those of smaller sizes m, n_l, q_l, on which
/// renamings still act, and random parts of player L's inputs, which depend on the seed. Of an instance
/// with lists of inputs only random parts. Returns an empty list for small instances and for instances given by tuples.
std::vector<std::shared_ptr<const Instance>> sub_instances(const Instance& instance, std::uint64_t seed);

/// The instance with a random part of player L's inputs left out (a quarter of them), or none if there are too few.
std::shared_ptr<const Instance> shrunk(const Instance& instance, std::uint64_t seed);

}  // namespace arcsat
