#include "evidence/argument_refutation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "certify/adaptive_counting_file.hpp"
#include "certify/chain_file.hpp"
#include "certify/row_certificate_file.hpp"
#include "certify/three_step_file.hpp"
#include "certify/weighted_counting_file.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"

namespace arcsat {

namespace {

/// What differs between the kinds.
template <typename Claim>
struct Argument;

template <>
struct Argument<RowCertificate> {
  static constexpr std::string_view name = "row-refutation";
  static constexpr std::string_view argued_as = "rows";
  static constexpr std::string_view file = "rows.json";
  static constexpr std::string_view what = "row certificate";
  static constexpr std::string_view checker = "arcsat row checker";
  static RowCertificate parse(std::string_view text, const std::string& path) {
    return parse_row_certificate(text, path);
  }
  static RowReport check(const Instance& instance, const RowCertificate& claim) { return check_rows(instance, claim); }
};

template <>
struct Argument<AdaptiveBound> {
  static constexpr std::string_view name = "adaptive-counting-refutation";
  static constexpr std::string_view argued_as = "adaptive-counting";
  static constexpr std::string_view file = "adaptive-counting.json";
  static constexpr std::string_view what = "adaptive counting bound";
  static constexpr std::string_view checker = "arcsat adaptive counting checker";
  static AdaptiveBound parse(std::string_view text, const std::string& path) {
    return parse_adaptive_bound(text, path);
  }
  static AdaptiveReport check(const Instance& instance, const AdaptiveBound& claim) {
    return check_adaptive(instance, claim);
  }
};

template <>
struct Argument<WeightedBound> {
  static constexpr std::string_view name = "weighted-counting-refutation";
  static constexpr std::string_view argued_as = "weighted-counting";
  static constexpr std::string_view file = "weighted-counting.json";
  static constexpr std::string_view what = "weighted counting bound";
  static constexpr std::string_view checker = "arcsat weighted counting checker";
  static WeightedBound parse(std::string_view text, const std::string& path) {
    return parse_weighted_bound(text, path);
  }
  static WeightedReport check(const Instance& instance, const WeightedBound& claim) {
    return check_weighted(instance, claim);
  }
};

template <>
struct Argument<Chain> {
  static constexpr std::string_view name = "chain-refutation";
  static constexpr std::string_view argued_as = "chain";
  static constexpr std::string_view file = "chain.json";
  static constexpr std::string_view what = "chain of inequalities";
  static constexpr std::string_view checker = "arcsat chain checker";
  static Chain parse(std::string_view text, const std::string& path) { return parse_chain(text, path); }
  static ChainReport check(const Instance& instance, const Chain& claim) { return check_chain(instance, claim); }
};

template <>
struct Argument<ThreeStepBound> {
  static constexpr std::string_view name = "three-step-refutation";
  static constexpr std::string_view argued_as = "three-steps";
  static constexpr std::string_view file = "three-steps.json";
  static constexpr std::string_view what = "bound about three steps";
  static constexpr std::string_view checker = "arcsat three-step checker";
  static ThreeStepBound parse(std::string_view text, const std::string& path) {
    return parse_three_step_bound(text, path);
  }
  static ThreeStepReport check(const Instance& instance, const ThreeStepBound& claim) {
    return check_three_step(instance, claim);
  }
};

}  // namespace

template <typename Claim, typename Report>
const EvidenceKind ArgumentRefutation<Claim, Report>::kind = {
    .name = Argument<Claim>::name,
    .verdict = Verdict::unrealizable,
    .files =
        [] {
          std::vector<std::string> files = {std::string(Argument<Claim>::file), "instance.toml"};
          std::sort(files.begin(), files.end());
          return files;
        }(),
    .mark = Argument<Claim>::file,
    .solved = false,
    .argued_as = Argument<Claim>::argued_as,
    .check_done = {std::string(Argument<Claim>::what), std::string(Argument<Claim>::checker)},
    .check = check,
};

template <typename Claim, typename Report>
Judgement ArgumentRefutation<Claim, Report>::check(const Bundle& bundle) {
  using Kind = Argument<Claim>;
  const Claim claim = Kind::parse(bundle.read(Kind::file), bundle.path(Kind::file));
  return about_file(bundle, Kind::file, [&]() -> Judgement {
    const Report counted = Kind::check(*bundle.instance(), claim);
    const std::string no_proof = fmt::format(
        "ACL2's verified LRAT checker: not for a refutation by {}, which has no such proof", Kind::argued_as);
    return {{fmt::format("{}: {}", Kind::checker, counted.statement()), no_proof}};
  });
}

template <typename Claim, typename Report>
void ArgumentRefutation<Claim, Report>::write(const BundleWriter& bundle) const {
  write_file(bundle.path(Argument<Claim>::file), to_json(claim));
}

template <typename Claim, typename Report>
std::vector<std::string> ArgumentRefutation<Claim, Report>::words(const Instance&) const {
  return {"proof: " + report.statement()};
}

template <typename Claim, typename Report>
void ArgumentRefutation<Claim, Report>::add_json(Json& out) const {
  out["refuted"] = report.statement();
}

template struct ArgumentRefutation<RowCertificate, RowReport>;
template struct ArgumentRefutation<AdaptiveBound, AdaptiveReport>;
template struct ArgumentRefutation<WeightedBound, WeightedReport>;
template struct ArgumentRefutation<Chain, ChainReport>;
template struct ArgumentRefutation<ThreeStepBound, ThreeStepReport>;

}  // namespace arcsat
