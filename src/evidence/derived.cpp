#include "evidence/derived.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "certify/witness.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr const char* derivation_file = "derivation.json";
constexpr const char* first_base = "base";
constexpr const char* second_base = "second-base";
constexpr std::uint64_t most_inputs_replayed_after_order = std::uint64_t{1} << 20;

using Bases = std::vector<std::unique_ptr<const Bundle>>;

std::string certificate_of(const char* base) { return fmt::format("{}/certificate.json", base); }

std::vector<const char*> base_names(DerivedFrom from) {
  if (from == DerivedFrom::two_protocols) return {first_base, second_base};
  return {first_base};
}

Bases open_bases(const Bundle& bundle, DerivedFrom from) {
  Bases bases;
  for (const char* name : base_names(from)) {
    std::error_code error;
    if (fs::symlink_status(bundle.path(name), error).type() != fs::file_type::directory) {
      throw CheckFailed(fmt::format("{}: is absent or no directory", bundle.path(name)));
    }
    bases.push_back(std::make_unique<const Bundle>(bundle.path(name), bundle.options(), bundle.budget()));
  }
  return bases;
}

/// The protocol that follows, not yet replayed; if there is none as tables, `why` says why.
std::optional<Protocol> protocol_from(const OrderRule& rule, const Bases& bases,
                                      const std::shared_ptr<const Instance>& derived, const Budget& budget,
                                      std::string& why) {
  if (!derived->inputs().numbered() || derived->inputs().size() > most_inputs_replayed_after_order) {
    why = "more than 2^20 inputs";
    return std::nullopt;
  }
  try {
    std::vector<Protocol> protocols;
    for (const auto& base : bases) {
      const auto tables_in = base->certificate().kind->tables_in;
      std::optional<Protocol> tables = tables_in == nullptr ? std::nullopt : tables_in(*base);
      if (!tables) {
        why = "the base is no protocol in tables";
        return std::nullopt;
      }
      protocols.push_back(std::move(*tables));
    }
    return carried_by(rule, protocols, derived, budget);
  } catch (const Unsupported& too_much) {
    why = too_much.what();
    return std::nullopt;
  }
}

void require_cited(const OrderDerivation& derivation, const Bases& bases) {
  if (derivation.bases.size() != bases.size()) {
    throw CheckFailed(fmt::format("found {} bases, expected {}", derivation.bases.size(), bases.size()));
  }
  for (std::size_t k = 0; k < bases.size(); ++k) {
    if (derivation.bases[k] != sha256(bases[k]->certificate().instance)) {
      throw CheckFailed(fmt::format("found the base {}, expected the SHA-256 of the instance in the base's bundle",
                                    derivation.bases[k]));
    }
  }
}

Instances instances_of(const Bases& bases) {
  Instances instances;
  for (const auto& base : bases) instances.push_back(base->instance());
  return instances;
}

}  // namespace

void require_derived(const OrderRule& rule, const Instances& bases, const std::shared_ptr<const Instance>& derived,
                     Verdict verdict) {
  switch (verdict) {
    case Verdict::realizable:
      require(order_refused(rule, bases, *derived));
      return;
    case Verdict::unrealizable:
      if (bases.size() != 1) throw CheckFailed(fmt::format("found {} bases of a refutation, expected 1", bases.size()));
      require(order_refused(rule, {derived}, *bases[0]));
      return;
    case Verdict::undecided:
      throw CheckFailed("nothing follows from what is undecided");
  }
  throw InternalError("a verdict that is none of the three");
}

