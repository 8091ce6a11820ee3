// cover.json, blocks.json and blocks-by-formula.json: a cover and a refutation of covers, in a bundle.
#pragma once

#include <string>
#include <string_view>

#include "certify/block_bound.hpp"
#include "certify/cover.hpp"

namespace arcsat {

/// { "format": "arcsat-cover", "version": 1, "blocks": [BLOCK, …] }, where a BLOCK is
/// { "size": k, "count": how many alike, "by": "stream" | "leaves" | "windows" | "trees" }, with "from": [C values] for
/// windows, and "labels": [[label of each leaf], …] for trees, one for all b or C of them.
std::string to_json(const Cover& cover);

/// { "format": "arcsat-blocks", "version": 1, "conclusion": "folds" | "families" | "volume", "claims": [CLAIM, …] },
/// where a CLAIM is { "size": k, "fold": h } or { "size": k, "served_by": [[b, …], …], "weights": [w_b, …] }, and
/// "by": "numbers" | "formula".
std::string to_json(const BlockBound& bound);

/// Both read strictly, and throw InputError with a position.
Cover parse_cover(std::string_view text, const std::string& file);
BlockBound parse_block_bound(std::string_view text, const std::string& file);

}  // namespace arcsat
