#include "bench/bench_growth.hpp"

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "certify/external_program.hpp"
#include "run/decide.hpp"

namespace arcsat {

std::vector<GrowthFamily> growth_benchmark() {
  GrowthFamily ranges{"m=2 n=1 q=2,q_2 c=1 E=2", "q_2", {2, 3, 4, 5, 6, 7, 8}, {}};
  for (const std::uint32_t q : ranges.values)
    ranges.instances.push_back(benchmark_instance(Task(2, {1}, {2, q}), 2, 1));
  GrowthFamily queries{"m=1 n=n_1 q=3,2 c=1 E=2", "n_1", {1, 2, 3, 4}, {}};
  for (const std::uint32_t n : queries.values)
    queries.instances.push_back(benchmark_instance(Task(1, {n}, {3, 2}), 2, 1));
  return {ranges, queries};
}

namespace {

double automatic_seconds(const NamedInstance& named, double limit_seconds) {
  DecideOptions options;
  options.time_limit_seconds = limit_seconds;
  options.progress = Progress::Mode::never;
  const auto started = Clock::now();
  return decide(named.instance, options).verdict == Verdict::undecided ? limit_seconds : seconds_since(started);
}

}  // namespace

std::vector<GrowthMeasurement> measure_growth(const std::vector<GrowthFamily>& families, double limit_seconds,
                                              const std::function<void(const GrowthMeasurement&)>& report) {
  std::vector<GrowthMeasurement> measurements;
  for (const GrowthFamily& family : families) {
    for (std::size_t k = 0; k < family.values.size(); ++k) {
      const NamedInstance& named = family.instances[k];
      measurements.push_back({family.name, family.parameter, family.values[k],
                              time_formula(named, "compact", Symmetry::all, Goal::refutation, limit_seconds),
                              time_formula(named, "direct", Symmetry::none, Goal::any, limit_seconds),
                              automatic_seconds(named, limit_seconds)});
      report(measurements.back());
    }
  }
  return measurements;
}

void plot_growth(const std::vector<GrowthMeasurement>& measurements, double limit_seconds, const std::string& path) {
  const std::filesystem::path gnuplot = find_program("gnuplot");
  if (gnuplot.empty()) throw Error("found no gnuplot, which draws the figure: install the package gnuplot-nox");
  std::vector<std::string> families;
  std::string script = "set terminal svg size 860,620 font 'sans,13' background rgb 'white'\nset output 'figure.svg'\n";
  for (const GrowthMeasurement& one : measurements) {
    if (families.empty() || families.back() != one.family) {
      if (!families.empty()) script += "EOD\n";
      families.push_back(one.family);
      script += fmt::format("$data{} << EOD\n", families.size());
    }
    const auto clauses = [](const FormulaTime& time) {
      return time.clauses == 0 ? std::string("NaN") : std::to_string(time.clauses);
    };
    // A point where there was an answer or the limit was reached; a formula that did not fit has none.
    const auto seconds = [](const FormulaTime& time) {
      return time.answer == Answer::unknown && !time.timed_out ? std::string("NaN")
                                                               : fmt::format("{:.4f}", time.seconds);
    };
    script += fmt::format("{} {} {} {} {} {:.4f}\n", one.value, seconds(one.compact), seconds(one.direct),
                          clauses(one.compact), clauses(one.direct), one.automatic_seconds);
  }
  script += fmt::format(
      "EOD\nset multiplot layout 2,{}\nset logscale y\nset format y '%g'\nset grid\nset key right bottom\n"
      "set style data linespoints\nset offsets 0.3,0.3,0,0\nset xtics 1\n",
      families.size());
  for (const bool seconds : {true, false}) {
    std::size_t number = 0;
    for (const std::string& family : families) {
      ++number;
      script += fmt::format("set title \"{}\" noenhanced\nset xlabel '{}' noenhanced\nset ylabel '{}'\n",
                            seconds ? family : "", family.find("n_1") == std::string::npos ? "q_2" : "n_1",
                            seconds ? fmt::format("seconds (limit {})", limit_seconds) : "clauses");
      script +=
          fmt::format("plot $data{0} using 1:{1} title 'compact' pt 7, $data{0} using 1:{2} title 'direct' pt 5{3}\n",
                      number, seconds ? 2 : 4, seconds ? 3 : 5,
                      seconds ? fmt::format(", $data{} using 1:6 title 'automatic' pt 9", number) : "");
    }
  }
  const PrivateDirectory directory;
  const ProgramRun run = run_program(gnuplot, directory.path(), script, {}, Budget(60.0, std::nullopt));
  if (run.exit_code != 0) throw Error(fmt::format("gnuplot ended with {}: {}", run.ending(), run.output));
  write_file(path, read_file((directory.path() / "figure.svg").string()));
}

}  // namespace arcsat
