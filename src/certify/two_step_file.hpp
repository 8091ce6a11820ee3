// What the files of arguments about two steps have in common.
#pragma once

#include "base/document.hpp"
#include "certify/two_step.hpp"

namespace arcsat {

/// All throw InputError with a position.
void require_format(const Node& root, const std::string& format, std::int64_t version);
/// From 0 to 2^32 - 1.
std::uint32_t number_in(const Node& node);
std::vector<std::uint32_t> numbers_in(const Node& node);
std::vector<FirstTable> tables_in(const Node& node);
/// A weight or a denominator: from 1 to 2^20.
std::uint32_t weight_in(const Node& node);

}  // namespace arcsat
