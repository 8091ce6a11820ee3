// Instances as SMT-LIB 2 text. Written from the model's definition alone, as the cross-check of the other encoders.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "protocol/projection.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// An SMT-LIB 2.6 formula (logic QF_UFBV) that is satisfiable iff some protocol solves the instance.
///
/// Each message that matters (Scheme::matters) is an uninterpreted function `msg_EPOCH_SENDER_RECEIVER` of the
/// sender's whole view and the receiver's whole view, in the argument order of protocol files, each thought a function
/// `thought_NUMBER` of the view that it is made from; the answer is a function `output` of the answering view. What has
/// one possible value only (slots of no bits, inputs from a domain of size 1) is left out of the views, and there is no
/// `output` if q_L = 1. Player -1 is written `m1`, thought 1, player -2, `m2`. The constant
/// `sent_EPOCH_SENDER_RECEIVER_K` (`sent_thought_NUMBER_K`) is what is sent on the inputs whose projection onto all that
/// the receiver's last view depends on has number K; all bit-vectors are indices in the numbering of the files.
///
/// With sums a token that holds an entry has its number after a dot, as in `msg_1_2_1.0`. A message with several terms has a
/// function and constants for each, `msg_1_2_1.0_from_3` and `sent_1_2_1.0_from_3_K`, K for what the term depends on; its own
/// constants are their sums, by bvxor.
class SmtEncoder {
 public:
  /// A `sent_…` constant of the formula, and its width.
  struct Constant {
    std::string name;
    unsigned bits;
  };

  /// Throws Unsupported if more than 2^31 inputs are allowed.
  explicit SmtEncoder(std::shared_ptr<const Instance> instance);

  /// The formula and `(check-sat)`. No `(get-model)`: it is an error wherever the formula is unsatisfiable, and for
  /// callers that read the text without running its commands. Throws LimitReached when the budget does not suffice.
  std::string script(const Budget& budget) const;

  /// Embeds a protocol: the script with one more equation per constant, its value being what `protocol` sends.
  /// Satisfiable iff the protocol's messages determine the right answer on every allowed input. Throws InputError if
  /// the protocol is one for another instance, CheckFailed if it lacks a row.
  std::string with_values(const Protocol& protocol, const Budget& budget) const;

  /// Σ over the slots that matter, and their terms if they are sums, of the number of projections.
  std::uint64_t constant_count() const { return constants_; }
  /// One per constant, and one per allowed input unless q_L = 1.
  std::uint64_t assertion_count() const;

  /// The constants whose values `decode` needs, in its order: by slot number, those of its terms first, then by projection.
  std::vector<Constant> constants() const;

  /// The protocol that a model describes, one value per constant. Throws CheckFailed if a value does not fit its width,
  /// if their number is wrong, or if they contradict each other, that is if they are from no model of the formula.
  Protocol decode(std::span<const std::uint32_t> values) const;

 private:
  /// A slot that matters, or one of its terms if it is a sum, and its constants.
  struct Sent {
    std::size_t number;
    const Slot* slot;
    std::optional<std::size_t> term;
    std::string name;
    const Projection* rows;
    std::uint64_t first_constant;
  };

  void add(std::size_t number, std::optional<std::size_t> term, std::string name, const Projection& rows);
  std::string declaration_of(const Sent& sent) const;
  std::string value_of_sent(const Sent& sent, std::uint64_t k) const;
  std::string equation(const Sent& sent, std::uint64_t projection) const;
  std::string answer_equation(std::uint64_t k) const;
  std::string constant_on(const Sent& sent, std::uint64_t k) const;
  std::string constant_on(std::size_t slot, std::uint64_t k) const;
  std::string formula(const Budget& budget) const;

  std::shared_ptr<const Instance> instance_;
  Projections projections_;
  std::vector<Sent> sent_;
  std::vector<std::size_t> sent_of_;  // by slot number: where it is in sent_, its terms before it
  std::uint64_t constants_ = 0;
};

}  // namespace arcsat
