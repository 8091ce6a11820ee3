// What a refutation says of Transformers.
#pragma once

#include <string>

#include "protocol/instance.hpp"

namespace arcsat {

/// What follows of Transformers if no protocol solves the instance.
struct TransformerCorollary {
  /// Those with H(d+1)p (normalised) or Hdp (unnormalised) bits of at most so many do not solve it, if p is at most
  /// `most_precision` (0: any). 0 bits: nothing follows.
  unsigned bits = 0;
  unsigned most_precision = 0;
  /// The corollary, or why there is none, as a sentence without its full stop.
  std::string sentence;
};

/// Theorem (after Lemma 3.1 of Chen, Peng and Wu). Let an E-layer Transformer with H heads of dimension d and precision p be right on the
/// allowed inputs. For each token, head and block of other tokens the block's part of the numerator N (d numbers) and of
/// the denominator D fit in p bits each: H(d+1)p bits; unnormalised, where y = N mod 2^p and D is not needed, Hdp bits.
/// Sums of integers associate, so from these parts and its own term a token has y; so they are an E-epoch protocol, whose
/// messages have H(d+1)p or Hdp bits for each token of the receiver. So if no protocol with w(M) bits in message M solves
/// the instance, no Transformer does with at most min w(M)/tokens bits, over the messages M that can matter: a protocol
/// may leave the rest of a message unused.
///
/// Functions: this is all. With thoughts, a token that is a thought of b bits runs like any other.
/// Sums over (Z/2)^c: a block's parts are sums over its tokens of p-bit numbers mod 2^p, or over the integers, which is the
/// same as they fit in p bits. Addition mod 2^p is addition in (Z/2)^p for p = 1 alone, so the corollary is for p = 1, then
/// with H(d+1) ≤ c normalised and Hd ≤ c unnormalised. For p > 1 the group is another one.
TransformerCorollary transformer_corollary(const Instance& refuted);

}  // namespace arcsat
