// The readers and the checkers of witnesses that are argued for all inputs at once: what one accepts is right when it is run.
#include <string>

#include "certify/closed_form_file.hpp"
#include "certify/closed_form_replay.hpp"
#include "certify/cover_file.hpp"
#include "certify/cover_protocol.hpp"
#include "certify/witness.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

constexpr std::uint64_t most_inputs = 1 << 10;

void try_closed_form(const fuzz::Claim& input) {
  const auto form = fuzz::unless_refused([&] { return parse_closed_form(input.proof, "form.json"); });
  if (!form) return;
  const std::string written = to_json(*form);
  const ClosedForm again =
      fuzz::never_refused("a written form is read", [&] { return parse_closed_form(written, "written.json"); });
  fuzz::require(to_json(again) == written, "a form is always written alike");
  if (!fuzz::unless_refused([&] { return check_closed_form(*form); })) return;
  const InputSet& inputs = form->instance->inputs();
  if (!inputs.numbered() || inputs.size() > most_inputs) return;
  fuzz::never_refused("a closed form that holds is right on all inputs", [&] { return replay(*form, 1, Budget()); });
}

void try_cover(const fuzz::Claim& input) {
  const auto cover = fuzz::unless_refused([&] { return parse_cover(input.proof, "cover.json"); });
  if (!cover) return;
  const std::string written = to_json(*cover);
  const Cover again =
      fuzz::never_refused("a written cover is read", [&] { return parse_cover(written, "written.json"); });
  fuzz::require(to_json(again) == written, "a cover is always written alike");
  const auto instance =
      fuzz::unless_refused([&] { return std::make_shared<const Instance>(parse_instance(input.subject, "i.toml")); });
  if (!instance || !fuzz::unless_refused([&] { return check_cover(one_step_of(**instance), *cover); })) return;
  if (!(*instance)->inputs().numbered() || (*instance)->inputs().size() > most_inputs) return;
  fuzz::never_refused("a cover that holds gives a protocol that is right",
                      [&] { return check_witness(cover_protocol(*instance, *cover, Budget()), Budget()); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const fuzz::Claim input = fuzz::split(fuzz::text_of(bytes, size));
  try_closed_form(input);
  try_cover(input);
  return 0;
}
