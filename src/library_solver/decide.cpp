#include "run/decide.hpp"

#include "evidence/bundle_place.hpp"
#include "library/translate.hpp"

namespace arcsat::library {

namespace {

const EncoderRow& row_of(Encoder encoder) {
  switch (encoder) {
    case Encoder::automatic:
      return automatic_encoder();
    case Encoder::direct:
      return encoder_named("direct");
    case Encoder::tables:
      return encoder_named("tables");
    case Encoder::pairs:
      return encoder_named("pairs");
    case Encoder::compact:
      return encoder_named("compact");
    case Encoder::smt:
      return encoder_named("smt");
    case Encoder::copies:
      return encoder_named("copies");
    case Encoder::sums:
      return encoder_named("xor");
  }
  throw arcsat::InputError("found an encoder that is none of the enumeration, expected one");
}

const arcsat::Engine* row_of(Engine engine) {
  switch (engine) {
    case Engine::automatic:
      return nullptr;
    case Engine::cryptominisat:
      return &engine_named("cryptominisat");
    case Engine::cadical:
      return &engine_named("cadical");
    case Engine::z3:
      return &engine_named("z3");
  }
  throw arcsat::InputError("found an engine that is none of the enumeration, expected one");
}

std::optional<arcsat::Symmetry> translated(Symmetry symmetry) {
  switch (symmetry) {
    case Symmetry::most:
      return std::nullopt;
    case Symmetry::none:
      return arcsat::Symmetry::none;
    case Symmetry::labels:
      return arcsat::Symmetry::labels;
    case Symmetry::all:
      return arcsat::Symmetry::all;
  }
  throw arcsat::InputError("found a symmetry that is none of the enumeration, expected one");
}

}  // namespace

Decision decide(const Instance& instance, const DecideOptions& options) {
  return with_library_errors([&] {
    arcsat::DecideOptions own;
    own.encoder = &row_of(options.encoder);
    own.engine = row_of(options.engine);
    own.symmetry = translated(options.symmetry);
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
