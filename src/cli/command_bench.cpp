#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "bench/bench_certification.hpp"
#include "bench/bench_deciding.hpp"
#include "bench/bench_encoding.hpp"
#include "bench/bench_growth.hpp"
#include "bench/bench_ideas.hpp"
#include "bench/bench_refuting.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

/// What a benchmark is asked to do, and where it says what it found.
struct Bench {
  std::vector<NamedInstance> instances;  // empty: the benchmark's own
  std::vector<const Engine*> engines;
  int repeats;
  double limit_seconds;
  bool table;

  template <typename... Values>
  void row(fmt::format_string<Values...> format, Values&&... values) const {
    if (table) print_error_line(format, std::forward<Values>(values)...);
  }

  static void line(const Json& json) {
    Json out = {{"format", "arcsat-measurement"}, {"version", 1}};
    for (const auto& [key, value] : json.members()) out[key] = value;
    print_json(out, -1);
    flush_output();
  }
};

void bench_encoding(const Bench& bench) {
  bench.row("{:<28} {:>7} {:>10} {:>9} {:>9} {:>7} {:>14}", "instance", "encoder", "clauses", "build s", "read s",
            "ratio", "bytes/clause");
  const auto report = [&](const EncodingMeasurement& one) {
    const double ratio = one.encode_seconds / one.read_seconds;
    Bench::line({{"benchmark", "encoding"},
                 {"instance", one.name},
                 {"encoder", one.encoder},
                 {"variables", one.variables},
                 {"clauses", one.clauses},
                 {"repeats", bench.repeats},
                 {"build_seconds", one.encode_seconds},
                 {"cadical_read_seconds", one.read_seconds},
                 {"build_to_read", ratio},
                 {"peak_bytes_per_clause", one.peak_bytes_per_clause}});
    bench.row("{:<28} {:>7} {:>10} {:>9.4f} {:>9.4f} {:>7.2f} {:>14.1f}", one.name, one.encoder, one.clauses,
              one.encode_seconds, one.read_seconds, ratio, one.peak_bytes_per_clause);
  };
  measure_encoding(bench.instances.empty() ? encoding_benchmark() : bench.instances, bench.repeats, report);
}

void bench_certification(const Bench& bench) {
  bench.row("{:<28} {:>13} {:>8} {:>8} {:>9} {:>8} {:>12} {:>13}", "instance", "engine", "solve s", "prove s",
            "elabor. s", "check s", "prove/solve", "certify/prove");
  struct Ratios {
    std::vector<double> prove, certify;
  };
  std::map<std::string, Ratios> of_engine;
  const auto report = [&](const CertificationMeasurement& one) {
    of_engine[one.engine].prove.push_back(one.prove_to_solve());
    of_engine[one.engine].certify.push_back(one.certify_to_prove());
    Bench::line({{"benchmark", "certification"},
                 {"instance", one.name},
                 {"engine", one.engine},
                 {"clauses", one.clauses},
                 {"repeats", bench.repeats},
                 {"solve_seconds", one.solve_seconds},
                 {"prove_seconds", one.prove_seconds},
                 {"elaborate_seconds", one.elaborate_seconds},
                 {"check_seconds", one.check_seconds},
                 {"prove_to_solve", one.prove_to_solve()},
                 {"certify_to_prove", one.certify_to_prove()}});
    bench.row("{:<28} {:>13} {:>8.3f} {:>8.3f} {:>9.3f} {:>8.3f} {:>12.2f} {:>13.2f}", one.name, one.engine,
              one.solve_seconds, one.prove_seconds, one.elaborate_seconds, one.check_seconds, one.prove_to_solve(),
              one.certify_to_prove());
  };
  measure_certification(bench.instances.empty() ? certification_benchmark() : bench.instances, bench.engines,
                        bench.repeats, report);
  for (const auto& [engine, ratios] : of_engine) {
    const double prove = geometric_mean(ratios.prove);
    const double certify = geometric_mean(ratios.certify);
    Bench::line({{"benchmark", "certification means"},
                 {"engine", engine},
                 {"instances", ratios.prove.size()},
                 {"prove_to_solve", prove},
                 {"certify_to_prove", certify}});
    bench.row("{:<28} {:>13} {:>49.2f} {:>13.2f}", "geometric mean", engine, prove, certify);
  }
}

