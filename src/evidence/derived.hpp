// Evidence: what follows, by the order between instances, from bundles that lie in the bundle itself.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/json.hpp"
#include "certify/order_file.hpp"
#include "evidence/kind.hpp"

namespace arcsat {

class BundleWriter;
struct CheckOptions;

/// From what a verdict follows: of protocols for one instance, of protocols for two, or from a refutation of one.
enum class DerivedFrom { protocol, two_protocols, refutation };

template <DerivedFrom From>
struct Derived {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);
  static std::optional<Protocol> tables_in(const Bundle& bundle);

  OrderDerivation derivation;
  /// The bundles that it rests on, as directories; they are copied.
  std::vector<std::string> bases;
  /// What was done to check it, a line each.
  std::vector<std::string> done;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance&) const { return done; }
  void add_json(Json& out) const;
};

using DerivedWitness = Derived<DerivedFrom::protocol>;
using JoinedWitness = Derived<DerivedFrom::two_protocols>;
using DerivedRefutation = Derived<DerivedFrom::refutation>;

extern template struct Derived<DerivedFrom::protocol>;
extern template struct Derived<DerivedFrom::two_protocols>;
extern template struct Derived<DerivedFrom::refutation>;

/// Judges bundles, of one verdict, and that the verdict on `derived` follows from them by the rule; a protocol for up to 2^20
/// inputs is carried over and run on each. What was done, a line each. Throws CheckFailed, InputError, LimitReached.
std::vector<std::string> judge_derivation(const OrderRule& rule,
                                          const std::vector<std::unique_ptr<const Bundle>>& bases,
                                          const std::shared_ptr<const Instance>& derived, const Budget& budget);

/// What the rule leads from and to: the bases are harder if they are realizable, easier if they are refuted. Throws
/// CheckFailed.
void require_derived(const OrderRule& rule, const Instances& bases, const std::shared_ptr<const Instance>& derived,
                     Verdict verdict);

}  // namespace arcsat
