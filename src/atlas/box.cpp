#include "atlas/box.hpp"

#include <fmt/format.h>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_in_a_box = 0x7fffffff;

struct Range {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

Range range_in(const Node& node, std::int64_t least) {
  const Node::Array& ends = node.array();
  if (ends.size() != 2) node.expected("[from, to]");
  const std::int64_t from = ends[0].integer(least, largest_in_a_box);
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(ends[1].integer(from, largest_in_a_box))};
}

std::vector<Range> ranges_in(const Node& node, std::size_t count) {
  std::vector<Range> ranges;
  for (const Node& range : node.array()) ranges.push_back(range_in(range, 1));
  if (ranges.size() != count) node.expected(fmt::format("{} ranges", count));
  return ranges;
}

/// What can vary: the models one by one, and a range for each number.
struct Ranges {
  std::vector<ModelKind> kinds;
  std::vector<Granularity> granularities;
  Range epochs;
  Range bits;
  Range m;
  std::vector<Range> n;
  std::vector<Range> q;
};

std::vector<ModelKind> kinds_in(const Node& model) {
  std::vector<ModelKind> kinds;
  const Node* thoughts = model.find("thoughts");
  const Node* thought_bits = model.find("thought_bits");
  for (const Node& name : model.at("kinds").array()) {
    if (name.text() != "chain-of-thought") {
      try {
        kinds.push_back(model_kind(name.text(), std::nullopt, std::nullopt));
      } catch (const InputError& error) {
        throw InputError(fmt::format("{}: {}", name.where(), error.what()));
      }
      continue;
    }
    if (thoughts == nullptr || thought_bits == nullptr) name.expected("\"thoughts\" and \"thought_bits\" beside it");
    const Range count = range_in(*thoughts, 1);
    const Range bits = range_in(*thought_bits, 0);
    for (std::uint32_t one = count.from; one <= count.to && kinds.size() < Box::most_cells; ++one) {
      for (std::uint32_t wide = bits.from; wide <= bits.to && kinds.size() < Box::most_cells; ++wide) {
        kinds.push_back(ChainOfThought{static_cast<int>(one), wide});
      }
    }
  }
  if (kinds.empty()) model.at("kinds").expected("at least one kind of model");
  return kinds;
}

Ranges ranges_of(const Node& root) {
  root.table({"format", "version", "name", "task", "model"});
  if (root.at("format").text() != "arcsat-box") root.at("format").expected("\"arcsat-box\"");
  root.at("version").integer(1, 1);
  const Node& task = root.at("task");
  task.table({"L", "m", "n", "q"});
  constexpr std::int64_t most_steps = 16;
  const auto length = static_cast<std::size_t>(task.at("L").integer(1, most_steps));
  const Node& model = root.at("model");
  model.table({"kinds", "granularities", "thoughts", "thought_bits", "epochs", "bits_per_token"});
  Ranges ranges{kinds_in(model),           {}, range_in(model.at("epochs"), 1), range_in(model.at("bits_per_token"), 0),
                range_in(task.at("m"), 1), {}, ranges_in(task.at("q"), length)};
  if (length > 1) ranges.n = ranges_in(task.at("n"), length - 1);
  if (const Node* listed = model.find("granularities")) {
    for (const Node& name : listed->array()) ranges.granularities.push_back(granularity_named(name.text()));
  } else {
    ranges.granularities = {Granularity::functions};
  }
  return ranges;
}

/// Every choice of one value from each range, the last fastest.
std::vector<std::vector<std::uint32_t>> choices(const std::vector<Range>& ranges, const std::string& file) {
  std::vector<std::vector<std::uint32_t>> all = {{}};
  for (const Range& range : ranges) {
    std::vector<std::vector<std::uint32_t>> longer;
    for (const auto& begun : all) {
      for (std::uint32_t value = range.from; value <= range.to; ++value) {
        longer.push_back(begun);
        longer.back().push_back(value);
        if (longer.size() > Box::most_cells) throw InputError(file + ": found more than 2^16 cells, expected fewer");
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace

Box parse_box(std::string_view text, const std::string& file, std::size_t most_messages) {
  const Document document = Document::from_toml(text, file);
  const Ranges ranges = ranges_of(document.root());
  std::vector<Range> sizes = {ranges.epochs, ranges.bits, ranges.m};
  sizes.insert(sizes.end(), ranges.n.begin(), ranges.n.end());
  sizes.insert(sizes.end(), ranges.q.begin(), ranges.q.end());
  const auto chosen = choices(sizes, file);
  if (chosen.size() * ranges.kinds.size() * ranges.granularities.size() > Box::most_cells) {
    throw InputError(file + ": found more than 2^16 cells, expected fewer");
  }
  Box box;
  std::string all;
  std::size_t messages = 0;
  for (const ModelKind& kind : ranges.kinds) {
    for (const Granularity granularity : ranges.granularities) {
      for (const std::vector<std::uint32_t>& sizes_of_cell : chosen) {
        const auto first_n = sizes_of_cell.begin() + 3;
        const auto first_q = first_n + static_cast<std::ptrdiff_t>(ranges.n.size());
        const Model model{static_cast<int>(sizes_of_cell[0]), sizes_of_cell[1], {}, kind, granularity};
        box.cells.push_back(std::make_shared<const Instance>(
            "", Task(sizes_of_cell[2], {first_n, first_q}, {first_q, sizes_of_cell.end()}), Restriction{}, model));
        messages += box.cells.back()->messages();
        if (messages > most_messages) {
          throw InputError(
              fmt::format("{}: found cells of more than {} messages together, expected fewer", file, most_messages));
        }
        all += canonical_json(*box.cells.back()) + "\n";
      }
    }
  }
  box.hash = sha256(all);
  return box;
}

Box read_box(const std::string& path) { return parse_box(read_file(path), path); }

}  // namespace arcsat
