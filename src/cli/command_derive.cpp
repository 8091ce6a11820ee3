#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/standard_streams.hpp"
#include "cli/commands.hpp"
#include "cli/instance_options.hpp"
#include "evidence/bundle_place.hpp"
#include "evidence/evidence.hpp"

namespace arcsat::cli {

namespace {

int run_derive(const Words& words) {
  CommandLine line(
      "derive", "derive INSTANCE --from BUNDLE [--from BUNDLE] --out DIR [OPTIONS]",
      "Derives the verdict on an instance from bundles, by the order between instances, and writes a bundle "
      "that holds them. Exit code 10: realizable, 20: unrealizable; 2: nothing follows, or a bundle does not "
      "hold.");
  add_instance_options(line);
  line.repeatable("from", "a bundle to start from; two, if two protocols are to be put side by side");
  line.option("out", "write the bundle there");
  line.option("time-limit", "wall-clock seconds");
  if (!line.parse(words, 1)) return 0;
  const std::vector<std::string> bases = line.texts("from");
  if (bases.empty()) throw InputError("found no --from, expected a bundle");
  if (bases.size() > 2) throw InputError(fmt::format("found {} times --from, expected one or two", bases.size()));
  if (!line.has("out") || line.text("out").empty()) throw InputError("found no --out, expected a directory");
  const std::string directory = line.text("out");
  require_bundle_place(directory);
  const Budget budget(parse_time_limit(line), std::nullopt);
  const std::shared_ptr<const Instance> instance = instance_of(line);
  const auto started = Clock::now();
  const Evidence evidence = derive(instance, bases, budget);
  const EvidenceKind& kind = kind_of(evidence);
  print_line("{}", to_string(kind.verdict));
  print_line("{}.", statement(*instance, kind.verdict));
  for (const std::string& done : words_of(evidence, *instance)) print_line("{}", done);
  flush_output();
  write_bundle(directory, *instance, evidence, std::nullopt, std::string(kind.argued_as),
               {.encode = 0, .solve = 0, .elaborate = 0, .check = seconds_since(started)});
  print_line("bundle: {} (arcsat check {} judges it anew)", directory, directory);
  return kind.verdict == Verdict::realizable ? 10 : 20;
}

}  // namespace

const Command derive_command = {"derive", "derive a verdict from bundles of other instances", run_derive};

}  // namespace arcsat::cli