void bench_refuting(const Bench& bench) {
  bench.row("{:<28} {:>11} {:>11} {:>10} {:>11} {:>9} {:>18} {:>10}", "instance", "direct cl.", "compact cl.",
            "direct s", "compact s", "speed-up", "argument", "argument s");
  std::vector<double> speed_ups;
  const auto report = [&](const RefutingMeasurement& one) {
    speed_ups.push_back(one.speed_up());
    Bench::line({{"benchmark", "refuting"},
                 {"instance", one.name},
                 {"repeats", bench.repeats},
                 {"limit_seconds", bench.limit_seconds},
                 {"direct_clauses", one.direct_clauses},
                 {"compact_clauses", one.compact_clauses},
                 {"direct_seconds", one.direct_seconds},
                 {"direct_timed_out", one.direct_timed_out},
                 {"compact_seconds", one.compact_seconds},
                 {"compact_timed_out", one.compact_timed_out},
                 {"speed_up", one.speed_up()},
                 {"argument", one.argument},
                 {"argument_seconds", one.argument_seconds}});
    bench.row("{:<28} {:>11} {:>11} {:>9.2f}{} {:>10.2f}{} {:>9.1f} {:>18} {:>10.4f}", one.name, one.direct_clauses,
              one.compact_clauses, one.direct_seconds, one.direct_timed_out ? "+" : " ", one.compact_seconds,
              one.compact_timed_out ? "+" : " ", one.speed_up(), one.argument, one.argument_seconds);
  };
  measure_refuting(bench.instances.empty() ? refuting_benchmark() : bench.instances, bench.repeats, bench.limit_seconds,
                   report);
  Bench::line({{"benchmark", "refuting mean"},
               {"instances", speed_ups.size()},
               {"speed_up_geometric_mean", geometric_mean(speed_ups)}});
  bench.row("{:<28} {:>56.1f}", "geometric mean", geometric_mean(speed_ups));
}

void bench_deciding(const Bench& bench, const std::vector<NamedInstance>& own, bool compare) {
  bench.row("{:<28} {:>12} {:>9} {:>9} {:>9}", "instance", "verdict", "by", "seconds", "direct s");
  const auto report = [&](const DecidingMeasurement& one) {
    Json json = {{"benchmark", compare ? "three-steps" : "witnesses"},
                 {"instance", one.name},
                 {"verdict", to_string(one.verdict)},
                 {"certified", one.certified},
                 {"encoder", one.encoder},
                 {"repeats", bench.repeats},
                 {"limit_seconds", bench.limit_seconds},
                 {"seconds", one.seconds}};
    if (compare) {
      json["direct_seconds"] = one.direct_seconds;
      json["direct_timed_out"] = one.direct_timed_out;
      json["direct_clauses"] = one.direct_clauses;
      if (!one.direct_reason.empty()) json["direct_reason"] = one.direct_reason;
    }
    Bench::line(json);
    bench.row("{:<28} {:>12} {:>9} {:>9.2f} {:>9} {}", one.name, to_string(one.verdict), one.encoder, one.seconds,
              !compare                    ? ""
              : one.direct_timed_out      ? fmt::format("{:.2f}+", one.direct_seconds)
              : one.direct_reason.empty() ? fmt::format("{:.2f} ", one.direct_seconds)
                                          : "none",
              one.direct_reason);
  };
  measure_deciding(bench.instances.empty() ? own : bench.instances, bench.repeats, bench.limit_seconds, compare,
                   report);
}

void bench_growth(const Bench& bench, const std::string& figure) {
  bench.row("{:<28} {:>9} {:>11} {:>11} {:>10} {:>10} {:>9}", "family", "value", "compact cl.", "direct cl.",
            "compact s", "direct s", "auto s");
  const auto report = [&](const GrowthMeasurement& one) {
    Bench::line({{"benchmark", "growth"},
                 {"family", one.family},
                 {"parameter", one.parameter},
                 {"value", one.value},
                 {"limit_seconds", bench.limit_seconds},
                 {"compact_clauses", one.compact.clauses},
                 {"direct_clauses", one.direct.clauses},
                 {"compact_seconds", one.compact.seconds},
                 {"compact_timed_out", one.compact.timed_out},
                 {"direct_seconds", one.direct.seconds},
                 {"direct_timed_out", one.direct.timed_out},
                 {"compact_reason", one.compact.reason},
                 {"direct_reason", one.direct.reason},
                 {"automatic_seconds", one.automatic_seconds}});
    bench.row("{:<28} {:>9} {:>11} {:>11} {:>9.2f}{} {:>9.2f}{} {:>9.2f}", one.family,
              fmt::format("{}={}", one.parameter, one.value), one.compact.clauses, one.direct.clauses,
              one.compact.seconds, one.compact.timed_out ? "+" : " ", one.direct.seconds,
              one.direct.timed_out ? "+" : " ", one.automatic_seconds);
  };
  const auto measurements = measure_growth(growth_benchmark(), bench.limit_seconds, report);
  if (!figure.empty()) plot_growth(measurements, bench.limit_seconds, figure);
}

