#include "bench/measure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/child_process.hpp"
#include "base/error.hpp"

namespace arcsat {

NamedInstance benchmark_instance(Task task, int epochs, std::uint32_t bits_per_token) {
  std::string name = fmt::format("m={} ", task.m());
  if (!task.n().empty()) name += fmt::format("n={} ", fmt::join(task.n(), ","));
  name += fmt::format("q={} c={} E={}", fmt::join(task.q(), ","), bits_per_token, epochs);
  return {std::move(name),
          std::make_shared<const Instance>("", std::move(task), Restriction{}, Model{epochs, bits_per_token, {}})};
}

double median(std::vector<double> values) {
  if (values.empty()) throw InternalError("the median of no values");
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double geometric_mean(const std::vector<double>& values) {
  double logarithms = 0;
  for (const double value : values) logarithms += std::log(value);
  return values.empty() ? 1 : std::exp(logarithms / static_cast<double>(values.size()));
}

std::string in_child(const std::function<std::string()>& work) {
  const ChildOutcome outcome = run_isolated("the measurement", work, Budget(), nullptr);
  if (!outcome.completed) throw Error(fmt::format("a measurement did not complete: {}", outcome.reason));
  return outcome.result;
}

}  // namespace arcsat
