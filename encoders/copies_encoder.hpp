// Protocols of two steps in two epochs that copy entries of the last table and add up nothing.
#pragma once

#include <memory>
#include <vector>

#include "encoders/control_inputs.hpp"
#include "encoders/encoder.hpp"
#include "protocol/decoder_instance.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat {

/// L = 2, E = 2, c bits a token, C = 2^c at least m and q_1. An entry of z_2 has r = ⌈log2 q_2⌉ bits. What is copied is
/// *pieces*: whole entries where r ≤ c, single bits otherwise; u of them are told to a token. The formula is satisfiable if
/// and only if a protocol of this form solves the instance:
///
///   epoch 1  2 → 1   the pieces E(z_1), at most m·u            1 → 0   i_1
///            2 → 0   the pieces D(z_0), at most u              1 → -1  a class k = K(w, z_1) < C
///            2 → -1  the pieces A(w) of row w, at most u       0 → -1  z_0
///   epoch 2  2 → -1  the pieces B(w, z_0, k) of row w, at most u
///            if T(w, z_0, k): 1 → -1 the pieces F(w, z_0, k, i_1) of entry (w, i_1), at most u, all in E(z_1); 0 → -1 i_1
///            otherwise:       0 → -1 the pieces F(w, z_0, k, i_1) of entry (w, i_1), at most u, all in D(z_0); 1 → -1 i_1
///
/// In the end player -1 knows w, z_0, k and i_1, hence where each piece of the entry (w, i_1) is: in A(w), B(w, z_0, k) or
/// F(w, z_0, k, i_1). These are protocols of sums, of one coordinate each, and are checked as such. Unsatisfiability says
/// nothing of other protocols: this encoder never refutes. Where it applies, its formula takes a moment where that of all
/// sums takes minutes.
class CopiesEncoder {
 public:
  /// Throws LimitReached, in words, for an instance to which it does not apply, or which is too large for it.
  explicit CopiesEncoder(const DecoderInstance& instance);

  /// Clauses: `at-most` on the lists E, D, A, B and F, `class` (some k for each w and z_1, no two), `known` (F is in E or in
  /// D), `answer` (each piece of what is asked for is in A, B or F).
  Formula encode(EncodingWatch& watch) const;

  /// What a model says. Whether that solves the instance is for check_sums_protocol.
  SumsProtocol decode(const Assignment& model) const;

 private:
  struct Sizes {
    // rows = n_1, tables = q_1^m; no more classes than tables
    std::uint64_t m, rows, q1, tables, classes;
    // of a piece, and of an entry; r = bits · pieces
    unsigned bits, pieces, u;
  };
  /// A family of lists, at most `most` of the numbers below `numbers` in each, as variables: member(list, number), and
  /// count(list, number, k): more than k of the numbers up to this one are members.
  struct Lists {
    std::uint64_t lists = 0, numbers = 0, most = 0;
    Block member, count;
  };
  static Sizes sizes_of(const Instance& instance);

  Lists make_lists(const char* name, std::uint64_t lists, std::uint64_t numbers, std::uint64_t most);
  static void write_at_most(const Lists& lists, Formula& formula, EncodingWatch& watch);
  void write_classes(Formula& formula, EncodingWatch& watch) const;
  void write_answers(Formula& formula, EncodingWatch& watch) const;
  /// The first piece of an entry among all of z_2; a row has q_1 · pieces.
  std::uint64_t entry(std::uint64_t row, std::uint64_t value) const {
    return (row * sizes_.q1 + value) * sizes_.pieces;
  }
  /// The number of (w, z_0, k).
  std::uint64_t view(std::uint64_t row, std::uint64_t asks, std::uint64_t k) const {
    return (row * sizes_.m + asks) * sizes_.classes + k;
  }
  std::uint32_t looked_up(std::uint64_t table, std::uint64_t asks) const {
    return instance_->task().entry(1, table, asks);
  }

  std::shared_ptr<const Instance> instance_;
  Sizes sizes_;
  ControlInputs controls_;
  Formula variables_;
  Lists one_, zero_, first_, second_, last_;  // E by z_1, D by z_0, A by w, B by view, F by view and i_1
  Block class_, by_one_;                      // K by w, z_1 and k; T by view
};

}  // namespace arcsat
