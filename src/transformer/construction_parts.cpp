#include "transformer/construction_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::size_t most_rows = std::size_t{1} << 18;
constexpr std::size_t most_numbers = std::size_t{1} << 23;

Transformer started(const Task& task, const ModelKind& kind, int layers, const Wanted& wanted, unsigned least) {
  const unsigned p = wanted.precision.value_or(least);
  if (p < least) {
    throw InputError(fmt::format("found the precision p = {}, expected at least {} for these sizes", p, least));
  }
  if (p > Transformer::most_precision) {
    throw Unsupported(fmt::format("found a precision of {} bits, expected at most {}", p, Transformer::most_precision));
  }
  Model model{.epochs = layers, .bits_per_token = wanted.normalised ? 2 * p : p, .widths = {}, .kind = kind};
  Transformer transformer;
  transformer.instance = std::make_shared<const Instance>("", task, Restriction{}, model);
  transformer.precision = p;
  transformer.normalised = wanted.normalised;
  return transformer;
}

}  // namespace

std::vector<const Construction*> constructions() {
  return {&decoder_construction, &thoughts_construction, &flag_construction, &doubling_construction};
}

unsigned precision_for(std::uint64_t values) {
  unsigned bits = 1;
  while (bits < 64 && std::uint64_t{1} << bits < values) ++bits;
  return bits;
}

ConstructionWriter::ConstructionWriter(const Task& task, const ModelKind& kind, int layers, const Wanted& wanted,
                                       unsigned least, const std::vector<std::string>& other_coordinates)
    : result_(started(task, kind, layers, wanted, least)), prompt_(*result_.instance) {
  result_.coordinates = {"one", "key", "key^2", "ask", "ask^2"};
  result_.coordinates.insert(result_.coordinates.end(), other_coordinates.begin(), other_coordinates.end());
  std::size_t numbers = 0;
  for (const Token& token : prompt_.tokens()) numbers += token.values * result_.width();
  if (numbers > most_numbers) {
    throw Unsupported(fmt::format("found {} numbers of an embedding, expected at most 2^23", numbers));
  }
  for (std::size_t t = 0; t < prompt_.tokens().size(); ++t) {
    result_.embedding.emplace_back(prompt_.tokens()[t].values, Row(result_.width(), 0));
    for (std::uint64_t value = 0; value < prompt_.tokens()[t].values; ++value) {
      at(t, value, "one") = 1;
      set(t, value, "key", static_cast<std::int64_t>(t));
      set(t, value, "ask", -1);
    }
  }
}

std::uint32_t ConstructionWriter::coordinate(const std::string& name) const {
  const auto found = std::find(result_.coordinates.begin(), result_.coordinates.end(), name);
  if (found == result_.coordinates.end()) throw InternalError("a construction without the coordinate " + name);
  return static_cast<std::uint32_t>(found - result_.coordinates.begin());
}

std::int64_t& ConstructionWriter::at(std::size_t token, std::uint64_t value, const std::string& name) {
  return result_.embedding[token][value][coordinate(name)];
}

void ConstructionWriter::set(std::size_t token, std::uint64_t value, const std::string& name, std::int64_t number) {
  at(token, value, name) = number;
  at(token, value, name + "^2") = number * number;
}

Head ConstructionWriter::matching(const std::string& ask, const std::string& key, const std::string& value) const {
  const auto unit = [&](const std::string& name, std::int64_t factor) {
    Row row(result_.width(), 0);
    row[coordinate(name)] = factor;
    return row;
  };
  return {{unit("one", -1), unit(ask, 2), unit(ask + "^2", -1)},
          {unit(key + "^2", 1), unit(key, 1), unit("one", 1)},
          {unit(value, 1)}};
}

TableUpdate ConstructionWriter::table(const std::vector<std::string>& reads,
                                      const std::vector<std::string>& writes) const {
  TableUpdate update;
  for (const std::string& name : reads) update.reads.push_back(coordinate(name));
  for (const std::string& name : writes) update.writes.push_back(coordinate(name));
  if (!std::is_sorted(update.reads.begin(), update.reads.end()) ||
      !std::is_sorted(update.writes.begin(), update.writes.end())) {
    throw InternalError("a construction with coordinates out of order");
  }
  return update;
}

void ConstructionWriter::add_row(TableUpdate& table, Row key, Row value) {
  if (++rows_ > most_rows) throw Unsupported("found more than 2^18 rows of tables, expected fewer for a construction");
  table.rows.emplace(std::move(key), std::move(value));
}

void ConstructionWriter::add_layer(Head head, TableUpdate update) {
  result_.layers.push_back({{std::move(head)}, std::move(update)});
}

Transformer ConstructionWriter::finish() {
  result_.answer = coordinate("answer");
  if (facts_of(result_.instance->model().kind).thoughts > 0) result_.thought = coordinate("thought");
  return std::move(result_);
}

}  // namespace arcsat
