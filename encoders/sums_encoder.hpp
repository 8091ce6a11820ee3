// Protocols of sums, which can be searched quickly: player L's table is only ever added up.
#pragma once

#include <memory>

#include "encoders/encoder.hpp"
#include "encoders/selected_sums.hpp"
#include "encoders/sums_shape.hpp"
#include "encoders/view_functions.hpp"
#include "protocol/decoder_instance.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat {

/// The formula is satisfiable if and only if a protocol of the form below solves the instance with all tables z_L
/// into [2^r] allowed. So a model gives a witness, but unsatisfiability says nothing: this encoder never refutes.
///
/// Let x be a control input (see ControlInputs) and z_L a vector over F_2. On (x, z_L) a message bit is
/// κ(x) ⊕ ⟨v(x), z_L⟩, where, j being the sender and i the receiver, t the epoch:
///   - a flag, a function of i's control view before t, says whether the bit is data; then κ = 0, else v = 0. The
///     control view of p < L is its input and all κ that it has received; player L has none.
///   - j < L: κ is a function of the two control views before t, and v = ⊕_s λ_s v_s over the bits s that j received
///     before t, with coefficients λ that are functions of the two control views, too.
///   - j = L: κ = 0, the bit is data, and v is any function of i's control view.
///   - The answer's bit k is ⊕_s μ_s ⟨v_s, z_L⟩ over the bits s that player -1 received, where the μ_s are functions of
///     k and of -1's final control view, and ⊕_s μ_s v_s(x) is the unit vector of the coordinate asked for by x.
/// These are protocols: both players know i's view, hence which bits are data, the κ, λ and μ that they need, and, of
/// the bits that they hold as data, the values ⟨v, z_L⟩. The formula speaks of control inputs only.
class SumsEncoder {
 public:
  /// Throws LimitReached for an instance that is too large for it, in words.
  explicit SumsEncoder(const DecoderInstance& instance);

  /// Throws LimitReached.
  Formula encode(EncodingWatch& watch) const;

  /// What a model says of each bit. Whether that is a protocol is for check_sums_protocol, or for tabulate and a replay.
  SumsProtocol decode(const Assignment& model) const;

 private:
  void write_functions(ViewFunctions& functions) const;
  void write_kinds(Formula& formula, EncodingWatch& watch) const;
  void write_relays(Formula& formula, EncodingWatch& watch) const;
  void write_output(ViewFunctions& functions, Formula& formula, EncodingWatch& watch) const;
  /// The bits that player -1 may receive as data.
  std::vector<SentBit> held_at_the_end() const;

  std::shared_ptr<const Instance> instance_;
  SumsShape shape_;
  Formula variables_;
  Block outputs_;  // by control input, bit of the answer and held bit: whether that one is summed for it
};

}  // namespace arcsat
