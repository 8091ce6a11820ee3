// A separation: both sides beside each other, and in what they differ.
#pragma once

#include <string>

#include "check/separation.hpp"
#include "report/bundle_page.hpp"

namespace arcsat {

/// `impossible` and `possible` have what the pages of the two bundles have; these are at the two addresses.
std::string separation_page(const std::string& directory, const Separation& separation, const BundleContent& impossible,
                            const std::string& impossible_page, const BundleContent& possible,
                            const std::string& possible_page);

/// "They differ in their epochs alone: 2 against 3."
std::string difference_in_words(Difference difference, const Instance& impossible, const Instance& possible);

}  // namespace arcsat
