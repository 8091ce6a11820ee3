#include "explain/refutation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "explain/adaptive_table.hpp"

namespace arcsat {

namespace {

std::string table_in_words(const FirstTable& table) { return fmt::format("({})", fmt::join(table, " ")); }

std::string tables_in_words(const std::vector<FirstTable>& tables) {
  std::vector<std::string> words;
  for (std::size_t k = 0; k < tables.size(); ++k) words.push_back(fmt::format("{}: {}", k, table_in_words(tables[k])));
  return fmt::format("{}", fmt::join(words, ", "));
}

/// What the arguments about two steps call what is said.
std::vector<std::string> names_of_slots(const TwoStep& sizes) {
  return {fmt::format(
      "Notation: player 2 says a2 to -1, d to 0 and e to 1 in epoch 1 ({0}, {0} and {1} bits), b2 to -1 in epoch 2; "
      "players 1 and 0 say a1 and a0, then b1 and b0, to -1 ({0} bits each).",
      sizes.c, std::uint64_t{sizes.c} * sizes.m)};
}

}  // namespace

std::vector<std::string> words_of(const CountingBound& bound, const CountingReport& report, const Instance& instance) {
  const Player last = instance.last_player();
  std::vector<std::string> lines = {
      fmt::format("Consider {} contexts: inputs of all players but {}. Different tables z_{} must give different lists "
                  "of answers in "
                  "them, as far as the contexts ask for different entries: there are {} lists.",
                  bound.contexts.size(), last, last, report.answers.str())};
  for (const auto& [player, epoch] : bound.knows_after) {
    if (player != last) lines.push_back(fmt::format("Let player {} know z_{} after epoch {}.", player, last, epoch));
  }
  lines.push_back(fmt::format("What tells the answers is what those who know z_{} say to those who do not:", last));
  lines.push_back(fmt::format("  {:<36} {:>8} {:>16} {:>10}", "message", "width", "at most so often", "bits"));
  for (const CountedMessage& one : report.messages) {
    const Integer bits = one.situations * one.width;
    lines.push_back(fmt::format(
        "  {:<36} {:>8} {:>16} {:>10}",
        fmt::format("epoch {}, player {} to player {}", one.message.epoch, one.message.sender, one.message.receiver),
        one.width, one.situations.str(), bits.str()));
  }
  lines.push_back(
      fmt::format("Together {} bits, so at most 2^{} different things are said; but {} lists of answers are needed, "
                  "and that is more.",
                  report.bits.str(), report.bits.str(), report.answers.str()));
  return lines;
}

std::vector<std::string> words_of(const AdaptiveBound& bound, const TwoStep& sizes) {
  std::vector<std::string> lines = names_of_slots(sizes);
  lines.push_back(fmt::format("Tables z_1, by number: {}.", tables_in_words(bound.z1)));
  lines.push_back(
      "The control, what is said without z_2 (a1, a0 and what player 1 tells 0), is fixed first. Then z_2 is chosen "
      "entry by entry:");
  lines.push_back(
      fmt::format("N counts what player 2 may still have said, at first {}; a context (w, z_0, z_1) reads messages "
                  "that were not read before, of k bits; "
                  "some value of its entry",
                  bound.split ? "its share of d" : "1"));
  lines.push_back(
      fmt::format("is given by at most floor(N * 2^k / {}) of them, and z_2 takes it. With N = 0 nothing that is said "
                  "gives all of these entries.",
                  sizes.q2));
  const std::vector<std::string> tables = adaptive_tables(bound, sizes);
  lines.insert(lines.end(), tables.begin(), tables.end());
  return lines;
}

std::vector<std::string> words_of(const RowCertificate& certificate, const RowReport& report) {
  const TwoStep& sizes = report.sizes;
  std::vector<std::string> lines = names_of_slots(sizes);
  lines.push_back(fmt::format("Positions z_0: {}. Tables z_1, by number: {}.", fmt::join(certificate.z0, ", "),
                              tables_in_words(certificate.z1)));
  lines.push_back(
      fmt::format("Fix e of these tables and d of these positions, {} bits in all. What is left of z_2, row by row (a "
                  "row for each w):",
                  report.ahead.str()));
  lines.push_back(
      "If tables S and positions A look alike to player -1 at w, then its answers at all z_1(z_0) of them follow from "
      "a2 and b2 alone. Some template always looks alike:");
  const std::size_t most_templates = 12;
  for (std::size_t k = 0; k < certificate.templates.size() && k < most_templates; ++k) {
    std::vector<std::string> parts;
    std::uint64_t weights = 0;
    std::vector<std::uint64_t> covered(sizes.q1);
    for (const RowPart& part : certificate.templates[k]) {
      std::vector<std::uint32_t> entries;
      std::vector<std::uint32_t> positions;
      for (const std::size_t position : part.positions) positions.push_back(certificate.z0[position]);
      for (const std::size_t table : part.tables) {
        for (const std::uint32_t position : positions) entries.push_back(certificate.z1[table][position]);
      }
      std::sort(entries.begin(), entries.end());
      entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
      for (const std::uint32_t entry : entries) covered[entry] += part.weight;
      weights += part.weight;
      parts.push_back(fmt::format("tables {{{}}} at z_0 in {{{}}} ask for the entries {{{}}} (weight {}/{})",
                                  fmt::join(part.tables, ","), fmt::join(positions, ","), fmt::join(entries, ","),
                                  part.weight, certificate.denominator));
    }
    std::uint64_t fixed = 0;
    for (const std::uint64_t one : covered) fixed += std::min<std::uint64_t>(one, certificate.denominator);
    lines.push_back(fmt::format("  {}: at most 2^({}/{}) values, of {}^({}/{})", fmt::join(parts, "; "),
                                sizes.c * (certificate.denominator + weights), certificate.denominator, sizes.q2, fixed,
                                certificate.denominator));
  }
  if (certificate.templates.size() > most_templates) {
    lines.push_back(
        fmt::format("  ... {} templates more, in rows.json", certificate.templates.size() - most_templates));
  }
  lines.push_back(
      fmt::format("Every row loses at least what the weakest template loses; from n = {} on the rows lose more than "
                  "the {} bits that were fixed ahead.",
                  report.least_n, report.ahead.str()));
  return lines;
}

std::vector<std::string> words_of(const WeightedBound& bound, const WeightedReport& report) {
  const TwoStep& sizes = report.sizes;
  std::vector<std::string> lines = names_of_slots(sizes);
  lines.push_back(fmt::format("Queries 0 to {}; positions z_0: {}. Tables z_1, by number: {}.", bound.queries - 1,
                              fmt::join(bound.z0, ", "), tables_in_words(bound.z1)));
  lines.push_back(
      "What all may hear (a2, d, b2) is counted whole; e[z_1] only tells of the entries that z_1 asks for, so it is "
      "averaged over the tables:");
  lines.push_back(fmt::format("  heard by all, times {}: {} bits", report.denominator, report.common.str()));
  lines.push_back(
      fmt::format("  e, by the tables' weights {}: {} bits", fmt::join(bound.weights, ", "), report.averaged.str()));
  lines.push_back(fmt::format("  needed, times {}: {} entries of log2({}) bits", report.denominator,
                              report.entries.str(), sizes.q2));
  lines.push_back("The first two lines together are less than the third, in integers.");
  return lines;
}

}  // namespace arcsat
