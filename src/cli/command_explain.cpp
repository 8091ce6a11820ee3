#include <fmt/format.h>

#include <filesystem>
#include <limits>
#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/closed_form_argument.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/narrowing.hpp"
#include "cli/protocol_argument.hpp"
#include "explain/bundle_argument.hpp"
#include "explain/cut.hpp"
#include "explain/decomposition_file.hpp"
#include "explain/description.hpp"
#include "explain/explanation.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

constexpr int exit_fails = 2;
/// A page.
constexpr std::size_t most_lines = 60;

/// Exit code 0, or CheckFailed if it does not hold.
int judge_decomposition(const Protocol& protocol, const std::string& path, bool as_json, const Budget& budget) {
  const Decomposition claim = parse_decomposition(read_file(path), path);
  std::uint64_t runs = 0;
  try {
    runs = check_decomposition(protocol, claim, budget);
  } catch (const CheckFailed& error) {
    throw CheckFailed(path + ": " + error.what());
  }
  const Instance& instance = protocol.instance();
  const bool counts =
      claim.l == instance.last_player() && claim.epochs == instance.epochs() && !instance.inputs().listed();
  std::optional<Lemma43> lemma;
  if (counts) lemma = lemma_4_3(instance, claim);
  if (as_json) {
    Json out = {{"format", "arcsat-decomposition-check"}, {"version", 1}, {"holds", true}, {"runs", runs}};
    if (lemma) {
      out["lemma_4_3"] = {{"R", lemma->members},
                          {"most_if_right", lemma->most},
                          {"refutes", lemma->refutes()},
                          {"disagree", lemma->disagree()}};
    }
    arcsat::print_json(out);
    return 0;
  }
  print_line("{}: holds: in {} runs all {} members of R sound alike to the players below {}", path, runs,
             claim.R.size(), claim.l);
  if (lemma) {
    print_line("Lemma 4.3: |R| = {}, at most {} agree on the {} entries asked for; R's members {}", lemma->members,
               lemma->most, lemma->cover.size(), lemma->disagree() ? "do not, so that the protocol is wrong" : "do");
  }
  return 0;
}

/// The first lines, so that there are at most so many.
void print_some(const std::vector<std::string>& lines, std::size_t most) {
  const std::size_t shown = lines.size() <= most ? lines.size() : most - 1;
  for (std::size_t k = 0; k < shown; ++k) print_line("{}", lines[k]);
  if (shown < lines.size()) print_line("... ({} lines, which --full shows)", lines.size() - shown);
}

void print_checked(const std::vector<std::string>& checked) {
  print_line("Checked:");
  for (const std::string& one : checked) print_line("  {}", one);
}

/// The bundle in a directory; nullptr for a file. Throws what Bundle throws.
std::unique_ptr<const Bundle> bundle_in(const std::string& path, const CheckOptions& options, const Budget& budget) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return nullptr;
  return std::make_unique<const Bundle>(path, options, budget);
}

constexpr std::size_t all_rows = std::numeric_limits<std::size_t>::max();

/// With as many rows of each table as leave room for the example, which comes last.
std::optional<Argument> on_a_page(const Bundle& bundle) {
  std::optional<Argument> listed;
  for (const std::size_t most_rows : {12U, 6U, 3U, 1U}) {
    listed = large_witness_in(bundle, most_rows);
    if (!listed || lines_of(*listed).size() < most_lines - 8) break;
  }
  return listed;
}

/// What evidence says that is no protocol to be run: the argument of a refutation, or what a large witness lists; and what its check did.
int explain_evidence(const Bundle& bundle, const Argument& argument, bool as_json, bool full) {
  const EvidenceKind& kind = *bundle.certificate().kind;
  const std::vector<std::string> checked = kind.check(bundle).done;
  const std::vector<std::string> lines = lines_of(argument);
  const bool refuted = kind.verdict == Verdict::unrealizable;
  if (as_json) {
    arcsat::print_json({{"format", "arcsat-explanation"},
                        {"version", 2},
                        {"instance", Json::parse(canonical_json(*bundle.instance()))},
                        {refuted ? "refuted_by" : "witnessed_by", kind.name},
                        {"argument", lines},
                        {"tables", tables_json(argument)},
                        {"checked", checked}});
    return 0;
  }
  print_line("Claim: {}.", bundle.certificate().statement);
  if (!refuted) print_line("Too many inputs to run each. What the evidence says of all of them:");
  // The claim and the line after it, the argument, a line between, and what was checked.
  const std::size_t room = most_lines - 3 - std::min<std::size_t>(checked.size(), most_lines / 2);
  print_some(lines, full ? lines.size() : room);
  print_checked(checked);
  return 0;
}

/// What a protocol says that is written down for all inputs at once; nothing is run.
int explain_large_closed_form(const Bundle& bundle, bool as_json, bool full) {
  const ClosedFormExplanation found = explain_closed_form(bundle);
  if (as_json) {
    arcsat::print_json({{"format", "arcsat-explanation"},
                        {"version", 2},
                        {"instance", Json::parse(canonical_json(*bundle.instance()))},
                        {"closed_form", found.closed_form},
                        {"checked", found.checked}});
    return 0;
  }
  const Instance& instance = *bundle.instance();
  print_line("Claim: {}.", bundle.certificate().statement);
  print_line(
      "Too many inputs to run each. What is said is written down for all of them; {} of {} messages say something:",
      found.words.size(), instance.scheme().slots());
  std::vector<std::string> lines;
  for (const std::string& one : found.words) lines.push_back("  " + one);
  lines.push_back(fmt::format("  the answer: i_{}, which follows from what is then known", instance.last_player()));
  const std::size_t room = most_lines - 3 - std::min<std::size_t>(found.checked.size(), most_lines / 2);
  print_some(lines, full ? lines.size() : room);
  print_checked(found.checked);
  return 0;
}

