// What the compact encoder makes of each message: which ones its formula need not speak of, and why.
#pragma once

#include <cstdint>
#include <vector>

#include "encoders/count.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// The ideas of the plan, each of which can be left out (to measure what it brings).
struct Simplifications {
  bool whole = true;
  bool relays = true;
  bool lists = true;
};

/// The conditions under which the claims below are proved. Only a test, which shows that each of them is needed, may
/// derive others from these.
class PlanConditions {
 public:
  static const PlanConditions& proved() {
    static const PlanConditions conditions;
    return conditions;
  }
  /// Whole inputs: a message of that many bits tells the sender's inputs that go with one receiver's apart.
  virtual bool fits(std::uint64_t inputs, unsigned width) const { return inputs <= std::uint64_t{1} << width; }
  /// Informed players: j hears as many bits as it is to say.
  virtual bool arrives(Count needed, Count told) const { return needed <= told; }
  /// Listed: player -1 knows z_k before the last epoch; `inputs` as for `fits`, 0 if z_k is not told whole.
  virtual bool knows(std::uint64_t inputs, int epochs) const { return inputs == 1 || (inputs > 1 && epochs > 1); }

 protected:
  PlanConditions() = default;
  virtual ~PlanConditions() = default;
};

/// "Realizable" below means: some protocol solves the instance. Each idea replaces protocols by others that solve the
/// instance if the first did, so the formula may describe the replaced ones only.
///
/// Whole inputs. If the sender's inputs that go with each a_i number at most 2^width, Π^1_{k→i} may as well be the
/// sender's input z_k (its rank among them). Proof: whoever has Π^1_{k→i} among its arguments has X_i, hence a_i and
/// now z_k, and can compute the old message from them. ∎ A later message from k to i is then useless if i was also told
/// z_{k+1} … z_L whole: it is a function of X_k and X_i, and X_k follows from z_k … z_L and messages among these
/// players.
///
/// Informed players. Say that player j is informed from epoch e if the messages that it sends in the epochs s ≥ e may
/// be any functions of (z_j … z_L, X_i^(s-1)), i the receiver. Player L is informed from epoch 1. Claim: let j+1 be
/// informed from epoch e' < e, and for each t = e … E let
///     Σ_{s=e…t} Σ_{i<j} width(s, j→i)·views(i, j, s)  ≤  Σ_{s=e-1…t-1} width(s, j+1→j),
/// where views(i, j, s) bounds the number of receiver's views X_i^(s-1) that go with one (z_j … z_L), by a list that
/// does not depend on it (see view_shape). Then j is informed from e. Proof: "any functions" is no less than what j can
/// do, since X_j follows from z_j … z_L and messages among these players. Conversely, given such functions, let j+1 in
/// the epochs s ≥ e-1 ≥ e' tell j, bit after bit, what j is to say, for s = e … E, each i < j and each view in the
/// list: this is a function of z_{j+1} … z_L and X_j ∋ z_j, so player j+1, being informed, may say it, and by the
/// condition j has what it needs before epoch t. Player j finds the receiver's view, which it sees, in the list, and
/// says what it was told. ∎ So the messages to j in the epochs s ≥ e-1, which feed only what j says from e on, leave
/// the formula. (This generalizes the relay absorption of L = 2, E = 2.)
///
/// Listed. Let j be informed from some e ≤ E, and let player -1 know z_k before epoch E for each k with 0 ≤ k < j: told
/// whole in epoch 1 < E, or the only one that goes with w. Then Π^E_{j→-1} leaves the formula, and instead at most
/// 2^width answers occur in each remaining final view v, i.e. player -1's view without this message. Proof: the message
/// tells apart at most 2^width answers in each v, so this holds for every protocol. Conversely, X_{-1}^(E-1) reveals w
/// and z_0 … z_{j-1}, so with z_j … z_L it determines the input, hence v and the answer; so "the number of the answer
/// in v's list" is a function of (z_j … z_L, X_{-1}^(E-1)), which j, being informed, may say. ∎ Without z_k in the
/// view, inputs that differ in z_k would share one message but need not share v, and the lists would be too weak; the
/// message then stays.
class MessagePlan {
 public:
  enum class Kind {
    absent,    // without bits, or nobody needs it
    whole,     // the sender's input
    table,     // a function of the two views
    informed,  // any function of (z_j … z_L, the receiver's view), as it always is for j = L
    listed,    // player -1's list of answers stands for it
    relay      // tells the receiver what it is to say; not in the formula
  };

  MessagePlan(const DecoderInstance& instance, Simplifications simplifications,
              const PlanConditions& conditions = PlanConditions::proved());

  Kind kind(std::size_t number) const { return kinds_[number]; }
  /// Whether `sender` tells `receiver` its input whole in epoch 1 (or has but one input that goes with the receiver's).
  bool whole(Player sender, Player receiver) const;
  /// The first epoch from which j is informed; one past the last if it never is.
  int informed_from(Player j) const { return informed_from_[static_cast<std::size_t>(j)]; }
  /// The message of kind `listed`; Instance::messages() if there is none.
  std::size_t listed() const { return listed_; }

  /// A part of the receiver's view: its own input (`number` is the number of messages) or a message, with a bound on
  /// how many values it has.
  struct ViewPart {
    std::size_t number;
    std::uint64_t values;
  };
  /// The parts of X_i^(epoch-1) that (z_j … z_L) does not determine: i's input and the messages to i from players k,
  /// i < k < j. If every such k sent its whole input in epoch 1, only those epoch-1 messages.
  std::vector<ViewPart> view_shape(Player i, Player j, int epoch) const;

 private:
  void find_whole_inputs();
  void find_informed_players();
  void find_listed_message();
  Count views(Player i, Player j, int epoch) const;
  bool can_be_informed(Player j, int epoch) const;
  std::size_t pair_index(Player sender, Player receiver) const;

  DecoderInstance instance_;
  const PlanConditions& conditions_;
  std::vector<Kind> kinds_;
  std::vector<std::uint64_t> inputs_of_;  // by player + 1: how many inputs it may hold
  std::vector<std::uint64_t> whole_;      // by pair_index: the most sender's inputs for one receiver's; 0 if not whole
  std::vector<int> informed_from_;        // by player 0 … L
  std::size_t listed_;
};

}  // namespace arcsat
