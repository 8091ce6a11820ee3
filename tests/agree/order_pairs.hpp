// What the tests of the order share: pairs of instances near each other, and protocols that say random things.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "protocol/protocol.hpp"

namespace arcsat::test {

using Shared = std::shared_ptr<const Instance>;
using Random = std::mt19937_64;

std::uint32_t pick(Random& random, std::uint32_t values);

/// Without tuples all inputs are allowed.
Shared instance_with(const Task& task, const Model& model, std::vector<Input> tuples,
                     std::vector<WidthOverride> widths);
/// Of each message that somebody needs at most so many bits; of the rest none.
std::vector<WidthOverride> random_widths(const Task& task, const Model& model, Random& random, std::uint32_t most);
std::vector<WidthOverride> all_widths(const Instance& instance);

/// What an input of the easier task is in the harder one, by the words of embedding.hpp.
Input lift(const Task& easier, const Task& harder, const Input& input);

struct Pair {
  Shared harder;
  Shared easier;
};

/// Near each other; what the easier one allows becomes, most of the time, what the harder one allows.
Pair random_pair(Random& random);

/// The instance with one thing of it smaller by one than it is, as a check would see it that is weaker by one: a width, a
/// size or a number of bits. With the name of what was changed.
struct Weakened {
  std::string what;
  Shared harder;
};
std::vector<Weakened> weakened(const Instance& harder, const Instance& easier);

/// A protocol that says something random, and answers what is right most often, on every allowed input.
Protocol random_protocol(const Shared& instance, Random& random);

}  // namespace arcsat::test