std::vector<std::string> judge_derivation(const OrderRule& rule, const Bases& bases,
                                          const std::shared_ptr<const Instance>& derived, const Budget& budget) {
  const Verdict verdict = bases.front()->certificate().verdict();
  for (const auto& base : bases) {
    if (base->certificate().verdict() != verdict) {
      throw CheckFailed(fmt::format("{}: found the verdict {}, expected {}", base->path("certificate.json"),
                                    to_string(base->certificate().verdict()), to_string(verdict)));
    }
  }
  require_derived(rule, instances_of(bases), derived, verdict);
  std::vector<std::string> done = {"arcsat's checker of the order: follows by " + words_of(rule)};
  for (const auto& base : bases) {
    done.push_back("rests on: " + base->certificate().statement);
    for (const std::string& line : base->certificate().kind->check(*base).done) done.push_back("rests on: " + line);
  }
  if (verdict == Verdict::realizable) {
    std::string why;
    const std::optional<Protocol> protocol = protocol_from(rule, bases, derived, budget, why);
    done.push_back(protocol
                       ? fmt::format("the protocol that follows was run on all {} allowed inputs and is right on each",
                                     check_witness(*protocol, budget).inputs)
                       : "the protocol that follows was not run: " + why);
  }
  return done;
}

namespace {

std::vector<std::string> files_of_derived(DerivedFrom from) {
  std::vector<std::string> files;
  for (const char* name : base_names(from)) files.push_back(certificate_of(name));
  files.insert(files.begin() + 1, {derivation_file, "instance.toml"});
  return files;
}

}  // namespace

template <DerivedFrom From>
const EvidenceKind Derived<From>::kind = {
    .name = From == DerivedFrom::refutation      ? "derived-refutation"
            : From == DerivedFrom::two_protocols ? "joined-witness"
                                                 : "derived-witness",
    .verdict = From == DerivedFrom::refutation ? Verdict::unrealizable : Verdict::realizable,
    .files = files_of_derived(From),
    .mark = From == DerivedFrom::two_protocols ? "second-base/certificate.json" : "derivation.json",
    .solved = false,
    .argued_as = From == DerivedFrom::refutation ? "contrapositive" : "derivation",
    .check_done = {"follows from what it rests on, by the order between instances", "arcsat checker of the order"},
    .check = check,
    .tables_in = tables_in,
};

template <DerivedFrom From>
Judgement Derived<From>::check(const Bundle& bundle) {
  const OrderDerivation derivation = parse_order_derivation(bundle.read(derivation_file), bundle.path(derivation_file));
  const Bases bases = open_bases(bundle, From);
  about_file(bundle, derivation_file, [&] { require_cited(derivation, bases); });
  for (const auto& base : bases) {
    if (base->certificate().verdict() != kind.verdict) {
      throw CheckFailed(fmt::format("{}: found the verdict {}, expected {}", base->path("certificate.json"),
                                    to_string(base->certificate().verdict()), to_string(kind.verdict)));
    }
  }
  about_file(bundle, derivation_file,
             [&] { require_derived(derivation.rule, instances_of(bases), bundle.instance(), kind.verdict); });
  return {judge_derivation(derivation.rule, bases, bundle.instance(), bundle.budget())};
}

template <DerivedFrom From>
std::optional<Protocol> Derived<From>::tables_in(const Bundle& bundle) {
  if constexpr (From == DerivedFrom::refutation) return std::nullopt;
  const OrderDerivation derivation = parse_order_derivation(bundle.read(derivation_file), bundle.path(derivation_file));
  std::string why;
  return protocol_from(derivation.rule, open_bases(bundle, From), bundle.instance(), bundle.budget(), why);
}

template <DerivedFrom From>
void Derived<From>::write(const BundleWriter& bundle) const {
  write_file(bundle.path(derivation_file), to_json(derivation));
  const std::vector<const char*> names = base_names(From);
  for (std::size_t k = 0; k < names.size(); ++k) {
    fs::copy(bases[k], bundle.path(names[k]), fs::copy_options::recursive);
  }
}

template <DerivedFrom From>
void Derived<From>::add_json(Json& out) const {
  Json derived = Json::object();
  arcsat::add_json(derivation, derived);
  out["derivation"] = std::move(derived);
}

template struct Derived<DerivedFrom::protocol>;
template struct Derived<DerivedFrom::two_protocols>;
template struct Derived<DerivedFrom::refutation>;

}  // namespace arcsat
