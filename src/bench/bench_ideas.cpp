#include "bench/bench_ideas.hpp"

#include "encoders/compact.hpp"

namespace arcsat {

namespace {

struct Variant {
  const char* name;
  Symmetry symmetry;
  Simplifications ideas;
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all = {
      {"all", Symmetry::all, {}},
      {"without whole inputs", Symmetry::all, {.whole = false}},
      {"without relays", Symmetry::all, {.relays = false}},
      {"without listed messages", Symmetry::all, {.lists = false}},
      {"without renamings", Symmetry::labels, {}},
      {"without any symmetry", Symmetry::none, {}},
      {"symmetry only", Symmetry::all, {.whole = false, .relays = false, .lists = false}},
      {"none", Symmetry::none, {.whole = false, .relays = false, .lists = false}},
  };
  return all;
}

}  // namespace

std::vector<NamedInstance> ideas_benchmark() {
  return {benchmark_instance(Task(2, {1}, {3, 4}), 2, 1), benchmark_instance(Task(2, {1}, {2, 6}), 2, 1),
          benchmark_instance(Task(1, {1}, {3, 5}), 2, 1)};
}

void measure_ideas(const std::vector<NamedInstance>& instances, double limit_seconds,
                   const std::function<void(const IdeaMeasurement&)>& report) {
  for (const NamedInstance& named : instances) {
    for (const Variant& variant : variants()) {
      const auto make = [&] {
        return std::make_unique<CompactEncoder>(*as_decoder(named.instance), variant.symmetry, variant.ideas);
      };
      report({named.name, variant.name, static_cast<std::int64_t>(make()->size().all_variables().value()),
              time_formula(make, Goal::refutation, limit_seconds)});
    }
  }
}

}  // namespace arcsat
