#include "run/decide.hpp"

#include "evidence/bundle_place.hpp"
#include "library/translate.hpp"

namespace arcsat::library {

namespace {

// decide() takes these by the names of the command line.
std::string name_of(Encoder encoder) {
  switch (encoder) {
    case Encoder::automatic:
      return "auto";
    case Encoder::direct:
      return "direct";
    case Encoder::tables:
      return "tables";
    case Encoder::pairs:
      return "pairs";
    case Encoder::compact:
      return "compact";
    case Encoder::smt:
      return "smt";
    case Encoder::sums:
      return "xor";
  }
  throw arcsat::InputError("found an encoder that is none of the enumeration, expected one");
}

std::string name_of(Engine engine) {
  switch (engine) {
    case Engine::automatic:
      return "";
    case Engine::cryptominisat:
      return "cryptominisat";
    case Engine::cadical:
      return "cadical";
    case Engine::z3:
      return "z3";
  }
  throw arcsat::InputError("found an engine that is none of the enumeration, expected one");
}

std::string name_of(Symmetry symmetry) {
  switch (symmetry) {
    case Symmetry::most:
      return "";
    case Symmetry::none:
      return "none";
    case Symmetry::labels:
      return "labels";
    case Symmetry::all:
      return "all";
  }
  throw arcsat::InputError("found a symmetry that is none of the enumeration, expected one");
}

}  // namespace

Decision decide(const Instance& instance, const DecideOptions& options) {
  return with_library_errors([&] {
    arcsat::DecideOptions own;
    own.encoder = name_of(options.encoder);
    own.engine = name_of(options.engine);
    own.symmetry = name_of(options.symmetry);
    own.time_limit_seconds = options.time_limit;
    own.memory_limit_mebibytes = options.memory_limit;
    own.seed = options.seed;
    own.threads = options.threads;
    own.progress = Progress::Mode::never;
    own.certify = options.certify;
    own.smaller_evidence = !options.bundle.empty();
    if (!options.bundle.empty()) require_bundle_place(options.bundle);
    const auto translated_instance = std::make_shared<const arcsat::Instance>(translated(instance));
    const arcsat::Decision found = arcsat::decide(translated_instance, own);
    Decision decision = {translated(found.verdict), found.evidence.has_value(), found.statement, found.reason, ""};
    if (options.bundle.empty() || !found.evidence) return decision;
    try {
      write_bundle(options.bundle, *translated_instance, found);
    } catch (const std::exception& error) {
      decision.bundle_error = error.what();
    }
    return decision;
  });
}

}  // namespace arcsat::library
