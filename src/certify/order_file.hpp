// derivation.json: by which rule of the order a verdict follows, and from which instances.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/json.hpp"
#include "certify/order.hpp"

namespace arcsat {

struct OrderDerivation {
  OrderRule rule = StrongerModel{};
  /// The SHA-256 of the instances that it rests on, as canonical_json writes them.
  std::vector<std::string> bases;
};

/// The keys of a rule and of its bases, added to an object.
void add_json(const OrderDerivation& derivation, Json& out);
std::string to_json(const OrderDerivation& derivation);

/// The keys of `table` that belong to a derivation; what else may be in it is the caller's to judge. Throws InputError.
OrderDerivation order_derivation_in(const Node& table);
/// Throws InputError with a position.
OrderDerivation parse_order_derivation(std::string_view text, const std::string& file);

}  // namespace arcsat