void bench_ideas(const Bench& bench) {
  bench.row("{:<28} {:<26} {:>9} {:>9} {:>9}", "instance", "compact", "variables", "clauses", "seconds");
  measure_ideas(bench.instances.empty() ? ideas_benchmark() : bench.instances, bench.limit_seconds,
                [&](const IdeaMeasurement& one) {
                  Bench::line({{"benchmark", "ideas"},
                               {"instance", one.name},
                               {"variant", one.variant},
                               {"variables", one.variables},
                               {"clauses", one.time.clauses},
                               {"limit_seconds", bench.limit_seconds},
                               {"seconds", one.time.seconds},
                               {"timed_out", one.time.timed_out},
                               {"reason", one.time.reason}});
                  bench.row("{:<28} {:<26} {:>9} {:>9} {:>8.2f}{}", one.name, one.variant, one.variables,
                            one.time.clauses, one.time.seconds, one.time.timed_out ? "+" : "");
                });
}

int run_bench(const Words& words) {
  CommandLine line(
      "bench", "bench [INSTANCE…] [--suite NAME] [--engine NAME] [--repeats N]",
      "Measures arcsat; JSON lines on standard output, a table on standard error. Suites: encoding "
      "(building the direct formula against CaDiCaL's reading of it as DIMACS), certification "
      "(elaborating and checking a proof against finding it; INSTANCEs must be unrealizable), refuting "
      "(the compact formula with all symmetry breaking against the direct one with none; unrealizable "
      "INSTANCEs; takes up to an hour), witnesses (deciding realizable instances automatically), three-steps "
      "(deciding instances of three steps, against the direct formula; up to an hour), growth (compact "
      "against direct as an instance grows), ideas (compact without each of its ideas). Without --suite the first "
      "two.");
  line.option("suite", "encoding, certification, refuting, witnesses, three-steps, growth or ideas");
  line.option("figure", "of the suite growth: an SVG file to draw (by gnuplot)");
  line.option("engine", "for certification: " + names_of(engines_with_proofs()) + "; without it each of them");
  line.option("repeats", "measurements of each, alternating (default 5)");
  line.option("time-limit", "seconds for each run, from refuting on (default 300)");
  line.flag("quiet", "no table");
  line.flag("json", "no effect: the output is JSON lines anyway");
  if (!line.parse(words, SIZE_MAX)) return 0;
  Bench bench{{}, engines_with_proofs(), 5, 300, !line.has("quiet")};
  const std::string suite = line.has("suite") ? line.text("suite") : "";
  constexpr std::string_view suites[] = {"encoding",    "certification", "refuting", "witnesses",
                                         "three-steps", "growth",        "ideas"};
  if (line.has("suite") && std::find(std::begin(suites), std::end(suites), suite) == std::end(suites)) {
    CommandLine::reject("suite", suite, "encoding, certification, refuting, witnesses, three-steps, growth or ideas");
  }
  const std::string figure = line.has("figure") ? line.text("figure") : "";
  if (line.has("figure") && suite != "growth") CommandLine::reject("figure", figure, "it with the suite growth");
  if (line.has("figure")) require_file_place(figure);
  if (line.has("engine")) {
    bench.engines = {&engine_named(line.text("engine"))};
    if (bench.engines.front()->proof == ProofKind::none) {
      throw InputError(fmt::format("--engine: found \"{}\", which gives no proofs, expected {}", line.text("engine"),
                                   names_of(engines_with_proofs())));
    }
  }
  bench.repeats = static_cast<int>(line.integer("repeats", 1, 1000).value_or(bench.repeats));
  for (const std::string& path : line.positionals()) {
    bench.instances.push_back({path, std::make_shared<const Instance>(read_instance(path))});
  }
  bench.limit_seconds = parse_time_limit(line).value_or(bench.limit_seconds);
  if (suite.empty() || suite == "encoding") bench_encoding(bench);
  if (suite.empty() || suite == "certification") bench_certification(bench);
  if (suite == "refuting") bench_refuting(bench);
  if (suite == "witnesses") bench_deciding(bench, witness_benchmark(), false);
  if (suite == "three-steps") bench_deciding(bench, three_step_benchmark(), true);
  if (suite == "growth") bench_growth(bench, figure);
  if (suite == "ideas") bench_ideas(bench);
  return 0;
}

}  // namespace

const Command bench_command = {"bench", "measure what arcsat's own work costs", run_bench};

}  // namespace arcsat::cli
