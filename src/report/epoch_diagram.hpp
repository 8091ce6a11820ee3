// The picture of who tells whom what when: a column for each player, a band for each epoch, an arrow for each message.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "report/worked_protocol.hpp"

namespace arcsat {

/// What slots say in words, by number; the others say nothing.
using SaidInWords = std::map<std::size_t, std::string>;

/// What _epoch_diagram.mustache draws: the scheme's slots that can reach the answer; with a protocol, what each says in the worked
/// example, or else what it says in words if that is given, and those that are not needed in grey. Slots from one player to tokens of another in the same epoch are one arrow. `id`
/// tells apart the diagrams of a page. If there would be more than 300 arrows, {"too_many": their number}.
Json epoch_diagram(const Instance& instance, const WorkedProtocol* worked, const SaidInWords& said,
                   const std::string& id);

/// The number of the arrow that shows a slot, by slot; none if it is left out.
std::vector<std::optional<std::size_t>> arrows_of(const Instance& instance);

}  // namespace arcsat
