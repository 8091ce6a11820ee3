// Measuring: work in a process of its own, and what many measurements come to.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

struct NamedInstance {
  std::string name;
  std::shared_ptr<const Instance> instance;
};

/// The decoder model at these sizes, under a name that says them, e.g. "m=2 n=1 q=3,4 c=1 E=2".
NamedInstance benchmark_instance(Task task, int epochs, std::uint32_t bits_per_token);

/// The median; `values` must not be empty.
double median(std::vector<double> values);

/// The geometric mean of positive values; 1 if there are none.
double geometric_mean(const std::vector<double>& values);

/// What `work` returns in a child process. Throws Error if it does not complete.
std::string in_child(const std::function<std::string()>& work);

}  // namespace arcsat
