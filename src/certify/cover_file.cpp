#include "certify/cover_file.hpp"

#include <array>
#include <utility>

#include "base/json.hpp"
#include "certify/two_step_file.hpp"

namespace arcsat {

namespace {

constexpr std::array<std::pair<CoverBlock::By, const char*>, 4> block_names = {{{CoverBlock::By::stream, "stream"},
                                                                                {CoverBlock::By::leaves, "leaves"},
                                                                                {CoverBlock::By::windows, "windows"},
                                                                                {CoverBlock::By::trees, "trees"}}};
constexpr std::array<std::pair<Conclusion, const char*>, 3> conclusion_names = {
    {{Conclusion::folds, "folds"}, {Conclusion::families, "families"}, {Conclusion::volume, "volume"}}};

template <typename Value, std::size_t Count>
const char* name_of(const std::array<std::pair<Value, const char*>, Count>& names, Value value) {
  for (const auto& [known, name] : names) {
    if (known == value) return name;
  }
  return "";
}

template <typename Value, std::size_t Count>
Value named(const std::array<std::pair<Value, const char*>, Count>& names, const Node& node) {
  std::string expected;
  for (const auto& [value, name] : names) {
    if (node.text() == name) return value;
    expected += (expected.empty() ? "\"" : " or \"") + std::string(name) + "\"";
  }
  node.expected(expected);
}

BlockClaim claim_in(const Node& node) {
  BlockClaim claim;
  const bool lists = node.find("served_by") != nullptr;
  if (lists) {
    node.table({"size", "served_by", "weights", "by"});
    claim.served_by = tables_in(node.at("served_by"));
    claim.weights = numbers_in(node.at("weights"));
  } else {
    node.table({"size", "fold", "by"});
    claim.fold = static_cast<std::uint32_t>(node.at("fold").integer(1, 0xffffffff));
  }
  claim.size = number_in(node.at("size"));
  const std::string& by = node.at("by").text();
  if (by != "numbers" && by != "formula") node.at("by").expected("\"numbers\" or \"formula\"");
  claim.by_formula = by == "formula";
  return claim;
}

}  // namespace

std::string to_json(const Cover& cover) {
  Json blocks = Json::array();
  for (const CoverBlock& block : cover.blocks) {
    Json listed = {{"size", block.size}, {"count", block.count}, {"by", name_of(block_names, block.by)}};
    if (block.by == CoverBlock::By::windows) listed["from"] = block.from;
    if (block.by == CoverBlock::By::trees) listed["labels"] = block.labels;
    blocks.push_back(std::move(listed));
  }
  const Json out = {{"format", "arcsat-cover"}, {"version", 1}, {"blocks", std::move(blocks)}};
  return out.dump() + "\n";
}

std::string to_json(const BlockBound& bound) {
  Json claims = Json::array();
  for (const BlockClaim& claim : bound.claims) {
    Json listed = {{"size", claim.size}};
    if (claim.fold != 0) {
      listed["fold"] = claim.fold;
    } else {
      listed["served_by"] = claim.served_by;
      listed["weights"] = claim.weights;
    }
    listed["by"] = claim.by_formula ? "formula" : "numbers";
    claims.push_back(std::move(listed));
  }
  const Json out = {{"format", "arcsat-blocks"},
                    {"version", 1},
                    {"conclusion", name_of(conclusion_names, bound.conclusion)},
                    {"claims", std::move(claims)}};
  return out.dump() + "\n";
}

Cover parse_cover(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "blocks"});
  require_format(root, "arcsat-cover", 1);
  Cover cover;
  for (const Node& listed : root.at("blocks").array()) {
    CoverBlock& block = cover.blocks.emplace_back();
    block.by = named(block_names, listed.at("by"));
    switch (block.by) {
      case CoverBlock::By::stream:
      case CoverBlock::By::leaves:
        listed.table({"size", "count", "by"});
        break;
      case CoverBlock::By::windows:
        listed.table({"size", "count", "by", "from"});
        block.from = numbers_in(listed.at("from"));
        break;
      case CoverBlock::By::trees:
        listed.table({"size", "count", "by", "labels"});
        block.labels = tables_in(listed.at("labels"));
        break;
    }
    block.size = number_in(listed.at("size"));
    block.count = number_in(listed.at("count"));
  }
  return cover;
}

BlockBound parse_block_bound(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "conclusion", "claims"});
  require_format(root, "arcsat-blocks", 1);
  BlockBound bound;
  bound.conclusion = named(conclusion_names, root.at("conclusion"));
  for (const Node& claim : root.at("claims").array()) bound.claims.push_back(claim_in(claim));
  return bound;
}

}  // namespace arcsat
