// Claims about blocks of positions, for one step, with their numbers in them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "certify/powers.hpp"
#include "explain/refutation.hpp"

namespace arcsat {

namespace {

std::string claim_in_words(const BlockClaim& claim) {
  if (claim.fold != 0) return fmt::format("serve each set by {} of them at least", claim.fold);
  std::vector<std::string> lists;
  constexpr std::size_t most_lists = 8;
  for (std::size_t k = 0; k < claim.served_by.size() && k < most_lists; ++k) {
    lists.push_back(fmt::format("{{{}}}", fmt::join(claim.served_by[k], ",")));
  }
  if (claim.served_by.size() > most_lists) lists.push_back(fmt::format("{} more", claim.served_by.size() - most_lists));
  return fmt::format("serve each set by all of one of {}", fmt::join(lists, " "));
}

/// Why there are no such trees: by the first of the ways of block_claim.hpp that shows it.
std::string reason_in_words(const OneStep& sizes, const BlockClaim& claim) {
  if (claim.by_formula) return "by a formula, below";
  const std::uint32_t k = std::min(claim.size, sizes.q);
  if (k > reach(sizes)) return fmt::format("a tree serves at most {} values", reach(sizes).str());
  Integer all = power_of_c(sizes, 1);
  Integer least = claim.fold;
  if (claim.fold == 0) {
    all = 0;
    for (const std::uint32_t weight : claim.weights) all += weight;
    for (std::size_t list = 0; list < claim.served_by.size(); ++list) {
      Integer sum = 0;
      for (const std::uint32_t b : claim.served_by[list]) sum += claim.weights[b];
      least = list == 0 ? sum : std::min(least, sum);
    }
  }
  const std::string weighed = claim.fold == 0 ? fmt::format(" (trees weighed {})", fmt::join(claim.weights, ",")) : "";
  const Integer sets = binomial(sizes.q, k);
  const Integer served = reachable_sets(sizes, k)[k];
  if (least * sets > all * served) {
    return fmt::format("{}*{} sets to serve, {}*{} served at most{}", least.str(), sets.str(), all.str(), served.str(),
                       weighed);
  }
  const Integer with_a_leaf = reachable_sets_with_a_leaf(sizes, k - 1)[k - 1];
  const Integer of_a_value = least * binomial(sizes.q - 1, k - 1);
  return fmt::format("each value is the label of {}/{} leaves, rounded up; {} values; {}*{} leaves{}", of_a_value.str(),
                     with_a_leaf.str(), sizes.q, all.str(), leaves(sizes).str(), weighed);
}

/// The largest size that no claim of at most this fold excludes; none if every size is possible.
std::optional<Integer> largest(const BlockBound& bound, const Integer& fold) {
  std::optional<Integer> size;
  for (const BlockClaim& claim : bound.claims) {
    if (claim.fold != 0 && claim.fold <= fold && (!size || claim.size - 1 < *size)) size = claim.size - 1;
  }
  return size;
}

void add_folds(const BlockBound& bound, const OneStep& sizes, Argument& argument) {
  constexpr int most_rows = 16;
  const Integer trees = power_of_c(sizes, 1);
  const Integer soft = largest(bound, trees).value();
  argument.emplace_back(
      "Call a block soft if one of its trees serves all its sets, else hard. With h hard blocks each set of a hard "
      "block is "
      "served by h trees at least, so h < C; and C copies of a tree that serves all make a soft block as good as one "
      "with fold C.");
  ArgumentTable table{
      .heads = {"hard blocks h", "soft blocks", "a hard one has at most", "a soft one", "positions at most"},
      .rows = {}};
  for (Integer h = 0; h < trees && h < most_rows; ++h) {
    const Integer hard = h == 0 ? Integer(0) : largest(bound, h).value();
    table.rows.push_back({h.str(), Integer(trees - h).str(), h == 0 ? "" : hard.str(), soft.str(),
                          Integer(h * hard + (trees - h) * soft).str()});
  }
  argument.emplace_back(std::move(table));
  if (trees > most_rows) argument.emplace_back("... and so on for more hard blocks.");
  argument.emplace_back(fmt::format("m = {} positions are more, however many blocks are hard.", sizes.m));
}

}  // namespace

Argument argument_of(const BlockBound& bound, const BlockBoundReport& report) {
  const OneStep& sizes = report.sizes;
  const Integer trees = power_of_c(sizes, 1);
  Argument argument = {
      fmt::format("For one step a protocol is {0} blocks of positions, some maybe empty, each with {0} trees of "
                  "labels: player -1 and "
                  "its partners walk down a tree in the {1} epoch{2} after the first, and its label there is the "
                  "answer. For any sets of "
                  "values that stand in the blocks one tree number must serve all of them.",
                  trees.str(), sizes.rounds(), sizes.rounds() == 1 ? "" : "s")};
  argument.emplace_back("So much no trees of a block can do, for all sets of so many values:");
  constexpr std::size_t most_claims = 16;
  ArgumentTable table{.heads = {"positions", "values in a set", "what no trees do", "because"}, .rows = {}};
  for (std::size_t k = 0; k < bound.claims.size() && k < most_claims; ++k) {
    const BlockClaim& claim = bound.claims[k];
    table.rows.push_back({std::to_string(claim.size), std::to_string(std::min(claim.size, sizes.q)),
                          claim_in_words(claim), reason_in_words(sizes, claim)});
  }
  argument.emplace_back(std::move(table));
  if (bound.claims.size() > most_claims) {
    argument.emplace_back(fmt::format("... and {} claims more, in the bundle.", bound.claims.size() - most_claims));
  }
  switch (bound.conclusion) {
    case Conclusion::folds:
      add_folds(bound, sizes, argument);
      return argument;
    case Conclusion::families:
      argument.emplace_back(
          fmt::format("Which trees serve a set is a part of the {} trees. For every way to choose the blocks' sizes "
                      "and, in each, which "
                      "parts there are, none of them excluded above: some sets have no tree in common, or the sizes do "
                      "not add up to m = "
                      "{}. The checker follows all of these ways.",
                      trees.str(), sizes.m));
      return argument;
    case Conclusion::volume:
      if (sizes.m > trees) {
        argument.emplace_back(fmt::format(
            "So each block has one position at most, and {} blocks are too few for m = {}.", trees.str(), sizes.m));
      } else {
        argument.emplace_back(
            fmt::format("So each block has one position, in which a tree serves at most {0} values, and each of the "
                        "{1} trees at most "
                        "{0}^{2} tables: together fewer than all {3}^{2}.",
                        leaves(sizes).str(), trees.str(), sizes.m, sizes.q));
      }
      return argument;
  }
  throw InternalError("a conclusion that is none of the three");
}

}  // namespace arcsat
