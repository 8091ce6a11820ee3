// What the slots of a bundle in closed form say, in words.
#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace arcsat {

class Bundle;

/// By slot number, what it says: "bits 2 to 3 of i_2 as a table over i_1", "w_1"; slots that say nothing are left out. Empty if the
/// bundle's evidence is of another kind.
std::map<std::size_t, std::string> closed_form_in_words(const Bundle& bundle);

}  // namespace arcsat
