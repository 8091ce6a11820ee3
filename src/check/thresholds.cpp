#include "check/thresholds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "certify/order.hpp"
#include "check/separation.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t largest_value = 0x7fffffff;
constexpr std::uint32_t most_values = 1U << 16;

std::string in_directory(const std::string& directory, const std::string& name) {
  return (fs::path(directory) / name).string();
}

/// The first and last open value; the first is larger if there is none.
std::pair<std::int64_t, std::int64_t> open_range(const ThresholdRow& row) {
  const auto& smaller = row.larger_is_easier ? row.unrealizable : row.realizable;
  const auto& larger = row.larger_is_easier ? row.realizable : row.unrealizable;
  return {smaller ? std::int64_t{smaller->value} + 1 : row.from, larger ? std::int64_t{larger->value} - 1 : row.to};
}

std::optional<ThresholdRow::Side> side_in(const Node& node, const char* key) {
  const Node* side = node.find(key);
  if (side == nullptr) return std::nullopt;
  side->table({"value", "bundle"});
  const Node& bundle = side->at("bundle");
  const std::string& name = bundle.text();
  if (name.empty() || name[0] == '.' || name.find('/') != std::string::npos) {
    bundle.expected("the name of a directory beside this file");
  }
  return ThresholdRow::Side{static_cast<std::uint32_t>(side->at("value").integer(0, largest_value)), name};
}

ThresholdRow row_in(const Node& node) {
  node.table({"instance", "vary", "from", "to", "larger_is", "realizable", "unrealizable", "open"});
  ThresholdRow row;
  node.at("instance").table({"task", "inputs", "model"});
  row.start = std::make_shared<const Instance>(instance_from_tables(node.at("instance"), "", std::nullopt));
  row.size = node.at("vary").text();
  row.from = static_cast<std::uint32_t>(node.at("from").integer(0, largest_value));
  row.to = static_cast<std::uint32_t>(node.at("to").integer(row.from, largest_value));
  if (row.to - row.from >= most_values) node.at("to").expected(fmt::format("at most {} values", most_values));
  const Node& ease = node.at("larger_is");
  row.larger_is_easier = ease.text() == "easier";
  if (!row.larger_is_easier && ease.text() != "harder") ease.expected("\"easier\" or \"harder\"");
  for (const char* key : {"realizable", "unrealizable"}) {
    const std::optional<ThresholdRow::Side> side = side_in(node, key);
    if (!side) continue;
    const Node& value = node.at(key).at("value");
    if (side->value < row.from || side->value > row.to) {
      value.expected(fmt::format("a value from {} to {}", row.from, row.to));
    }
    (std::string(key) == "realizable" ? row.realizable : row.unrealizable) = side;
  }
  const auto [first, last] = open_range(row);
  if (row.realizable && row.unrealizable && first > last + 1) {
    node.at("realizable")
        .at("value")
        .expected(row.larger_is_easier ? "more than what is unrealizable" : "less than what is unrealizable");
  }
  const Node* open = node.find("open");
  if ((open != nullptr) != (first <= last)) {
    node.fail(open == nullptr ? "no \"open\"" : "\"open\"",
              first <= last ? fmt::format("\"open\": [{},{}]", first, last) : std::string("none"));
  }
  if (open != nullptr) {
    const Node::Array& ends = open->array();
    const bool right =
        ends.size() == 2 && ends[0].integer(0, largest_value) == first && ends[1].integer(0, largest_value) == last;
    if (!right) open->expected(fmt::format("[{},{}], what lies between the two sides", first, last));
  }
  return row;
}

class ThresholdsCheck {
 public:
  ThresholdsCheck(const std::string& directory, const CheckOptions& options, const Budget& budget)
      : directory_(directory), file_(in_directory(directory, thresholds_file)), options_(options), budget_(budget) {}

  ThresholdsReport run() {
    report_.rows = parse_thresholds(read_file(file_), file_);
    for (const ThresholdRow& row : report_.rows) {
      check_order(row);
      const Variation variation(*row.start, row.size);
      if (row.realizable) check_side(*row.realizable, variation, Verdict::realizable);
      if (row.unrealizable) check_side(*row.unrealizable, variation, Verdict::unrealizable);
      report_.open += row.open();
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(directory_)) {
      const std::string name = entry.path().filename().string();
      const fs::file_type type = entry.symlink_status().type();
      const bool known = (type == fs::file_type::regular && name == thresholds_file) ||
                         (type == fs::file_type::directory && bundles_.contains(name));
      if (!known) throw CheckFailed(fmt::format("{}: is no part of the thresholds", entry.path().string()));
    }
    report_.bundles = bundles_.size();
    return std::move(report_);
  }

