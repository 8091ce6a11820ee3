#include "check/check.hpp"

#include "library/translate.hpp"

namespace arcsat::library {

CheckReport check(const std::string& bundle, const CheckOptions& options) {
  return with_library_errors([&] {
    CheckReport report;
    arcsat::CheckOptions own;
    own.with_acl2 = options.with_acl2;
    own.with_coq = options.with_coq;
    own.require_verified = options.require_verified;
    try {
      const arcsat::CheckReport judged = check_bundle(bundle, own, Budget(options.time_limit, std::nullopt));
      report.finding = Finding::holds;
      report.verdict = translated(judged.certificate.verdict());
      report.statement = judged.statement;
      report.done = judged.done;
      report.verified = judged.verified;
    } catch (const LimitReached& limit) {
      report.why = limit.what();
    } catch (const arcsat::CheckFailed& failure) {
      report.finding = Finding::does_not_hold;
      report.why = failure.what();
    } catch (const arcsat::InputError& failure) {
      report.finding = Finding::does_not_hold;
      report.why = failure.what();
    }
    return report;
  });
}

}  // namespace arcsat::library
