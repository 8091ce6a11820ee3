#include "explain/bundle_argument.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "certify/adaptive_counting_file.hpp"
#include "certify/chain_file.hpp"
#include "certify/counting_file.hpp"
#include "certify/cover_file.hpp"
#include "certify/order_file.hpp"
#include "certify/row_certificate_file.hpp"
#include "certify/sums_check.hpp"
#include "certify/three_step_file.hpp"
#include "certify/weighted_counting_file.hpp"
#include "explain/input_words.hpp"
#include "explain/refutation.hpp"
#include "explain/witness_argument.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/sums_protocol_file.hpp"

namespace arcsat {

namespace {

constexpr std::size_t most_inputs_listed = 24;

bool has(const Bundle& bundle, std::string_view file) {
  const auto& files = bundle.certificate().kind->files;
  return std::find(files.begin(), files.end(), file) != files.end();
}

std::string letter_of(Player p) { return p == first_player ? "w" : fmt::format("z_{}", p); }

std::string counted(std::uint64_t number, const char* thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

/// Which inputs a restricted instance allows: a row for each player, or for each input.
void add_inputs(const Instance& instance, Argument& argument) {
  const Task& task = instance.task();
  const Restriction& restriction = instance.restriction();
  if (!restriction.lists.empty()) {
    ArgumentTable table{.heads = {"input", "values", "which"}, .rows = {}};
    for (Player p = first_player; p <= task.length(); ++p) {
      const auto list = restriction.lists.find(p);
      if (list == restriction.lists.end()) {
        if (!task.numbered(p) || task.indices(p) > 1) {
          table.rows.push_back({letter_of(p), task.numbered(p) ? std::to_string(task.indices(p)) : "", "all"});
        }
        continue;
      }
      std::vector<std::string> words;
      for (std::size_t k = 0; k < list->second.size() && k < most_inputs_listed; ++k) {
        words.push_back(task.numbered(p) ? entries_in_words(task, p, list->second[k])
                                         : fmt::format("table {}", list->second[k]));
      }
      if (list->second.size() > most_inputs_listed) words.push_back("...");
      table.rows.push_back(
          {letter_of(p), std::to_string(list->second.size()), fmt::format("{}", fmt::join(words, ", "))});
    }
    argument.emplace_back(std::move(table));
  }
  if (restriction.tuples.empty()) return;
  ArgumentTable table;
  for (Player p = first_player; p <= task.length(); ++p) table.heads.push_back(letter_of(p));
  for (std::size_t k = 0; k < restriction.tuples.size() && k < most_inputs_listed; ++k) {
    auto& row = table.rows.emplace_back();
    for (Player p = first_player; p <= task.length(); ++p) {
      row.push_back(entries_in_words(task, p, restriction.tuples[k][seat(p)]));
    }
  }
  argument.emplace_back(std::move(table));
  if (restriction.tuples.size() > most_inputs_listed) {
    argument.emplace_back(fmt::format("... and {} inputs more.", restriction.tuples.size() - most_inputs_listed));
  }
}

/// What an encoder leaves out or adds so that the search is shorter; nothing of it loses all protocols.
std::string simplified_by(const SolvedFormula& solved) {
  std::string words;
  if (solved.encoder == "compact") {
    words =
        "messages with room for a whole input are that input; a player who can be told all that it is to say is no "
        "longer asked; last messages become lists of answers";
  }
  std::string broken;
  if (solved.symmetry == "labels") broken = "the values that a receiver hears first have fixed names";
  if (solved.symmetry == "all") {
    broken = solved.encoder == "compact"
                 ? "the values of messages have fixed names, and inputs that are alike but for a renaming are in order"
                 : "the values of all messages have fixed names";
  }
  if (solved.symmetry == "double-lex") broken = "rows and columns that can be swapped are in order";
  if (!broken.empty()) words += (words.empty() ? "" : "; ") + broken + fmt::format(" (symmetry {})", solved.symmetry);
  return words.empty() ? "nothing" : words;
}

void add_formula(const Bundle& bundle, Argument& argument) {
  const SolvedFormula& solved = bundle.certificate().solved.value();
  const Instance& instance = *bundle.instance();
  std::string said = "a protocol is right on all inputs";
  if (has(bundle, "sub-instance.toml")) {
    const Instance part = parse_instance(bundle.read("sub-instance.toml"), bundle.path("sub-instance.toml"));
    argument.emplace_back(fmt::format(
        "Already {} of the {} allowed inputs are too many for messages of the same widths:", part.inputs().size(),
        instance.inputs().size()));
    add_inputs(part, argument);
    said = "a protocol is right on these inputs";
  } else if (has(bundle, "blocks-by-formula.json")) {
    said = "there are trees as the claim by a formula needs them";
  } else if (!instance.restriction().lists.empty() || instance.restriction().by_tuples) {
    argument.emplace_back(fmt::format("The {}:", counted(instance.inputs().size(), "allowed input")));
    add_inputs(instance, argument);
    said = "a protocol is right on these inputs";
  }
  argument.emplace_back(fmt::format("A formula of {} variables and {} clauses says that {} (encoder {}).",
                                    solved.variables, solved.clauses, said, solved.encoder));
  argument.emplace_back(
      fmt::format("Simplified, by what loses no protocol but up to a renaming: {}.", simplified_by(solved)));
  argument.emplace_back(
      fmt::format("{} {} found no model; its proof became an LRAT proof, each clause of which follows from earlier "
                  "ones by unit propagation.",
                  solved.engine, solved.engine_version));
}

std::string rule_in_words(const OrderRule& rule) {
  if (const auto* embedding = std::get_if<Embedding>(&rule)) {
    return fmt::format(
        "Each input of the easier instance becomes one of the harder: tables keep their entries and are 0 elsewhere, "
        "and the "
        "answer stays. The epochs of the harder take place in the blocks of epochs of the easier that end with {}, in "
        "which "
        "there is room for its messages{}.",
        fmt::join(embedding->ends, ", "),
        embedding->informed ? "; player 1 is told at once what it is to say to player -1" : "");
  }
  if (std::holds_alternative<StrongerModel>(rule)) {
    return "The easier instance's model is at least as strong, and all else is the same.";
  }
  return std::get<Joining>(rule) == Joining::answers
             ? "Two protocols run side by side, in the same epochs: each finds a part of the answer."
             : "Two protocols run side by side, in the same epochs: each is there for a part of the queries.";
}

Argument derived_argument(const Bundle& bundle) {
  const OrderDerivation derivation =
      parse_order_derivation(bundle.read("derivation.json"), bundle.path("derivation.json"));
  const Bundle base(bundle.path("base"), bundle.options(), bundle.budget());
  Argument argument = {
      "A protocol for this instance would give one for another, of which it is known that there is none.",
      rule_in_words(derivation.rule), fmt::format("The other: {}.", base.certificate().statement)};
  append(argument, argument_in(base));
  return argument;
}

}  // namespace

Argument argument_in(const Bundle& bundle) {
  const Instance& instance = *bundle.instance();
  const auto text = [&](std::string_view file) { return bundle.read(file); };
  if (has(bundle, "counting.json")) {
    const CountingBound bound = parse_counting_bound(text("counting.json"), bundle.path("counting.json"));
    const auto decoder = as_decoder(bundle.instance());
    if (!decoder) throw CheckFailed("counting bounds hold for decoders alone");
    return argument_of(bound, check_counting(*decoder, bound), instance);
  }
  if (has(bundle, "adaptive-counting.json")) {
    const auto bound = parse_adaptive_bound(text("adaptive-counting.json"), bundle.path("adaptive-counting.json"));
    return argument_of(bound, two_step_of(instance));
  }
  if (has(bundle, "rows.json")) {
    const RowCertificate certificate = parse_row_certificate(text("rows.json"), bundle.path("rows.json"));
    return argument_of(certificate, check_rows(instance, certificate));
  }
  if (has(bundle, "weighted-counting.json")) {
    const auto bound = parse_weighted_bound(text("weighted-counting.json"), bundle.path("weighted-counting.json"));
    return argument_of(bound, check_weighted(instance, bound));
  }
  if (has(bundle, "chain.json")) {
    const Chain chain = parse_chain(text("chain.json"), bundle.path("chain.json"));
    return argument_of(chain, check_chain(instance, chain), instance);
  }
  if (has(bundle, "three-steps.json")) {
    const auto bound = parse_three_step_bound(text("three-steps.json"), bundle.path("three-steps.json"));
    return argument_of(bound, check_three_step(instance, bound), instance);
  }
  for (const char* file : {"blocks.json", "blocks-by-formula.json"}) {
    if (!has(bundle, file)) continue;
    const BlockBound bound = parse_block_bound(text(file), bundle.path(file));
    Argument argument = argument_of(bound, check_blocks(one_step_of(instance), bound));
    if (bundle.certificate().solved) add_formula(bundle, argument);
    return argument;
  }
  if (has(bundle, "derivation.json")) return derived_argument(bundle);
  if (!bundle.certificate().solved) {
    throw InternalError(fmt::format("found no argument for evidence of kind {}", bundle.certificate().kind->name));
  }
  Argument argument;
  add_formula(bundle, argument);
  return argument;
}

std::optional<Argument> large_witness_in(const Bundle& bundle, std::size_t most_rows) {
  constexpr std::uint64_t most_inputs_run = std::uint64_t{1} << 20;
  const Instance& instance = *bundle.instance();
  if (instance.inputs().numbered() && instance.inputs().size() <= most_inputs_run) return std::nullopt;
  if (has(bundle, "xor-protocol.json")) {
    const std::string file = "xor-protocol.json";
    const SumsProtocol protocol = parse_sums_protocol(bundle.read(file), bundle.path(file));
    check_sums_protocol(protocol);
    return argument_of(protocol, most_rows);
  }
  if (has(bundle, "cover.json")) {
    const Cover cover = parse_cover(bundle.read("cover.json"), bundle.path("cover.json"));
    return argument_of(one_step_of(instance), cover);
  }
  if (!has(bundle, "derivation.json")) return std::nullopt;
  const OrderDerivation derivation =
      parse_order_derivation(bundle.read("derivation.json"), bundle.path("derivation.json"));
  Argument argument = {"A protocol follows from one for a harder instance.", rule_in_words(derivation.rule)};
  for (const char* name : {"base", "second-base"}) {
    if (std::string(name) != "base" && !has(bundle, "second-base/certificate.json")) continue;
    const Bundle base(bundle.path(name), bundle.options(), bundle.budget());
    argument.emplace_back(fmt::format("Harder: {}.", base.certificate().statement));
    if (auto more = large_witness_in(base, most_rows)) {
      append(argument, std::move(*more));
    } else {
      argument.emplace_back(fmt::format("Its protocol is in {}, which can be explained by itself.", bundle.path(name)));
    }
  }
  return argument;
}

}  // namespace arcsat
