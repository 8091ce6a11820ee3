#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/instance_options.hpp"
#include "evidence/bundle_place.hpp"
#include "evidence/evidence.hpp"
#include "protocol/model_names.hpp"
#include "protocol/protocol_file.hpp"
#include "transformer/construction.hpp"
#include "transformer/forward.hpp"
#include "transformer/judge.hpp"
#include "transformer/reduction.hpp"
#include "transformer/transformer_file.hpp"

namespace arcsat::cli {

namespace {

constexpr int exit_wrong = 2;

const std::string& output_of(const CommandLine& line) {
  if (!line.has("output") || line.text("output").empty()) throw InputError("found no -o, expected a file to write");
  return line.text("output");
}

Transformer transformer_in(const CommandLine& line, const char* synopsis) {
  if (line.positionals().empty()) throw InputError(fmt::format("found no file, expected arcsat {}", synopsis));
  Transformer transformer = read_transformer(line.positionals().front());
  try {
    require_fits(transformer);
  } catch (const CheckFailed& error) {
    throw CheckFailed(fmt::format("{}: {}", line.positionals().front(), error.what()));
  }
  return transformer;
}

/// By the construction of that name; if it has none, by the first of `model` that applies. An empty `model` is any.
Transformer built(const Task& task, const std::string& model, const Wanted& wanted, const std::string& name) {
  std::string names;
  std::string refusal;
  for (const Construction* construction : constructions()) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", construction->name);
    if (name.empty() ? construction->model != model : construction->name != name) continue;
    if (!model.empty() && construction->model != model) {
      throw InputError(fmt::format("--model: found {} with the construction {}, expected {}, its model",
                                   in_quotes(model), name, construction->model));
    }
    try {
      return construction->build(task, wanted);
    } catch (const InputError& error) {
      if (!name.empty()) throw;
      refusal = error.what();
    }
  }
  if (!refusal.empty()) throw InputError(refusal);
  if (!name.empty()) CommandLine::reject("construction", name, names);
  CommandLine::reject("model", model, model_names);
}

int run_build(const Words& words) {
  std::string offered;
  for (const Construction* construction : constructions()) {
    offered += fmt::format("{}{} ({}: {})", offered.empty() ? "" : "; ", construction->name, construction->model,
                           construction->summary);
  }
  CommandLine line("transformer build", "transformer build --L L --m M --n N --q Q [--model MODEL] -o FILE [OPTIONS]",
                   "Writes the weights of a Transformer that solves the task. All have one head of dimension 1.");
  add_task_options(line);
  line.option("model", fmt::format("{}; default: decoder", model_names));
  line.option("construction", offered);
  line.flag("unnormalised", "y = N mod 2^p, without softmax's denominator");
  line.option("precision", "p; default: the least that will do");
  line.option("output,o", "file to write");
  if (!line.parse(words, 0)) return 0;
  Wanted wanted;
  wanted.normalised = !line.has("unnormalised");
  if (const auto p = line.integer("precision", 1, Transformer::most_precision)) {
    wanted.precision = static_cast<unsigned>(*p);
  }
  const std::string name = line.has("construction") ? line.text("construction") : "";
  // A construction has its model; to name that, too, is no contradiction.
  const std::string model = line.has("model") ? line.text("model") : name.empty() ? "decoder" : "";
  const Transformer transformer = built(task_of(line), model, wanted, name);
  write_file(output_of(line), to_json(transformer));
  print_line("{}: {}; c = {}, residual width {}", output_of(line), words_of(transformer), transformer.bits(),
             transformer.width());
  return 0;
}

/// An index, or entries with dots between them.
Values parse_values(const Instance& instance, const Prompt& prompt, const std::string& text) {
  const Task& task = instance.task();
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ',') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() != static_cast<std::size_t>(task.players())) {
    CommandLine::reject("input", text, fmt::format("{} parts: w,z0,…,z{}", task.players(), task.length()));
  }
  Values values(prompt.size());
  for (Player p = first_player; p <= task.length(); ++p) {
    const std::string& part = parts[seat(p)];
    const std::size_t first = prompt.token_of(p);
    const std::size_t tokens = prompt.end_of_block(first) - first;
    if (p < 1 || part.find('.') == std::string::npos) {
      const std::int64_t most = static_cast<std::int64_t>(p < 1 ? prompt.tokens()[first].values : task.indices(p)) - 1;
      const auto index = static_cast<std::uint64_t>(parse_integer("input", part, 0, most));
      for (std::size_t k = 0; k < tokens; ++k) values[first + k] = p < 1 ? index : task.entry(p, index, k);
      continue;
    }
    std::string entries = part;
    std::replace(entries.begin(), entries.end(), '.', ',');
    const auto list = parse_list("input", entries, 0, static_cast<std::int64_t>(task.range(p)) - 1);
    if (list.size() != tokens) CommandLine::reject("input", part, fmt::format("{} entries of z{}", tokens, p));
    std::copy(list.begin(), list.end(), values.begin() + static_cast<std::ptrdiff_t>(first));
  }
  return values;
}

