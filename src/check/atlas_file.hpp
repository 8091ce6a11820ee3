// The cells of an exported atlas as a file (format "arcsat-atlas", version 1), and two tables that say the same.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certify/order_file.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// The directory that the bundles are in.
constexpr const char* atlas_bundles = "bundles";

struct AtlasCell {
  std::shared_ptr<const Instance> instance;
  Verdict verdict = Verdict::undecided;
  /// "bundles/17", if it has a bundle.
  std::string bundle;
  /// Otherwise, unless it is undecided, from what it follows.
  std::optional<OrderDerivation> derivation;
  /// What a bundle's certificate names as method.
  std::string method;
};

std::string atlas_json(const std::vector<AtlasCell>& cells);
std::string atlas_csv(const std::vector<AtlasCell>& cells);
std::string atlas_markdown(const std::vector<AtlasCell>& cells);

/// What atlas_json writes. Throws InputError with a position.
std::vector<AtlasCell> parse_atlas(std::string_view text, const std::string& file);

}  // namespace arcsat
