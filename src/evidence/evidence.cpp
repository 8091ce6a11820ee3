#include "evidence/evidence.hpp"

#include "base/file.hpp"
#include "base/json.hpp"
#include "evidence/bundle_writer.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

// Up to so many inputs the rows of a witness of sums are kept rather than the sums.
constexpr std::uint64_t most_rows_kept = std::uint64_t{1} << 12;

template <typename... Kinds>
std::vector<const EvidenceKind*> kinds_in(const std::variant<Kinds...>*) {
  return {&Kinds::kind...};
}

}  // namespace

const std::vector<const EvidenceKind*>& evidence_kinds() {
  static const std::vector<const EvidenceKind*> kinds = kinds_in(static_cast<const Evidence*>(nullptr));
  return kinds;
}

const EvidenceKind& kind_of(const Evidence& evidence) {
  return std::visit([](const auto& one) -> const EvidenceKind& { return one.kind; }, evidence);
}

std::vector<std::string> words_of(const Evidence& evidence, const Instance& instance) {
  return std::visit([&](const auto& one) { return one.words(instance); }, evidence);
}

void add_json(const Evidence& evidence, Json& out) {
  std::visit([&](const auto& one) { one.add_json(out); }, evidence);
}

const Protocol* tables_of(const Evidence& evidence) {
  return std::visit(
      [](const auto& one) -> const Protocol* {
        if constexpr (requires { one.tables(); }) return one.tables();
        return nullptr;
      },
      evidence);
}

Evidence check_tables(Protocol protocol, const Budget& budget) {
  const WitnessReport replayed = check_witness(protocol, budget);
  return TableWitness{std::move(protocol), replayed, std::nullopt};
}

Evidence check_sums(SumsProtocol protocol, const Budget& budget) {
  SumsWitnessReport checked = check_sums_witness(protocol, budget);
  if (checked.tables && protocol.instance->inputs().size() <= most_rows_kept) {
    return TableWitness{std::move(*checked.tables), checked.replayed, std::move(checked.sums)};
  }
  return SumsWitness{std::move(protocol), std::move(checked)};
}

void write_bundle(const std::string& directory, const Instance& instance, const Evidence& evidence,
                  std::optional<SolvedFormula> solved, const Certificate::Times& seconds) {
  BundleWriter bundle(directory);
  write_file(bundle.path("instance.toml"), canonical_toml(instance));
  std::visit([&](const auto& one) { one.write(bundle); }, evidence);
  Certificate certificate;
  certificate.kind = &kind_of(evidence);
  certificate.instance = canonical_json(instance);
  certificate.statement = statement(instance, certificate.verdict());
  certificate.solved = std::move(solved);
  certificate.checks = {certificate.kind->check_done};
  certificate.seconds = seconds;
  bundle.commit(std::move(certificate));
}

}  // namespace arcsat