std::string state_words(const Transformer& transformer, const Machine::State& state) {
  std::string words;
  for (std::size_t k = 0; k < state.size(); ++k) {
    words += fmt::format(" {}={}", transformer.coordinates[k], state[k].str());
  }
  return words;
}

/// Every state after each layer, those that a layer left as they were without their coordinates.
void print_layers(const Transformer& transformer, Forward& forward) {
  const auto& states = forward.states();
  const std::vector<Token>& tokens = forward.prompt().tokens();
  for (std::size_t layer = 0; layer < states.size(); ++layer) {
    print_line("{}", layer == 0 ? "embedding" : fmt::format("layer {}", layer));
    std::size_t unchanged = 0;
    for (std::size_t token = 0; token < tokens.size(); ++token) {
      if (layer > 0 && states[layer][token] == states[layer - 1][token]) {
        ++unchanged;
        continue;
      }
      std::string heard;
      if (layer > 0) {
        const Sums sums = forward.sums(layer - 1, token, 0, forward.prompt().end_of_heard(token));
        heard = fmt::format(" heard {}:", fmt::join(sums, ","));
      }
      print_line("  {}:{}{}", words_of(tokens[token]), heard,
                 state_words(transformer, forward.machine().state(states[layer][token])));
    }
    if (unchanged > 0) print_line("  {} other tokens stay as they are", unchanged);
  }
}

int run_one(const Transformer& transformer, const std::string& text, bool json) {
  Forward forward(transformer);
  const Values values = parse_values(*transformer.instance, forward.prompt(), text);
  const std::optional<TransformerFault> fault = fault_on(forward, values);
  const std::string input = forward.prompt().words_of(values);
  const std::uint64_t right = forward.prompt().right_answer(values);
  if (json) {
    const Json out = {{"format", "arcsat-transformer-run"},
                      {"version", 1},
                      {"input", input},
                      {"right_answer", right},
                      {"fault", fault ? Json(fault->what) : Json()}};
    print_json(out);
    return fault ? exit_wrong : 0;
  }
  print_line("input {}", input);
  try {
    forward.answer(values);
    print_layers(transformer, forward);
  } catch (const CheckFailed& error) {
    print_line("{}", error.what());
    return exit_wrong;
  }
  print_line("{}", fault ? fault->what : fmt::format("answer {} (right)", right));
  return fault ? exit_wrong : 0;
}

int print_report(const Transformer& transformer, const TransformerReport& report, bool json, bool sampled) {
  const std::string solves = fmt::format("{} solves it", words_of(transformer));
  const Prompt prompt(*transformer.instance);
  if (json) {
    const Json out = {{"format", "arcsat-transformer-run"},
                      {"version", 1},
                      {"transformer", words_of(transformer)},
                      {"judged", report.judged},
                      {"way", sampled                         ? "sample"
                              : report.way == AllInputs::each ? "each"
                                                              : "cases"},
                      {"solves", report.fault ? Json(false)
                                 : sampled    ? Json()
                                              : Json(true)},
                      {"input", report.fault ? Json(prompt.words_of(report.fault->values)) : Json()},
                      {"fault", report.fault ? Json(report.fault->what) : Json()}};
    print_json(out);
  } else if (report.fault) {
    print_line("wrong on input {}: {}", prompt.words_of(report.fault->values), report.fault->what);
  } else if (sampled) {
    print_line("sampled: right on {} random inputs; whether it is right on all was not shown", report.judged);
  } else {
    print_line("{}; {}", report.words(), solves);
  }
  return report.fault ? exit_wrong : 0;
}

