// Protocols in closed form: what every slot says, as a function of the input, checked for all inputs at once.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "certify/closed_form_terms.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// What the slots say, by number; one that is not listed says nothing (its value is 0).
struct ClosedForm {
  std::shared_ptr<const Instance> instance;
  std::map<std::size_t, std::vector<Term>> slots;
};

struct ClosedFormReport {
  std::size_t slots = 0;
  /// Bits that the terms have, in all.
  Integer bits;
  /// In words, e.g. "6 slots say 14 bits, each known to its sender and its receiver, and from them the answer follows".
  std::string statement() const;
};

/// Checks, in time that does not depend on how many inputs there are, that a closed form is a protocol and solves its
/// instance. Claim: then the instance is realizable, whatever inputs it allows.
///
/// The protocol: the value of a slot has the bits of its terms, one term after the other. It is one, and right, if
///   (1) the terms of a slot have, together, no more bits than the slot's width;
///   (2) each item of a term is a function of the slot's two views, the sender's and the receiver's, taken together;
///   (3) i_L is a function of the answering view.
/// (2) and (3) are shown with the rules of deduction.hpp, each of which leads from functions of what is known to another
/// function of it. What a view knows at first: player l ≥ 1 knows z_l, which is i_l as a function of i_{l-1} and w_{l-1}
/// (of z_1: i_0 alone); player 0 knows i_0; player -1 knows each w_k; a thought's holder nothing, or what the scheme says.
/// What it hears is a term's bits: of a term with a single digit these are bits of that digit; of another the whole
/// number, thus each digit, once all bits that it can have were heard.
///
/// By induction over the slots, which the scheme lists so that each depends on earlier ones only, each value is a
/// function of the two views: it is a function of the items by the definition of a term, and these are functions of what
/// the views know, which by induction is a function of the views. So it is a protocol; at the end the answer i_L is a
/// function of the answering view, which is what it means to solve the instance, on all inputs and so on those allowed. ∎
///
/// Throws CheckFailed, naming the slot, if anything does not hold; Unsupported if there are more than 2^14 items.
ClosedFormReport check_closed_form(const ClosedForm& form);

}  // namespace arcsat
