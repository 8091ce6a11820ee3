#include "cli/refutation_argument.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "certify/adaptive_counting_file.hpp"
#include "certify/counting_file.hpp"
#include "certify/row_certificate_file.hpp"
#include "certify/weighted_counting_file.hpp"
#include "explain/input_words.hpp"
#include "explain/refutation.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

bool has(const Bundle& bundle, std::string_view file) {
  const auto& files = bundle.certificate().kind->files;
  return std::find(files.begin(), files.end(), file) != files.end();
}

/// The inputs that an instance is restricted to, a line for each player or each input.
void add_inputs(const Instance& instance, std::vector<std::string>& lines) {
  const Task& task = instance.task();
  constexpr std::size_t most_listed = 24;
  const Restriction& restriction = instance.restriction();
  for (const auto& [player, list] : restriction.lists) {
    std::vector<std::string> words;
    for (std::size_t k = 0; k < list.size() && k < most_listed; ++k) {
      words.push_back(task.numbered(player) ? entries_in_words(task, player, list[k])
                                            : fmt::format("table {}", list[k]));
    }
    lines.push_back(fmt::format("  {} is one of {}: {}{}", player == first_player ? "w" : fmt::format("z_{}", player),
                                list.size(), fmt::join(words, ", "), list.size() > most_listed ? ", ..." : ""));
  }
  for (std::size_t k = 0; k < restriction.tuples.size() && k < most_listed; ++k) {
    std::vector<std::string> words;
    for (Player p = first_player; p <= task.length(); ++p)
      words.push_back(player_in_words(task, p, restriction.tuples[k][seat(p)]));
    lines.push_back(fmt::format("  {}", fmt::join(words, ", ")));
  }
  if (restriction.tuples.size() > most_listed)
    lines.push_back(fmt::format("  ... {} inputs more", restriction.tuples.size() - most_listed));
}

std::vector<std::string> formula_argument(const Bundle& bundle) {
  std::vector<std::string> lines;
  const SolvedFormula& solved = bundle.certificate().solved.value();
  if (has(bundle, "sub-instance.toml")) {
    const Instance part = parse_instance(bundle.read("sub-instance.toml"), bundle.path("sub-instance.toml"));
    lines.push_back(
        fmt::format("Already {} of the {} allowed inputs are too many for messages of the same widths. These are they:",
                    part.inputs().size(), bundle.instance()->inputs().size()));
    add_inputs(part, lines);
  }
  lines.push_back(fmt::format(
      "A formula of {} variables and {} clauses says that a protocol is right on these inputs (encoder {}).",
      solved.variables, solved.clauses, solved.encoder));
  lines.push_back(fmt::format("Simplified is what loses no protocol but up to a renaming: symmetries broken: {}.",
                              solved.symmetry));
  lines.push_back(
      fmt::format("{} {} found no model; its proof became an LRAT proof, each clause of which follows from earlier "
                  "ones by unit propagation.",
                  solved.engine, solved.engine_version));
  return lines;
}

}  // namespace

std::unique_ptr<const Bundle> refutation_bundle(const std::string& path, const CheckOptions& options,
                                                const Budget& budget) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return nullptr;
  auto bundle = std::make_unique<const Bundle>(path, options, budget);
  return bundle->certificate().verdict() == Verdict::unrealizable ? std::move(bundle) : nullptr;
}

Refutation refutation_in(const Bundle& bundle) {
  Refutation refutation;
  const Judgement judgement = bundle.certificate().kind->check(bundle);
  refutation.checked = judgement.done;
  const Instance& instance = *bundle.instance();
  const auto text = [&](std::string_view file) { return bundle.read(file); };
  if (has(bundle, "counting.json")) {
    const CountingBound bound = parse_counting_bound(text("counting.json"), bundle.path("counting.json"));
    const auto decoder = as_decoder(bundle.instance());
    if (!decoder) throw CheckFailed("counting bounds hold for decoders alone");
    refutation.argument = words_of(bound, check_counting(*decoder, bound), instance);
  } else if (has(bundle, "adaptive-counting.json")) {
    const auto bound = parse_adaptive_bound(text("adaptive-counting.json"), bundle.path("adaptive-counting.json"));
    refutation.argument = words_of(bound, check_adaptive(instance, bound).sizes);
  } else if (has(bundle, "rows.json")) {
    const RowCertificate certificate = parse_row_certificate(text("rows.json"), bundle.path("rows.json"));
    refutation.argument = words_of(certificate, check_rows(instance, certificate));
  } else if (has(bundle, "weighted-counting.json")) {
    const auto bound = parse_weighted_bound(text("weighted-counting.json"), bundle.path("weighted-counting.json"));
    refutation.argument = words_of(bound, check_weighted(instance, bound));
  } else if (bundle.certificate().solved) {
    refutation.argument = formula_argument(bundle);
  } else {
    refutation.argument = {
        fmt::format("Refuted by {}; what the numbers are is said below, and why they are enough in src/certify.",
                    bundle.certificate().method())};
  }
  return refutation;
}

}  // namespace arcsat::cli
