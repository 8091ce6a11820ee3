#include "evidence/sub_instance_refutation.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "evidence/bundle.hpp"
#include "evidence/bundle_writer.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/sub_instance.hpp"

namespace arcsat {

namespace {

constexpr std::string_view sub_instance_file = "sub-instance.toml";

}  // namespace

const EvidenceKind SubInstanceRefutation::kind = {
    .name = "sub-instance-refutation",
    .verdict = Verdict::unrealizable,
    .files = {"formula.cnf.xz", "instance.toml", "proof.lrat.xz", std::string(sub_instance_file)},
    .mark = sub_instance_file,
    .solved = true,
    .argued_as = "",
    .check_done = {"LRAT proof of the unsatisfiability of a sub-instance's formula", "arcsat LRAT checker"},
    .check = check,
};

Judgement SubInstanceRefutation::check(const Bundle& bundle) {
  const auto part =
      std::make_shared<const Instance>(parse_instance(bundle.read(sub_instance_file), bundle.path(sub_instance_file)));
  about_file(bundle, sub_instance_file, [&] { require_sub_instance(*part, *bundle.instance(), bundle.budget()); });
  Judgement judgement;
  judgement.done.push_back(
      fmt::format("a sub-instance: {} of the {} allowed inputs, each allowed, with the same message widths",
                  part->inputs().size(), bundle.instance()->inputs().size()));
  check_lrat_files(bundle, part, "sub-instance", judgement);
  return judgement;
}

void SubInstanceRefutation::write(const BundleWriter& bundle) const {
  write_file(bundle.path(sub_instance_file), canonical_toml(*sub_instance));
  refutation.write(bundle);
}

std::vector<std::string> SubInstanceRefutation::words(const Instance& instance) const {
  std::vector<std::string> lines = {sub_instance_words(*sub_instance, instance)};
  for (const std::string& line : refutation.words(*sub_instance)) lines.push_back(line);
  return lines;
}

void SubInstanceRefutation::add_json(Json& out) const {
  refutation.add_json(out);
  out["refuted_inputs"] = sub_instance->inputs().size();
}

std::string sub_instance_words(const Instance& sub_instance, const Instance& instance) {
  return fmt::format("sub-instance: {} of the {} allowed inputs, at the same message widths, cannot be solved",
                     sub_instance.inputs().size(), instance.inputs().size());
}

}  // namespace arcsat
