// Where the verdict changes along one size of an instance, with a bundle on each side: a directory that is judged as a whole.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.hpp"
#include "protocol/variation.hpp"

namespace arcsat {

/// One line of cells: an instance, a size that varies, from which value to which.
struct ThresholdRow {
  std::shared_ptr<const Instance> start;
  std::string size;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool larger_is_easier = true;
  /// The value next to the change on either side, and the directory of its bundle; none if no value is known to be so.
  struct Side {
    std::uint32_t value;
    std::string bundle;
  };
  std::optional<Side> realizable;
  std::optional<Side> unrealizable;

  /// How many values lie between the two sides, or between the one there is and the end: these are open.
  std::uint32_t open() const;
};

/// The file (format "arcsat-thresholds", version 1) as a text, and read again. The reader throws InputError with a position.
std::string thresholds_json(const std::vector<ThresholdRow>& rows);
std::vector<ThresholdRow> parse_thresholds(std::string_view text, const std::string& file);

constexpr const char* thresholds_file = "thresholds.json";

struct ThresholdsReport {
  std::vector<ThresholdRow> rows;
  std::size_t bundles = 0;
  std::size_t open = 0;
  std::string words() const;
};

/// Judges the directory. Of each row: by the order each value of the size is at most as hard as its neighbour, in the
/// direction that the row says, so that all verdicts but the open ones follow from the two sides; the two are in that order;
/// each has a bundle that holds, has its verdict and is of its cell; what the row calls open is what lies between, no more and
/// no less. There is nothing else in the directory. Throws as check_bundle does.
ThresholdsReport check_thresholds(const std::string& directory, const CheckOptions& options, const Budget& budget);

bool is_thresholds(const std::string& directory);

/// What a walk takes for thresholds, a separation, an atlas or a bundle.
const Sought& all_that_is_judged();

}  // namespace arcsat