 private:
  void check_order(const ThresholdRow& row) const {
    const Variation variation(*row.start, row.size);
    for (std::uint32_t value = row.from; value < row.to; ++value) {
      if (value % 64 == 0) budget_.check();
      const std::shared_ptr<const Instance> less = variation.at(value);
      const std::shared_ptr<const Instance> more = variation.at(value + 1);
      const auto& harder = row.larger_is_easier ? less : more;
      const auto& easier = row.larger_is_easier ? more : less;
      if (!find_order({harder}, *easier)) {
        throw CheckFailed(fmt::format("{}: found that a larger {} is {}, expected what the order says of {} and {}",
                                      file_, row.size, row.larger_is_easier ? "easier" : "harder", value, value + 1));
      }
    }
  }

  void check_side(const ThresholdRow::Side& side, const Variation& variation, Verdict verdict) {
    const std::string place = in_directory(directory_, side.bundle);
    if (!bundles_.insert(side.bundle).second) {
      throw CheckFailed(fmt::format("{}: found {} for two cells", file_, side.bundle));
    }
    const CheckReport report = check_bundle(place, options_, budget_);
    const std::shared_ptr<const Instance> cell = variation.at(side.value);
    if (report.certificate.verdict() != verdict || report.certificate.instance != canonical_json(*cell)) {
      throw CheckFailed(fmt::format("{}: is not the bundle of {} = {}: found {}, expected {}", place, variation.size(),
                                    side.value, report.statement, statement(*cell, verdict)));
    }
  }

  const std::string& directory_;
  std::string file_;
  const CheckOptions& options_;
  const Budget& budget_;
  std::set<std::string> bundles_;
  ThresholdsReport report_;
};

}  // namespace

std::uint32_t ThresholdRow::open() const {
  const auto [first, last] = open_range(*this);
  return first <= last ? static_cast<std::uint32_t>(last - first + 1) : 0;
}

std::string thresholds_json(const std::vector<ThresholdRow>& rows) {
  std::string text = "{\"format\":\"arcsat-thresholds\",\"version\":1,\"rows\":[";
  const char* between = "\n";
  for (const ThresholdRow& row : rows) {
    Json line = {{"instance", Json::parse(canonical_json(*row.start))},
                 {"vary", row.size},
                 {"from", row.from},
                 {"to", row.to},
                 {"larger_is", row.larger_is_easier ? "easier" : "harder"}};
    if (row.realizable) line["realizable"] = {{"value", row.realizable->value}, {"bundle", row.realizable->bundle}};
    if (row.unrealizable) {
      line["unrealizable"] = {{"value", row.unrealizable->value}, {"bundle", row.unrealizable->bundle}};
    }
    const auto [first, last] = open_range(row);
    if (first <= last) line["open"] = {first, last};
    text += between + line.dump();
    between = ",\n";
  }
  return text + "\n]}\n";
}

std::vector<ThresholdRow> parse_thresholds(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "rows"});
  if (root.at("format").text() != "arcsat-thresholds") root.at("format").expected("\"arcsat-thresholds\"");
  root.at("version").integer(1, 1);
  std::vector<ThresholdRow> rows;
  for (const Node& node : root.at("rows").array()) rows.push_back(row_in(node));
  if (rows.empty()) root.at("rows").expected("at least one row");  // of nothing, nothing would be judged
  return rows;
}

std::string ThresholdsReport::words() const {
  return fmt::format("{} rows: {} bundles hold, {} values between their sides are open", rows.size(), bundles, open);
}

ThresholdsReport check_thresholds(const std::string& directory, const CheckOptions& options, const Budget& budget) {
  return ThresholdsCheck(directory, options, budget).run();
}

bool is_thresholds(const std::string& directory) {
  std::error_code error;
  return fs::symlink_status(in_directory(directory, thresholds_file), error).type() != fs::file_type::not_found;
}

const Sought& all_that_is_judged() {
  static const Sought sought = {.name = bundles().name,
                                .file = {},
                                .directory = [](const std::vector<std::string>& names, bool files, bool directories) {
                                  return bundles_and_separations().directory(names, files, directories) ||
                                         std::find(names.begin(), names.end(), thresholds_file) != names.end();
                                }};
  return sought;
}

}  // namespace arcsat
