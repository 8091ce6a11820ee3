#include "cli/protocol_argument.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "certify/closed_form_file.hpp"
#include "certify/closed_form_replay.hpp"
#include "certify/cover_file.hpp"
#include "certify/sums_check.hpp"
#include "evidence/bundle.hpp"
#include "evidence/cover_witness.hpp"
#include "protocol/protocol_file.hpp"
#include "protocol/sums_protocol_file.hpp"
#include "transformer/reduction.hpp"
#include "transformer/transformer_file.hpp"

namespace arcsat::cli {

namespace {

Protocol closed_form_as_tables(const std::string& text, const std::string& path, const Budget& budget) {
  const ClosedForm form = parse_closed_form(text, path);
  check_closed_form(form);
  ClosedFormReplay replayed = replay(form, 0, budget);
  if (!replayed.tables) {
    throw Unsupported(fmt::format("{}: found a closed form for more than 2^14 inputs, expected fewer", path));
  }
  return std::move(*replayed.tables);
}

Protocol sums_as_tables(const std::string& text, const std::string& path, const Budget& budget) {
  const SumsProtocol protocol = parse_sums_protocol(text, path);
  check_sums_protocol(protocol);
  if (!can_be_tabulated(protocol)) {
    throw Unsupported(fmt::format("{}: found sums of too many inputs for tables, expected fewer", path));
  }
  return tabulate(protocol, budget);
}

Protocol protocol_of_text(const std::string& text, const std::string& path, const Budget& budget) {
  const std::string beginning = text.substr(0, 100);
  if (beginning.find("\"arcsat-closed-form\"") != std::string::npos) return closed_form_as_tables(text, path, budget);
  if (beginning.find("\"arcsat-xor-protocol\"") != std::string::npos) return sums_as_tables(text, path, budget);
  return parse_protocol(text, path);
}

Protocol protocol_of_bundle(const std::string& directory, const Budget& budget) {
  const CheckOptions options;
  const Bundle bundle(directory, options, budget);
  if (bundle.certificate().verdict() != Verdict::realizable) {
    throw InputError(fmt::format("{}: found the bundle of a refutation, expected that of a protocol", directory));
  }
  for (const std::string& name : bundle.certificate().kind->files) {
    const std::string text = name == "instance.toml" ? "" : bundle.read(name);
    if (text.substr(0, 100).find("\"arcsat-cover\"") != std::string::npos) {
      CoverWitness witness = check_cover_witness(bundle.instance(), parse_cover(text, bundle.path(name)), budget);
      if (!witness.protocol) {
        throw Unsupported(fmt::format("{}: found a cover for too many inputs for tables, expected fewer", directory));
      }
      return std::move(*witness.protocol);
    }
    if (name == "transformer.json") {
      const Transformer transformer = parse_transformer(text, bundle.path(name));
      require_fits(transformer);
      Progress progress(Progress::Mode::never);
      return reduce(transformer, transformer.instance->model().granularity, budget, progress);
    }
    if (name == "protocol.json" || name == "closed-form.json" || name == "xor-protocol.json") {
      return protocol_of_text(text, bundle.path(name), budget);
    }
  }
  if (const auto tables_in = bundle.certificate().kind->tables_in) {
    if (auto tables = tables_in(bundle)) return std::move(*tables);
  }
  throw Unsupported(fmt::format("{}: found evidence of kind {}, expected a protocol in tables", directory,
                                bundle.certificate().kind->name));
}

}  // namespace

Protocol protocol_in(const std::string& path, const Budget& budget) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return protocol_of_bundle(path, budget);
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 29;
  return protocol_of_text(read_file(path, most_bytes), path, budget);
}

}  // namespace arcsat::cli
