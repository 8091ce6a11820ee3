// Seeded random instances for which every protocol can be tried, and random protocols.
#pragma once

#include <cstdint>
#include <memory>
#include <random>

#include "protocol/protocol.hpp"

namespace arcsat::test {

/// At most 2^20 protocols: L ≤ 3, E ≤ 3, few allowed inputs (tuples or products), every width 0 to 2, Σ width times
/// reachable projections at most `most_bits`.
std::shared_ptr<const Instance> random_small_instance(std::mt19937_64& random, unsigned most_bits = 20);

/// The same of any model: decoder, encoder, chain of thought with one or two thoughts of 0 to 2 bits or unlimited, each of
/// functions or of sums over tokens.
std::shared_ptr<const Instance> random_small_instance_of_any_model(std::mt19937_64& random, unsigned most_bits);

/// An instance whose messages have their natural widths (c of 0 to 2), with at most `most_inputs` inputs.
std::shared_ptr<const Instance> random_natural_instance(std::mt19937_64& random, std::size_t most_inputs);

/// A protocol whose messages are random functions of the views and whose outputs are the most frequent right answers,
/// restricted to the inputs on which it is right (at least one): it solves the instance that it carries.
Protocol random_solving_protocol(const Instance& instance, std::mt19937_64& random);

/// The same instance with other allowed inputs.
std::shared_ptr<const Instance> with_tuples(const Instance& instance, std::vector<Input> tuples);
/// The same instance with other widths.
std::shared_ptr<const Instance> with_widths(const Instance& instance, std::vector<WidthOverride> widths);
/// All allowed inputs.
std::vector<Input> allowed_inputs(const Instance& instance);

/// ARCSAT_SEED, or a seed of the day's own choice that is printed; ARCSAT_SLOW turns the long sweeps on.
std::uint64_t seed_from_environment();
bool slow_lane();

}  // namespace arcsat::test
