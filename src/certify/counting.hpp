// Refutation by counting: too few different things can be said of z_L for all the answers that depend on it.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/decoder_instance.hpp"
#include "protocol/player_input.hpp"

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// Inputs of the players -1 … L-1, player -1's first, each in its form.
using CountingContext = std::vector<PlayerInput>;

/// What a counting refutation rests on: contexts, and a cut: for each player that is taken to know z_L at some time, the
/// epoch after which it is. Player L knows it after epoch 0; a player that is not listed never does, and player -1 is
/// none of them.
struct CountingBound {
  std::vector<CountingContext> contexts;
  std::map<Player, int> knows_after;
};

/// A message Π^epoch_{sender→receiver} over the cut, from a player that knows z_L before the epoch to one that does not
/// after it: in how many situations at most it is sent, for one z_L.
struct CountedMessage {
  Message message;
  std::uint64_t width;
  Integer situations;
};

struct CountingReport {
  std::vector<CountedMessage> messages;
  /// Σ width·situations.
  Integer bits;
  /// How many different lists of right answers, one answer for each context, there are.
  Integer answers;
  /// In words, e.g. "at most 15 bits about the last table reach the players that do not know it, too few for …".
  std::string statement() const;
};

/// Checks that `bound` refutes the instance, i.e. that answers > 2^bits. Claim: then no protocol solves the instance.
///
/// Let S be the contexts, Z the inputs z of player L with which every context in S is allowed, and P a protocol that
/// solves the instance. Say that player i *knows after epoch t* if the cut lists it with an epoch of at most t; then it
/// knows after all later epochs, too. For z in Z let τ(z) be all that goes over the cut in the runs on the inputs
/// (s, z), s in S: for each epoch t, each j that knows after t-1, each i that does not know after t, and each s, the
/// value of Π^t_{j→i}.
///
/// 1. τ(z) determines the answers of all s in S: by induction over t it determines, for each s, X_i^(t) for each i that
///    does not know after t. For X_i^(0) = s_i, since i is not L. For t ≥ 1, i does not know after t-1 either, so that
///    X_i^(t-1) is determined; and what i hears in epoch t comes from a j that knows after t-1, thus stands in τ(z), or
///    from one that does not, and is a function of X_j^(t-1) and X_i^(t-1), both determined. Player -1 never knows. So
///    the number of different τ(z) is at least the number of different lists of right answers.
/// 2. Given z and τ(z) before epoch t, Π^t_{j→i} on (s, z) is a function of (s_j … s_{L-1}, X_i^(t-1)): the view
///    X_j^(t-1) follows from s_j … s_{L-1} and z. So it takes at most 2^(width·N) forms, N the number of pairs
///    (s_j … s_{L-1}, X_i^(t-1)) over S. Messages from k ≥ j to i follow from the pair's other parts by induction, so
///    such pairs with equal (s_j … s_{L-1}, s_i) differ in the messages from k with i < k < j alone; and X_i follows
///    from s_i … s_{L-1}. Hence in each class of contexts with equal (s_j … s_{L-1}, s_i) there are at most
///        min(different (s_i … s_{j-1}), Π_{i<k<j} min(different s_k, 2^width(1, k→i)) · Π_{1<r<t} 2^width(r, k→i))
///    pairs, where in epoch 1 what k says depends on (s_k, s_i). `situations` is the sum over the classes.
/// 3. So there are at most 2^bits different τ(z), where messages that cannot matter (Instance::matters) need not be
///    counted: without them step 1 still yields the answers. ∎
///
/// Throws CheckFailed if the bound does not refute the instance or is no bound of it (a context outside of its domain
/// or twice, no context, player L missing or late).
CountingReport check_counting(const DecoderInstance& instance, const CountingBound& bound);

/// The same contexts with one cut after another.
class CountedContexts {
 public:
  /// Throws CheckFailed as check_counting does. The instance must outlive it.
  CountedContexts(const DecoderInstance& instance, const std::vector<CountingContext>& contexts);

  /// What the bound with this cut comes to, whether it refutes or not. Throws CheckFailed for what is no cut.
  CountingReport report(const std::map<Player, int>& knows_after) const;
  /// The same; nothing if it does not refute.
  std::optional<CountingReport> refutation(const std::map<Player, int>& knows_after) const;

 private:
  /// Adds up what crosses the cut; ends early once there are more bits than `most`.
  CountingReport count(const std::map<Player, int>& knows_after, const std::optional<Integer>& most) const;
  Integer different_answers(const std::vector<CountingContext>& contexts) const;
  const Integer& situations(std::size_t message) const;

  const Instance& instance_;
  std::vector<Input> contexts_;       // numbers that are equal where a player's inputs are
  std::vector<std::uint64_t> asked_;  // by context: the position of z_L
  Integer answers_;
  mutable std::map<std::size_t, Integer> situations_;  // by message, as far as they were asked for
};

}  // namespace arcsat
