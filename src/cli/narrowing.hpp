// How narrow the messages of a protocol can be made: what its simplified form leaves out, and what is decided beyond that.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/json.hpp"
#include "explain/description.hpp"

namespace arcsat::cli {

/// A message that still has bits, and the verdict on the same instance with one bit less in it.
struct TriedMessage {
  std::size_t slot;
  std::uint64_t bits;
  Verdict with_one_bit_less;
  /// By what evidence, or why it is undecided.
  std::string by;
};

struct Narrowing {
  /// The instance with the narrowest messages that a checked protocol was found for.
  std::shared_ptr<const Instance> instance;
  /// How many bits of messages it and the given instance have.
  std::uint64_t bits = 0, bits_given = 0;
  /// Every message that has bits: taking one more from it was refuted, or stayed open. As fewer bits are harder, each refutation holds for the
  /// narrowest widths, too.
  std::vector<TriedMessage> tried;
};

/// Gives each message the bits that the described protocol says in it, which is checked by a replay of its rows at these widths. Then
/// takes bits away, one message after the other, as long as the instance that is left is found to be realizable; all decisions
/// together take about `seconds`. The widths of thoughts stay. Throws CheckFailed if the description does not replay.
Narrowing narrow(const DescribedProtocol& described, double seconds, const Budget& budget);

/// What was shown, and what was not.
std::vector<std::string> words_of(const Narrowing& narrowing);
Json json_of(const Narrowing& narrowing);

}  // namespace arcsat::cli
