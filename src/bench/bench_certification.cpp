#include "bench/bench_certification.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/private_directory.hpp"
#include "encoders/encoder_table.hpp"
#include "run/refutation.hpp"

namespace arcsat {

namespace {

double refutation_seconds(const std::string& name, const Engine& engine, const Formula& formula,
                          const std::string& proof) {
  const EngineResult result = solve_formula(engine, formula, {}, Budget(), nullptr, proof);
  if (result.answer == Answer::unsatisfiable) return result.seconds;
  throw Error(fmt::format("{}: {} did not refute it: {}", name, engine.name,
                          result.answer == Answer::satisfiable ? "realizable" : result.reason));
}

CertificationMeasurement measure(const NamedInstance& named, const Engine& engine, int repeats) {
  const Budget budget;
  EncodingWatch watch(budget);
  const auto encoder = make_encoder(encoder_named("direct"), named.instance, Symmetry::labels);
  const Formula formula = encoder->encode(watch);
  const PrivateDirectory workspace;
  const std::string proof = workspace.path() / "proof";
  std::vector<double> solve, prove, elaborate, check;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    solve.push_back(refutation_seconds(named.name, engine, formula, ""));
    prove.push_back(refutation_seconds(named.name, engine, formula, proof));
    const Refutation refutation =
        certify_refutation(formula, engine.proof, proof, workspace.path() / "lrat", budget, nullptr);
    if (!refutation.accepted) throw Error(fmt::format("{}: {}", named.name, refutation.reason));
    elaborate.push_back(refutation.elaborate_seconds);
    check.push_back(refutation.check_seconds);
  }
  return {named.name,    std::string(engine.name), formula.clauses(), median(solve),
          median(prove), median(elaborate),        median(check)};
}

}  // namespace

std::vector<NamedInstance> certification_benchmark() {
  return {benchmark_instance(Task(3, {}, {6}), 2, 1),         benchmark_instance(Task(4, {}, {4}), 2, 1),
          benchmark_instance(Task(5, {}, {3}), 2, 1),         benchmark_instance(Task(6, {}, {3}), 2, 1),
          benchmark_instance(Task(3, {}, {4}), 1, 5),         benchmark_instance(Task(4, {}, {3}), 1, 6),
          benchmark_instance(Task::paper_shape(2, {2}), 1, 3)};
}

std::vector<CertificationMeasurement> measure_certification(
    const std::vector<NamedInstance>& instances, const std::vector<const Engine*>& engines, int repeats,
    const std::function<void(const CertificationMeasurement&)>& report) {
  std::vector<CertificationMeasurement> measurements;
  for (const NamedInstance& named : instances) {
    for (const Engine* engine : engines) {
      measurements.push_back(measure(named, *engine, repeats));
      report(measurements.back());
    }
  }
  return measurements;
}

}  // namespace arcsat
