#include "report/judged.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"

namespace arcsat {

Judged judge(const Found& found, const CheckOptions& options, std::optional<double> seconds) {
  if (found.kind == Found::Kind::unusable) return {found.path, Fault{false, line_of(found, bundles())}};
  const Budget budget(seconds, std::nullopt);
  try {
    if (is_atlas(found.path)) return {found.path, check_atlas(found.path, options, budget)};
    if (is_separation(found.path)) return {found.path, check_separation(found.path, options, budget)};
    return {found.path, check_bundle(found.path, options, budget)};
  } catch (const CheckFailed& error) {
    return {found.path, Fault{true, error.what()}};
  } catch (const InputError& error) {
    return {found.path, Fault{true, error.what()}};  // in a bundle, what is malformed does not hold
  } catch (const std::filesystem::filesystem_error& error) {
    return {found.path, Fault{true, words_of(error)}};
  } catch (const LimitReached& limit) {
    if (interrupted) throw;
    return {found.path, Fault{true, fmt::format("{}: not checked to the end: {}", found.path, limit.what())}};
  }
}

}  // namespace arcsat
