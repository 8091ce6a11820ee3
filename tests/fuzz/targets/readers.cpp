// The readers of derivations, atlases, boxes, Transformers and decompositions: what is written is read as the same. And the order: where
// it says that one instance is easier than another, it is.
#include <string>

#include "atlas/box.hpp"
#include "certify/order_file.hpp"
#include "check/atlas_file.hpp"
#include "explain/decomposition_file.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "protocol/instance_file.hpp"
#include "realizable.hpp"
#include "transformer/transformer_file.hpp"

using namespace arcsat;

namespace {

template <class Read, class Write>
auto read_and_written(std::string_view text, Read read, Write write) {
  auto found = fuzz::unless_refused([&] { return read(text, "read.json"); });
  if (!found) return found;
  const std::string written = write(*found);
  const auto again = fuzz::never_refused("what was written is read", [&] { return read(written, "written.json"); });
  fuzz::require(write(again) == written, "the same is always written alike");
  return found;
}

/// Two instances, the harder one first, and a derivation.
void try_order(std::string_view text) {
  const fuzz::Claim first = fuzz::split(text);
  const fuzz::Claim second = fuzz::split(first.proof);
  const auto derivation =
      read_and_written(second.proof, parse_order_derivation, [](const OrderDerivation& one) { return to_json(one); });
  if (!derivation) return;
  const auto harder = fuzz::unless_refused([&] { return parse_instance(first.subject, "harder.toml"); });
  const auto easier = fuzz::unless_refused([&] { return parse_instance(second.subject, "easier.toml"); });
  if (!harder || !easier || harder->messages() > 100 || easier->messages() > 100) return;
  const auto shared = std::make_shared<const Instance>(*harder);
  const auto refusal = fuzz::unless_refused([&] { return order_refused(derivation->rule, {shared}, *easier); });
  if (!refusal || *refusal || !fuzz::is_realizable(*harder)) return;
  const auto tried = brute_force(std::make_shared<const Instance>(*easier), 1 << 12, Budget());
  fuzz::require(!tried || tried->realizable, "what is easier than what is realizable is realizable");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  if (text.find("%\n") != std::string_view::npos) {
    try_order(text);
    return 0;
  }
  read_and_written(text, parse_order_derivation, [](const OrderDerivation& one) { return to_json(one); });
  read_and_written(text, parse_atlas, [](const std::vector<AtlasCell>& cells) { return atlas_json(cells); });
  read_and_written(text, parse_transformer, [](const Transformer& one) { return to_json(one); });
  read_and_written(text, parse_decomposition, [](const Decomposition& one) { return json_of(one).dump(); });
  constexpr std::size_t most_messages = 1 << 14;  // more take seconds
  const auto box = fuzz::unless_refused([&] { return parse_box(text, "box.toml", most_messages); });
  fuzz::require(!box || box->cells.size() <= Box::most_cells, "a box has at most so many cells");
  return 0;
}
