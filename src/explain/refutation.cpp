#include "explain/refutation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "explain/adaptive_table.hpp"
#include "explain/input_words.hpp"

namespace arcsat {

namespace {

std::string table_in_words(const FirstTable& table) { return fmt::format("({})", fmt::join(table, " ")); }

std::string tables_in_words(const std::vector<FirstTable>& tables) {
  std::vector<std::string> words;
  for (std::size_t k = 0; k < tables.size(); ++k) words.push_back(fmt::format("{}: {}", k, table_in_words(tables[k])));
  return fmt::format("{}", fmt::join(words, ", "));
}

/// What the arguments about two steps call what is said.
Argument names_of_slots(const TwoStep& sizes) {
  return {fmt::format(
      "Notation: player 2 says a2 to -1, d to 0 and e to 1 in epoch 1 ({0}, {0} and {1} bits), b2 to -1 in epoch 2; "
      "players 1 and 0 say a1 and a0, then b1 and b0, to -1 ({0} bits each).",
      sizes.c, std::uint64_t{sizes.c} * sizes.m)};
}

std::string entry_in_words(const Task& task, Player l, std::uint64_t position) {
  if (l == 1) return fmt::format("z_1({})", position);
  const std::uint64_t columns = task.range(l - 1);
  return fmt::format("z_{}({},{})", l, position / columns, position % columns);
}

void add_contexts(const CountingBound& bound, const Task& task, Argument& argument) {
  constexpr std::size_t most_shown = 16;
  const Player last = task.length();
  ArgumentTable table;
  for (Player p = task.n().empty() ? 0 : first_player; p < last; ++p) {
    table.heads.push_back(p == first_player ? "w" : fmt::format("z_{}", p));
  }
  table.heads.push_back("asks for");
  std::set<std::uint64_t> entries;
  for (const CountingContext& context : bound.contexts) {
    const std::uint64_t position = asked_position(task, context, last);
    entries.insert(position);
    if (table.rows.size() == most_shown) continue;
    auto& row = table.rows.emplace_back();
    for (Player p = task.n().empty() ? 0 : first_player; p < last; ++p) {
      row.push_back(input_in_words(task, p, context[seat(p)]));
    }
    row.push_back(entry_in_words(task, last, position));
  }
  argument.emplace_back(std::move(table));
  if (bound.contexts.size() > most_shown) {
    argument.emplace_back(fmt::format("... and {} contexts more, in counting.json; all ask for {} different entries.",
                                      bound.contexts.size() - most_shown, entries.size()));
  }
}

}  // namespace

Argument argument_of(const CountingBound& bound, const CountingReport& report, const Instance& instance) {
  const Player last = instance.last_player();
  const bool one = bound.contexts.size() == 1;
  Argument argument = {fmt::format(
      "Consider {} context{}: inputs of all players but {}. The answer{} one entry of z_{}:", bound.contexts.size(),
      one ? "" : "s", last, one ? " is" : " in each is", last)};
  add_contexts(bound, instance.task(), argument);
  argument.emplace_back(fmt::format("Over all tables z_{} there are {} different lists of right answers in them.", last,
                                    report.answers.str()));
  for (const auto& [player, epoch] : bound.knows_after) {
    if (player != last)
      argument.emplace_back(fmt::format("Let player {} know z_{} after epoch {}.", player, last, epoch));
  }
  argument.emplace_back(fmt::format(
      "What tells the answers is what those who know z_{} say to those who do not. In how many situations at most:",
      last));
  ArgumentTable table{.heads = {"message", "bits", "situations", "together"}, .rows = {}};
  for (const CountedMessage& message : report.messages) {
    const Integer bits = message.situations * message.width;
    table.rows.push_back({fmt::format("epoch {}, player {} to player {}", message.message.epoch, message.message.sender,
                                      message.message.receiver),
                          std::to_string(message.width), message.situations.str(), bits.str()});
  }
  if (table.rows.empty()) {
    argument.emplace_back("  none: no such message can matter.");
  } else {
    argument.emplace_back(std::move(table));
  }
  argument.emplace_back(fmt::format(
      "Together {0} bit{1}, so at most 2^{0} different things are said; but {2} lists of answers are needed, "
      "and that is more.",
      report.bits.str(), report.bits == 1 ? "" : "s", report.answers.str()));
  return argument;
}

Argument argument_of(const AdaptiveBound& bound, const TwoStep& sizes) {
  Argument argument = names_of_slots(sizes);
  argument.emplace_back(fmt::format("Tables z_1, by number: {}.", tables_in_words(bound.z1)));
  argument.emplace_back(
      "The control, what is said without z_2 (a1, a0 and what player 1 tells 0), is fixed first. Then z_2 is chosen "
      "entry by entry:");
  argument.emplace_back(
      fmt::format("N counts what player 2 may still have said, at first {}; a context (w, z_0, z_1) reads messages "
                  "that were not read before, of k bits; some value of its entry is given by at most "
                  "floor(N * 2^k / {}) of them, and z_2 takes it. With N = 0 nothing that is said gives all of these "
                  "entries.",
                  bound.split ? "its share of d" : "1", sizes.q2));
  append(argument, adaptive_tables(bound, sizes));
  return argument;
}

Argument argument_of(const RowCertificate& certificate, const RowReport& report) {
  const TwoStep& sizes = report.sizes;
  Argument argument = names_of_slots(sizes);
  argument.emplace_back(fmt::format("Positions z_0: {}. Tables z_1, by number: {}.", fmt::join(certificate.z0, ", "),
                                    tables_in_words(certificate.z1)));
  argument.emplace_back(
      fmt::format("Fix e of these tables and d of these positions, {} bits in all. What is left of z_2, row by row (a "
                  "row for each w):",
                  report.ahead.str()));
  argument.emplace_back(
      "If tables S and positions A look alike to player -1 at w, then its answers at all z_1(z_0) of them follow from "
      "a2 and b2 alone. One of these templates always looks alike:");
  constexpr std::size_t most_templates = 12;
  ArgumentTable table{
      .heads = {"template", "tables S", "positions A", "entries asked for", "weight", "values at most", "of"},
      .rows = {}};
  for (std::size_t k = 0; k < certificate.templates.size() && k < most_templates; ++k) {
    std::uint64_t weights = 0;
    std::vector<std::uint64_t> covered(sizes.q1);
    const std::size_t first = table.rows.size();
    for (const RowPart& part : certificate.templates[k]) {
      std::set<std::uint32_t> entries;
      std::vector<std::uint32_t> positions;
      for (const std::size_t position : part.positions) positions.push_back(certificate.z0[position]);
      for (const std::size_t number : part.tables) {
        for (const std::uint32_t position : positions) entries.insert(certificate.z1[number][position]);
      }
      for (const std::uint32_t entry : entries) covered[entry] += part.weight;
      weights += part.weight;
      table.rows.push_back(
          {table.rows.size() == first ? std::to_string(k + 1) : "", fmt::format("{{{}}}", fmt::join(part.tables, ",")),
           fmt::format("{{{}}}", fmt::join(positions, ",")), fmt::format("{{{}}}", fmt::join(entries, ",")),
           fmt::format("{}/{}", part.weight, certificate.denominator), "", ""});
    }
    std::uint64_t fixed = 0;
    for (const std::uint64_t one : covered) fixed += std::min<std::uint64_t>(one, certificate.denominator);
    table.rows.back()[5] =
        fmt::format("2^({}/{})", sizes.c * (certificate.denominator + weights), certificate.denominator);
    table.rows.back()[6] = fmt::format("{}^({}/{})", sizes.q2, fixed, certificate.denominator);
  }
  argument.emplace_back(std::move(table));
  if (certificate.templates.size() > most_templates) {
    argument.emplace_back(
        fmt::format("... and {} templates more, in rows.json.", certificate.templates.size() - most_templates));
  }
  argument.emplace_back(
      fmt::format("Every row loses at least what the weakest template loses; from n = {} on the rows lose more than "
                  "the {} bits that were fixed ahead.",
                  report.least_n, report.ahead.str()));
  return argument;
}

Argument argument_of(const WeightedBound& bound, const WeightedReport& report) {
  const TwoStep& sizes = report.sizes;
  Argument argument = names_of_slots(sizes);
  argument.emplace_back(
      fmt::format("Queries 0 to {}; positions z_0: {}.", bound.queries - 1, fmt::join(bound.z0, ", ")));
  constexpr std::size_t most_tables = 24;
  ArgumentTable tables{.heads = {"table", "z_1", "asks in each row for", "weight"}, .rows = {}};
  for (std::size_t k = 0; k < bound.z1.size() && k < most_tables; ++k) {
    std::set<std::uint32_t> entries;
    for (const std::uint32_t position : bound.z0) entries.insert(bound.z1[k][position]);
    tables.rows.push_back({std::to_string(k), table_in_words(bound.z1[k]),
                           fmt::format("{{{}}}", fmt::join(entries, ",")),
                           fmt::format("{}/{}", bound.weights[k], bound.denominator)});
  }
  argument.emplace_back(std::move(tables));
  if (bound.z1.size() > most_tables) {
    argument.emplace_back(
        fmt::format("... and {} tables more, in weighted-counting.json.", bound.z1.size() - most_tables));
  }
  argument.emplace_back(
      "What all may hear (a2, d, b2) is counted whole; e[z_1] only tells of the entries that z_1 asks for, so it is "
      "averaged over the tables by their weights:");
  const auto times = [&](const char* what) { return fmt::format("{}, times {}", what, report.denominator); };
  argument.emplace_back(ArgumentTable{
      .heads = {"what", "bits"},
      .rows = {{times("heard by all"), report.common.str()},
               {times("e on average"), report.averaged.str()},
               {times("needed: entries"), fmt::format("{} of log2({}) each", report.entries.str(), sizes.q2)}}});
  argument.emplace_back("The first two lines together are less than the third, in integers.");
  return argument;
}

}  // namespace arcsat
