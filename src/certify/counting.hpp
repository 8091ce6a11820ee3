// Refutation by counting: too few different things can be said of z_L for all the answers that depend on it.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "arcsat/protocol/instance.hpp"

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// What a counting refutation rests on: contexts, i.e. inputs of the players -1 … L-1 (player -1's first), and the
/// players that are taken to know z_L, player L among them, ascending.
struct CountingBound {
  std::vector<Input> contexts;
  std::vector<Player> knowing;
};

/// The messages Π^epoch_{sender→receiver} from a player that knows z_L to one that does not: in how many situations at
/// most they are sent, for one z_L.
struct CountedMessage {
  Message message;
  unsigned width;
  Integer situations;
};

struct CountingReport {
  std::vector<CountedMessage> messages;
  /// Σ width·situations.
  Integer bits;
  /// How many different lists of right answers, one answer for each context, there are.
  Integer answers;
  /// In words, e.g. "15 bits about z_2 reach those that do not know it, too few for 65536 lists of answers".
  std::string statement() const;
};

/// Checks that `bound` refutes the instance, i.e. that answers > 2^bits. Claim: then no protocol solves the instance.
///
/// Let S be the contexts, Z the inputs z of player L with which every context in S is allowed, K the knowing players,
/// and P a protocol that solves the instance. For z in Z let τ(z) be all that players in K say to players outside of K
/// in the runs on the inputs (s, z), s in S: for each epoch t, j in K, i not in K and s the value of Π^t_{j→i}.
///
/// 1. τ(z) determines the answers of all s in S: by induction over the epochs it determines, for each s, the view of
/// each
///    player i outside of K, because X_i^(0) = s_i, and what i hears comes from K, thus stands in τ(z), or from outside
///    of K and is a function of views that are already determined. Player -1 is outside of K. So the number of
///    different τ(z) is at least the number of different lists of right answers.
/// 2. Given z and τ(z) before epoch t, Π^t_{j→i} on (s, z), j in K, is a function of (s_j … s_{L-1}, X_i^(t-1)): the
///    view X_j follows from s_j … s_{L-1} and z. So it takes at most 2^(width·N) forms, N the number of pairs
///    (s_j … s_{L-1}, X_i^(t-1)) over S. Messages from k ≥ j to i follow from the pair's other parts by induction, so
///    such pairs with equal (s_j … s_{L-1}, s_i) differ in the messages from k with i < k < j alone; and X_i follows
///    from s_i … s_{L-1}. Hence in each class of contexts with equal (s_j … s_{L-1}, s_i) there are at most
///        min(different (s_i … s_{j-1}), Π_{i<k<j} min(different s_k, 2^width(1, k→i)) · Π_{1<r<t} 2^width(r, k→i))
///    pairs, where in epoch 1 what k says depends on (s_k, s_i). `situations` is the sum over the classes.
/// 3. So there are at most 2^bits different τ(z), where messages that cannot matter (Instance::matters) need not be
///    counted: without them step 1 still yields the answers. ∎
///
/// Throws CheckFailed if the bound does not refute the instance or is no bound of it (a context outside of its domain
/// or twice, no context, player L missing).
CountingReport check_counting(const Instance& instance, const CountingBound& bound);

}  // namespace arcsat
