#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/standard_streams.hpp"
#include "check/separation.hpp"
#include "cli/commands.hpp"
#include "cli/run_options.hpp"
#include "evidence/bundle_place.hpp"
#include "evidence/evidence.hpp"
#include "protocol/instance_file.hpp"
#include "run/decide.hpp"
#include "transformer/transformer_file.hpp"

namespace arcsat::cli {

namespace {

namespace fs = std::filesystem;

constexpr int exit_other_verdict = 2;
constexpr int exit_undecided = 4;

/// Nothing, or an empty directory: a separation takes nobody's place.
void require_separation_place(const std::string& directory) {
  std::error_code error;
  const fs::file_type type = fs::symlink_status(directory, error).type();
  const bool free = type == fs::file_type::not_found ||
                    (type == fs::file_type::directory && fs::is_empty(directory, error) && !error);
  if (!free) CommandLine::reject("out", directory, "nothing or an empty directory there");
  require_bundle_place(directory);
}

/// Decides one cell; 0 if the verdict is the expected one, else the exit code.
int decide_side(const std::shared_ptr<const Instance>& instance, Verdict expected, const DecideOptions& options,
                const std::string& bundle) {
  const Decision decision = decide(instance, options);
  print_line("{}: {}.", verdict_words(decision), decision.statement);
  flush_output();
  if (decision.verdict == Verdict::undecided) {
    print_line("reason: {}", decision.reason);
    return exit_undecided;
  }
  if (decision.verdict != expected) {
    print_line("no separation: expected {}", to_string(expected));
    return exit_other_verdict;
  }
  write_bundle(bundle, *instance, decision);
  return 0;
}

/// The possible cell, which a Transformer solves.
void certify_transformer(Transformer transformer, const DecideOptions& options, const std::string& bundle) {
  Progress progress(options.progress, options.time_limit_seconds);
  progress.phase("running");
  const auto started = Clock::now();
  const TransformerWitness witness =
      check_transformer_witness(std::move(transformer), Budget(options.time_limit_seconds, std::nullopt), progress);
  progress.end();
  const Instance& instance = *witness.transformer.instance;
  print_line("realizable: {}.", statement(instance, Verdict::realizable));
  for (const std::string& words : witness.words(instance)) print_line("{}", words);
  const Certificate::Times seconds = {.check = seconds_since(started)};
  write_bundle(bundle, instance, witness, std::nullopt, std::string(TransformerWitness::kind.argued_as), seconds);
}

/// The directory in which a separation grows; gone unless it was put in place.
struct Working {
  std::string path;
  ~Working() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
};

int run_separate(const Words& words) {
  CommandLine line(
      "separate", "separate IMPOSSIBLE.toml POSSIBLE.toml|--transformer FILE --out DIR [OPTIONS]",
      "Decides two instances that differ in their epochs, their model or their thoughts alone, and writes a "
      "separation. Exit code 0: the first is impossible and the second possible, both certified; 2: a "
      "verdict is otherwise; 4: one was not decided.");
  add_run_options(line);
  line.option("transformer", "weights of a Transformer that solves the second instance, which is the file's");
  line.option("out", "write the separation there");
  if (!line.parse(words, 2)) return 0;
  const bool by_transformer = line.has("transformer");
  if (line.positionals().size() != (by_transformer ? 1 : 2)) {
    throw InputError(fmt::format(
        "found {} files, expected arcsat separate IMPOSSIBLE.toml POSSIBLE.toml|--transformer FILE --out DIR",
        line.positionals().size()));
  }
  if (!line.has("out") || line.text("out").empty()) throw InputError("found no --out, expected a directory");
  if (line.has("no-certify")) throw InputError("found --no-certify, expected a separation to be certified");
  DecideOptions options = run_options(line);
  options.smaller_evidence = true;
  const auto impossible = std::make_shared<const Instance>(read_instance(line.positionals()[0]));
  std::optional<Transformer> transformer;
  if (by_transformer) transformer = read_transformer(line.text("transformer"));
  const auto possible =
      by_transformer ? transformer->instance : std::make_shared<const Instance>(read_instance(line.positionals()[1]));
  try {
    difference_of(*impossible, *possible);
  } catch (const CheckFailed& error) {
    throw InputError(error.what());
  }
  const std::string directory = line.text("out");
  require_separation_place(directory);
  Working working{make_beside(directory)};
  if (const int code = decide_side(impossible, Verdict::unrealizable, options, working.path + "/impossible"))
    return code;
  if (transformer) {
    certify_transformer(std::move(*transformer), options, working.path + "/possible");
  } else if (const int code = decide_side(possible, Verdict::realizable, options, working.path + "/possible")) {
    return code;
  }
  write_separation(working.path);
  const Separation separation = check_separation(working.path, {}, Budget());
  // If the place was taken meanwhile, the error says what stands beside it now: that is not to be deleted.
  put_in_place(std::exchange(working.path, {}), directory);
  print_line("{}: {}.", to_string(separation.difference), separation.sentence);
  print_line("separation: {} (arcsat check {} judges it anew)", directory, directory);
  return 0;
}

}  // namespace

const Command separate_command = {"separate", "certify that two instances differ in their answer", run_separate};

}  // namespace arcsat::cli
