#include "solve/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/error.hpp"

namespace arcsat {

extern const Engine cadical_engine;
extern const Engine cryptominisat_engine;
extern const Engine z3_engine;

namespace {

constexpr const Engine* all_engines[] = {&cadical_engine, &cryptominisat_engine, &z3_engine};

template <typename Is>
std::vector<const Engine*> engines_that(Is is) {
  std::vector<const Engine*> result;
  std::copy_if(std::begin(all_engines), std::end(all_engines), std::back_inserter(result), is);
  return result;
}

}  // namespace

std::span<const Engine* const> engines() { return all_engines; }

std::vector<const Engine*> engines_for(Reads what) {
  return engines_that([what](const Engine* engine) { return engine->reads(what); });
}

std::vector<const Engine*> engines_with_proofs() {
  return engines_that([](const Engine* engine) { return engine->proof != ProofKind::none; });
}

std::vector<const Engine*> engines_with_threads() {
  return engines_that([](const Engine* engine) { return engine->threads; });
}

const Engine& default_engine(Reads what) { return *engines_for(what).front(); }

const Engine& engine_named(std::string_view name) {
  for (const Engine* engine : all_engines) {
    if (name == engine->name) return *engine;
  }
  throw InputError(fmt::format("found the engine \"{}\", expected {}", name, names_of(all_engines)));
}

std::string names_of(std::span<const Engine* const> some, std::string_view last) {
  std::string result;
  for (std::size_t k = 0; k < some.size(); ++k) {
    if (k > 0) result += k + 1 < some.size() ? ", " : last;
    result += some[k]->name;
  }
  return result;
}

}  // namespace arcsat
