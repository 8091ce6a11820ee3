#include "evidence/evidence.hpp"

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "evidence/bundle.hpp"
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

Evidence checked(Protocol protocol, const Budget& budget) {
  const WitnessReport replayed = check_witness(protocol, budget);
  return TableWitness{std::move(protocol), replayed, std::nullopt};
}

Evidence checked(SumsProtocol protocol, const Budget& budget) {
  SumsWitnessReport report = check_sums_witness(protocol, budget);
  if (report.tables && protocol.instance->inputs().size() <= most_rows_kept) {
    return TableWitness{std::move(*report.tables), report.replayed, std::move(report.sums)};
  }
  return SumsWitness{std::move(protocol), std::move(report)};
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

Evidence evidence_of(Witness witness, const Budget& budget) {
  return std::visit([&](auto& one) -> Evidence { return checked(std::move(one), budget); }, witness);
}

Evidence evidence_of(ClosedForm form, const Budget& budget) {
  ClosedFormReport report = check_closed_form(form);
  ClosedFormReplay replayed = replay(form, 0, budget);
  return ClosedFormWitness{std::move(form), std::move(report), std::move(replayed)};
}

Evidence derive(const std::shared_ptr<const Instance>& derived, const std::vector<std::string>& bases,
                const Budget& budget) {
  const CheckOptions options;
  std::vector<std::unique_ptr<const Bundle>> bundles;
  Instances instances;
  OrderDerivation derivation;
  for (const std::string& base : bases) {
    bundles.push_back(std::make_unique<const Bundle>(base, options, budget));
    instances.push_back(bundles.back()->instance());
    derivation.bases.push_back(sha256(bundles.back()->certificate().instance));
  }
  if (bundles.empty()) throw CheckFailed("found no base, expected a bundle");
  const Verdict verdict = bundles.front()->certificate().verdict();
  const bool refuted = verdict == Verdict::unrealizable;
  const std::optional<OrderRule> rule = !refuted                ? find_order(instances, *derived)
                                        : instances.size() == 1 ? find_order({derived}, *instances.front())
                                                                : std::nullopt;
  if (!rule) throw CheckFailed("nothing follows from these bundles by any rule of the order");
  derivation.rule = *rule;
  std::vector<std::string> done = judge_derivation(*rule, bundles, derived, budget);
  if (refuted) return DerivedRefutation{std::move(derivation), bases, std::move(done)};
  if (bases.size() == 2) return JoinedWitness{std::move(derivation), bases, std::move(done)};
  return DerivedWitness{std::move(derivation), bases, std::move(done)};
}

void write_bundle(const std::string& directory, const Instance& instance, const Evidence& evidence,
                  std::optional<SolvedFormula> solved, const std::string& argued_as,
                  const Certificate::Times& seconds) {
  BundleWriter bundle(directory);
  write_file(bundle.path("instance.toml"), canonical_toml(instance));
  std::visit([&](const auto& one) { one.write(bundle); }, evidence);
  Certificate certificate;
  certificate.kind = &kind_of(evidence);
  certificate.instance = canonical_json(instance);
  certificate.statement = statement(instance, certificate.verdict());
  if (!solved) certificate.argued_as = argued_as;
  certificate.solved = std::move(solved);
  certificate.checks = {certificate.kind->check_done};
  certificate.seconds = seconds;
  bundle.commit(std::move(certificate));
}

}  // namespace arcsat