int run_explain(const Words& words) {
  CommandLine line(
      "explain", "explain PROTOCOL|BUNDLE [OPTIONS]",
      "Says why a protocol fails: which final views belong to inputs with different right answers, two such "
      "inputs side by side, an indistinguishable decomposition. One that works is simplified, replayed on all "
      "inputs and described: what each message says, in words or as a table with names, and one input as an "
      "example; one in closed form of too many inputs is described as it is written. results/check_explanation.py "
      "rebuilds both from --json. Of a refutation it gives the argument, and what was checked. Exit code 0 if it works "
      "or is a refutation, 2 if it fails.");
  line.option("epochs", "look at its first N epochs alone, without its answers");
  line.option("decomposition", "instead: check that this decomposition (a JSON file) holds for it; exit code 2 if not");
  line.flag("narrow", "of a protocol that works: also decide which messages could have fewer bits");
  line.option("time-limit", "with --narrow: wall-clock seconds for all its decisions together (default: 60)");
  line.flag("full", "all tables of a description, even if it has more than 60 lines");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  if (line.positionals().empty()) throw InputError("found no protocol, expected arcsat explain PROTOCOL|BUNDLE");
  const Budget budget;
  const CheckOptions options;
  const bool narrowing = line.has("narrow");
  if (line.has("time-limit") && !narrowing) throw InputError("--time-limit: found no --narrow, expected it, too");
  if (narrowing && (line.has("epochs") || line.has("decomposition"))) {
    throw InputError("--narrow: found --epochs or --decomposition, expected neither beside it");
  }
  constexpr std::int64_t usual_seconds = 60;
  constexpr std::int64_t most_seconds = 1'000'000;
  const auto seconds = static_cast<double>(line.integer("time-limit", 1, most_seconds).value_or(usual_seconds));
  const bool of_a_protocol = line.has("epochs") || line.has("decomposition");
  const bool as_json = line.has("json");
  const bool full = line.has("full");
  if (const auto bundle = of_a_protocol ? nullptr : bundle_in(line.positionals().front(), options, budget)) {
    if (bundle->certificate().verdict() == Verdict::unrealizable) {
      if (narrowing) throw InputError("--narrow: found a refutation, expected a protocol that works");
      return explain_evidence(*bundle, argument_in(*bundle), as_json, full);
    }
    if (!narrowing) {
      if (const auto listed = full ? large_witness_in(*bundle, all_rows) : on_a_page(*bundle)) {
        return explain_evidence(*bundle, *listed, as_json, full);
      }
    }
    if (!narrowing && is_large_closed_form(*bundle)) return explain_large_closed_form(*bundle, as_json, full);
  }
  const Protocol whole = protocol_in(line.positionals().front(), budget);
  const int all = whole.instance().epochs();
  const int epochs = static_cast<int>(line.integer("epochs", 1, all).value_or(all));
  const Protocol protocol = cut_to(whole, epochs);
  if (line.has("decomposition")) return judge_decomposition(protocol, line.text("decomposition"), as_json, budget);
  const FinalViews views(protocol, budget);
  const Explanation found = explain(views, epochs == all, budget);
  const bool solves = epochs == all && !found.pair && !found.wrong;
  if (as_json) {
    Json out = {{"format", "arcsat-explanation"},
                {"version", 2},
                {"instance", Json::parse(canonical_json(protocol.instance()))},
                {"cut_from_epochs", all}};
    const Json rest = json_of(found, protocol);
    for (const auto& [key, value] : rest.members()) out[key] = value;
    if (solves) {
      try {
        const DescribedProtocol described = describe(protocol, budget);
        out["description"] = described.json();
        if (narrowing) out["narrowed"] = json_of(narrow(described, seconds, budget));
      } catch (const Unsupported& error) {
        out["not_described"] = error.what();
      }
    }
    arcsat::print_json(out);
  } else {
    print_line("Claim: {}{}.", statement(protocol.instance(), Verdict::realizable),
               epochs < all ? fmt::format(" (tried: the first {} of a protocol's {} epochs)", epochs, all) : "");
    const std::vector<std::string> lines = words_of(found, protocol);
    for (const std::string& one : lines) print_line("{}", one);
    if (solves) {
      std::optional<std::size_t> most;
      if (!full) most = most_lines - 1 - lines.size();
      try {
        const DescribedProtocol described = describe(protocol, budget);
        for (const std::string& one : described.words(most)) print_line("{}", one);
        flush_output();
        if (narrowing) {
          for (const std::string& one : words_of(narrow(described, seconds, budget))) print_line("{}", one);
        }
      } catch (const Unsupported& error) {
        print_line("Not described: {}.", error.what());
        for (const std::string& one : one_run_in_words(protocol)) print_line("{}", one);
      }
    }
  }
  return found.pair || found.wrong ? exit_fails : 0;
}

}  // namespace

const Command explain_command = {"explain", "say why a protocol fails", run_explain};

}  // namespace arcsat::cli
