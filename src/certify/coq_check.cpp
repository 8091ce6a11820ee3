#include "certify/coq_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "certify/external_program.hpp"

namespace arcsat {

namespace fs = std::filesystem;

namespace {

using Status = VerifiedCheckResult::Status;

fs::path find_verifier(const std::string& program) {
  if (!program.empty()) return find_program(program);
  std::error_code unknown;
  const fs::path own = fs::read_symlink("/proc/self/exe", unknown);
  if (!unknown) {
    const fs::path beside = find_program((own.parent_path() / "arcsat-verify").string());
    if (!beside.empty()) return beside;
  }
  return find_program("arcsat-verify");
}

/// What follows `start` on the first line that begins with it; nothing if there is no such line.
std::optional<std::string_view> after(std::string_view start, std::string_view output) {
  while (!output.empty()) {
    const std::string_view line = output.substr(0, output.find('\n'));
    if (line.starts_with(start)) return line.substr(start.size());
    output.remove_prefix(std::min(line.size() + 1, output.size()));
  }
  return std::nullopt;
}

}  // namespace

VerifiedCheckResult check_by_coq(const fs::path& directory, std::string_view instance, bool solved,
                                 const std::string& program, const Budget& budget) {
  constexpr int exit_verified = 0;
  constexpr int exit_rejected = 2;
  constexpr int exit_not_checked = 3;
  const fs::path verifier = find_verifier(program);
  if (verifier.empty()) {
    return {Status::not_available,
            "Coq's checker: not run: found no arcsat-verify beside this program or in PATH; it is built where OCaml is "
            "(the Debian package ocaml-nox)"};
  }
  try {
    const PrivateDirectory work;
    const ProgramRun run =
        run_program(verifier, work.path(), "", {"LC_ALL=C"}, budget, {fs::absolute(directory).string()});
    const std::string_view theorem =
        solved ? "s VERIFIED a protocol solves the instance" : "s VERIFIED no protocol solves the instance";
    if (const auto how = after(theorem, run.output); run.exit_code == exit_verified && how) {
      if (after("instance ", run.output) != instance) {
        return {Status::rejected,
                "Coq's checker: found another instance in the bundle's certificate, expected its own"};
      }
      return {Status::verified,
              fmt::format("Coq's checker: by a theorem about the definition of the model, {} this instance{}",
                          solved ? "a protocol solves" : "no protocol solves", *how)};
    }
    if (const auto why = after("s NOT VERIFIED ", run.output); run.exit_code == exit_rejected && why) {
      return {Status::rejected, fmt::format("Coq's checker: {}", *why)};
    }
    if (const auto why = after("not checked: ", run.output); run.exit_code == exit_not_checked && why) {
      return {Status::not_available, fmt::format("Coq's checker: not checked: {}", *why)};
    }
    if (const auto why = after("arcsat-verify: ", run.output)) {
      return {Status::limit, fmt::format("Coq's checker: gave no answer: {}", *why)};
    }
    return {Status::limit, fmt::format("Coq's checker: ended with {} and no answer{}", run.ending(),
                                       budget.mebibytes() ? "; is the memory limit too low?" : "")};
  } catch (const LimitReached& limit) {
    return {Status::limit, fmt::format("Coq's checker: not checked: {}", limit.what())};
  } catch (const fs::filesystem_error& error) {
    throw InputError(words_of(error));
  }
}

}  // namespace arcsat