int run_run(const Words& words) {
  constexpr const char* synopsis = "transformer run FILE --input w,z0,…,zL | --all | --sample N [OPTIONS]";
  CommandLine line(
      "transformer run", synopsis,
      "Runs a Transformer on one input and shows its layers, or judges it on all inputs. Exit code 2: it is "
      "wrong on the input that is shown.");
  line.option("input", "an index for each player, or a table's entries with dots between them");
  line.flag("all", "judge it on every allowed input: each by itself up to 2^21, else by cases");
  line.flag("by-cases", "with --all: by cases, each of which is all inputs with some entries");
  line.option("out", "with --all: write a certificate bundle there, if it solves the task");
  line.option("sample", "judge it on so many random inputs, which shows nothing but faults");
  line.option("seed", "of the sample (default 0)");
  line.option("threads", "how many work at a time (default: all cores)");
  line.option("time-limit", "wall-clock seconds; then undecided");
  line.flag("json", "print one JSON object");
  line.flag("quiet", "no progress on standard error");
  if (!line.parse(words, 1)) return 0;
  const Transformer transformer = transformer_in(line, synopsis);
  if (int{line.has("input")} + int{line.has("all")} + int{line.has("sample")} != 1) {
    throw InputError("found none or several of --input, --all and --sample, expected one");
  }
  if (line.has("by-cases") && !line.has("all")) throw InputError("found --by-cases, expected it with --all alone");
  if (line.has("out") && !line.has("all")) throw InputError("found --out, expected it with --all alone");
  if (line.has("seed") && !line.has("sample")) throw InputError("found --seed, expected it with --sample alone");
  if (line.has("input")) return run_one(transformer, line.text("input"), line.has("json"));
  const Budget budget(parse_time_limit(line), std::nullopt);
  Progress progress(line.has("quiet") ? Progress::Mode::never : Progress::Mode::terminal_only, parse_time_limit(line));
  progress.phase("running");
  if (const auto inputs = line.integer("sample", 1, std::int64_t{1} << 40)) {
    const auto seed = static_cast<std::uint64_t>(line.integer("seed", 0, INT64_MAX).value_or(0));
    const TransformerReport report = sample(transformer, static_cast<std::uint64_t>(*inputs), seed, budget, progress);
    progress.end();
    return print_report(transformer, report, line.has("json"), true);
  }
  const AllInputs way = line.has("by-cases") ? AllInputs::by_cases : way_for(*transformer.instance);
  const auto threads = static_cast<unsigned>(line.integer("threads", 1, 256).value_or(cores()));
  if (line.has("out")) require_bundle_place(line.text("out"));
  const auto started = Clock::now();
  const TransformerReport report = judge(transformer, way, threads, budget, progress);
  if (line.has("out") && !report.fault) {
    const Certificate::Times seconds = {.check = seconds_since(started)};
    write_bundle(line.text("out"), *transformer.instance, TransformerWitness{transformer, report}, std::nullopt,
                 std::string(TransformerWitness::kind.argued_as), seconds);
  }
  progress.end();
  return print_report(transformer, report, line.has("json"), false);
}

int run_reduce(const Words& words) {
  constexpr const char* synopsis = "transformer reduce FILE -o PROTOCOL [--granularity functions|sums] [OPTIONS]";
  CommandLine line("transformer reduce", synopsis,
                   "Writes the protocol that a Transformer is: its blocks' sums as messages, one epoch a layer.");
  line.option("output,o", "protocol file to write");
  line.option("granularity", "functions or sums; default: that of the file's instance");
  line.option("time-limit", "wall-clock seconds");
  line.flag("quiet", "no progress on standard error");
  if (!line.parse(words, 1)) return 0;
  const Transformer transformer = transformer_in(line, synopsis);
  const Granularity granularity =
      line.has("granularity") ? granularity_named(line.text("granularity")) : transformer.instance->model().granularity;
  const std::string& path = output_of(line);
  const Budget budget(parse_time_limit(line), std::nullopt);
  Progress progress(line.has("quiet") ? Progress::Mode::never : Progress::Mode::terminal_only, parse_time_limit(line));
  progress.phase("reducing");
  const Protocol protocol = reduce(transformer, granularity, budget, progress);
  progress.end();
  write_protocol(protocol, path);
  print_line("{}: a protocol of {}, {} messages and thoughts; of each token's c bits it uses {}", path,
             to_string(granularity), protocol.instance().scheme().slots(), transformer.bits());
  return 0;
}

int run_transformer(const Words& words) {
  constexpr const char* expected = "arcsat transformer build, run or reduce";
  if (words.empty()) throw InputError(fmt::format("found nothing to do, expected {}", expected));
  const Words rest(words.begin() + 1, words.end());
  if (words.front() == "build") return run_build(rest);
  if (words.front() == "run") return run_run(rest);
  if (words.front() == "reduce") return run_reduce(rest);
  if (words.front() == "--describe") {
    for (const auto run : {run_build, run_run, run_reduce}) run(words);
    return 0;
  }
  if (words.front() == "--help") {
    print_line("usage: {}; each has --help", expected);
    return 0;
  }
  throw InputError(fmt::format("found {}, expected {}", in_quotes(words.front()), expected));
}

}  // namespace

const Command transformer_command = {"transformer", "make exact Transformers, run them, turn them into protocols",
                                     run_transformer};

}  // namespace arcsat::cli
