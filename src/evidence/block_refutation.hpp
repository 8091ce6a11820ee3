// Evidence: however the positions are put into blocks, trees cannot serve every table, for one step.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/block_bound.hpp"
#include "encoders/set_systems.hpp"
#include "evidence/kind.hpp"
#include "evidence/lrat_refutation.hpp"

namespace arcsat {

class BundleWriter;

/// By numbers alone.
struct BlockRefutation {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  BlockBound bound;
  BlockBoundReport report;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

/// One of the claims rests on an LRAT proof.
struct BlockFormulaRefutation {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  BlockBound bound;
  BlockBoundReport report;
  LratRefutation formula;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

/// How a certificate names the encoder of such formulas, and what of their symmetry is broken.
constexpr const char* set_systems_encoder = "set-systems";
constexpr const char* set_systems_symmetry = "double-lex";

/// The formula on which the bound's one claim by a formula rests: in two epochs a tree with C^2 leaves is C sets, for each
/// v_1 the labels that u_1 reaches, so that C trees are a question about set systems. Throws CheckFailed unless there is
/// one such claim and two epochs, Unsupported if the formula is too large.
SetSystems set_systems_of(const OneStep& sizes, const BlockBound& bound);

}  // namespace arcsat
