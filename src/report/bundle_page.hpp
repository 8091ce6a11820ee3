// What a page says of one bundle.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "report/worked_protocol.hpp"

namespace arcsat {

struct BundleContent {
  std::shared_ptr<const Instance> instance;
  /// For bundle.mustache, and for a side of separation.mustache.
  Json content;
  /// Whether there is a run to step through.
  bool runs = false;
};

/// Of a bundle that check_bundle has judged, with what it returned: nothing else says what the verdict is. `id` tells apart what is on
/// one page. Throws CheckFailed if the files are others by now.
BundleContent bundle_content(const std::string& directory, const CheckReport& report, const CheckOptions& options,
                             const Budget& budget, const std::string& id);

/// What was proved and how, for _verdict, _evidence and _rests_on.
Json judged_content(const CheckReport& report);

struct SizeRow {
  std::string name;
  std::string value;
  /// Whether it is what two cells of a separation may differ in, rather than what follows from it.
  bool chosen = false;
};
std::vector<SizeRow> size_rows(const Instance& instance);

/// For _commands.mustache.
Json command_row(const std::string& does, const std::string& command);

/// The whole page. `up`: the page that it belongs to, if any, as {"href", "name"}.
std::string bundle_page(const BundleContent& bundle, Json up);

}  // namespace arcsat
