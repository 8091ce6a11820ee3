// Inputs as people read them: tables as tables, not as indices.
#pragma once

#include <string>

#include "protocol/player_input.hpp"

namespace arcsat {

/// "(0 1 | 2 0)", a row for each query; the bare number of z_0, and of w if there is one query or none.
std::string entries_in_words(const Task& task, Player p, InputIndex index);
/// "z_2 = (0 1 | 2 0)", "w = 0".
std::string player_in_words(const Task& task, Player p, InputIndex index);
/// Without its name, in whichever form the player has; of a table of many entries those that differ from the rest, the first of them.
std::string input_in_words(const Task& task, Player p, const PlayerInput& input);

}  // namespace arcsat
