// The instance reader, TOML: the canonical forms of what it reads are read, and have the same canonical forms.
#include <string>

#include "base/document.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

void check_inputs(const Instance& instance) {
  const InputSet& inputs = instance.inputs();
  if (!inputs.numbered()) return;
  fuzz::require(inputs.size() > 0, "an instance has an allowed input");
  for (const std::uint64_t k : {std::uint64_t{0}, inputs.size() / 2, inputs.size() - 1}) {
    const Input input = inputs.input(k);
    for (Player p = first_player; p <= instance.last_player(); ++p) {
      fuzz::require(input[static_cast<std::size_t>(p + 1)] < instance.task().indices(p), "inputs are in their domains");
    }
    fuzz::require(instance.task().answer(input) < instance.task().answers(), "answers are in their range");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto instance = fuzz::unless_refused([&] { return parse_instance(fuzz::text_of(bytes, size), "i.toml"); });
  if (!instance) return 0;
  check_inputs(*instance);
  const std::string json = canonical_json(*instance);
  const std::string toml = canonical_toml(*instance);
  const Instance from_toml =
      fuzz::never_refused("canonical TOML is read", [&] { return parse_instance(toml, "canonical.toml"); });
  fuzz::require(canonical_toml(from_toml) == toml, "canonical TOML is its own canonical TOML");
  fuzz::require(canonical_json(from_toml) == json, "canonical TOML and JSON say the same");
  const Instance from_json = fuzz::never_refused("canonical JSON is read", [&] {
    return instance_from_tables(Document::from_json(json, "canonical.json").root(), "", std::nullopt);
  });
  fuzz::require(canonical_json(from_json) == json, "canonical JSON is its own canonical JSON");
  for (const Verdict verdict : {Verdict::realizable, Verdict::unrealizable, Verdict::undecided}) {
    fuzz::require(statement(*instance, verdict) == statement(from_json, verdict), "the statement is canonical, too");
  }
  return 0;
}
