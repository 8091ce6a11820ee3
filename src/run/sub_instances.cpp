#include "run/sub_instances.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <random>

#include "protocol/sub_instance.hpp"

namespace arcsat {

namespace {

// Below this many inputs the whole is as good; a part of more would take long to refute.
constexpr std::uint64_t fewest_inputs = 64;
constexpr std::uint64_t most_part_inputs = std::uint64_t{1} << 13;
// Inputs of one player that a list may have.
constexpr std::uint64_t most_listed = std::uint64_t{1} << 13;
// What is worth leaving out.
constexpr double largest_part = 0.8;
constexpr std::size_t most_tried = 4096;
constexpr std::size_t most_part_shapes = 24;

using List = std::vector<InputIndex>;

/// The inputs that player p may hold; none if they are too many.
std::optional<List> inputs_of(const Instance& instance, Player p) {
  const auto given = instance.restriction().lists.find(p);
  if (given != instance.restriction().lists.end()) {
    List list = given->second;
    std::sort(list.begin(), list.end());
    return list;
  }
  if (!instance.task().numbered(p) || instance.task().domain(p) > most_listed) return std::nullopt;
  List list(instance.task().domain(p));
  std::iota(list.begin(), list.end(), InputIndex{0});
  return list;
}

/// Sizes of an instance: m, n_1 … n_{L-1}, q_1 … q_L.
struct Shape {
  std::vector<std::uint32_t> sizes;
  double inputs;
};

/// All tables z_l whose values are below `bound` at the `active` positions and 0 elsewhere.
List small_tables(const Task& task, Player l, const std::vector<std::uint64_t>& active, std::uint32_t bound) {
  List tables = {0};
  for (const std::uint64_t position : active) {
    const std::uint64_t weight = task.weight(l, position);
    const std::size_t before = tables.size();
    for (std::uint32_t value = 1; value < bound; ++value) {
      for (std::size_t t = 0; t < before; ++t) {
        tables.push_back(static_cast<InputIndex>(tables[t] + value * weight));
      }
    }
  }
  std::sort(tables.begin(), tables.end());
  return tables;
}

/// The inputs of an instance of this shape among those of the task: the first queries, the first positions, the first
/// values, and 0 at every position that is then never asked for.
Restriction of_shape(const Task& task, const std::vector<std::uint32_t>& sizes) {
  const auto length = static_cast<std::size_t>(task.length());
  const auto n = [&](std::size_t l) { return sizes[l]; };
  const auto q = [&](std::size_t l) { return sizes[length + l - 1]; };
  Restriction restriction;
  List queries = {0};
  for (std::size_t l = 1; l < length; ++l) {
    const std::uint64_t weight = task.query_weight(static_cast<Player>(l));
    const std::size_t count = queries.size();
    for (std::uint32_t w = 1; w < n(l); ++w) {
      for (std::size_t k = 0; k < count; ++k) queries.push_back(static_cast<InputIndex>(queries[k] + w * weight));
    }
  }
  std::sort(queries.begin(), queries.end());
  restriction.lists[first_player] = queries;
  for (InputIndex z = 0; z < sizes[0]; ++z) restriction.lists[0].push_back(z);
  for (std::size_t l = 1; l <= length; ++l) {
    std::vector<std::uint64_t> active;
    if (l == 1) {
      active.assign(restriction.lists[0].begin(), restriction.lists[0].end());
    } else {
      for (std::uint64_t w = 0; w < n(l - 1); ++w) {
        for (std::uint64_t i = 0; i < q(l - 1); ++i) active.push_back(task.position(static_cast<Player>(l), w, i));
      }
    }
    restriction.lists[static_cast<Player>(l)] = small_tables(task, static_cast<Player>(l), active, q(l));
  }
  return restriction;
}

/// How many inputs an instance of this shape has.
double inputs_of_shape(const std::vector<std::uint32_t>& sizes, std::size_t length) {
  double inputs = std::pow(sizes[length], sizes[0]) * sizes[0];
  for (std::size_t l = 2; l <= length; ++l) {
    inputs *= std::pow(sizes[length + l - 1], static_cast<double>(sizes[l - 1]) * sizes[length + l - 2]) * sizes[l - 1];
  }
  return inputs;
}

/// Smaller shapes than the task's, fewest inputs first.
std::vector<Shape> smaller_shapes(const Task& task) {
  std::vector<std::uint32_t> whole = {task.m()};
  whole.insert(whole.end(), task.n().begin(), task.n().end());
  whole.insert(whole.end(), task.q().begin(), task.q().end());
  const auto length = static_cast<std::size_t>(task.length());
  const double most = std::min<double>(most_part_inputs, largest_part * inputs_of_shape(whole, length));
  std::vector<Shape> shapes;
  // Counted down from the whole, so that what is tried is near to it.
  std::vector<std::uint32_t> sizes = whole;
  for (std::size_t tried = 0; tried < most_tried; ++tried) {
    const double inputs = inputs_of_shape(sizes, length);
    if (inputs >= fewest_inputs && inputs <= most) shapes.push_back({sizes, inputs});
    std::size_t k = 0;
    while (k < sizes.size() && sizes[k] == 1) {
      sizes[k] = whole[k];
      ++k;
    }
    if (k == sizes.size()) break;
    --sizes[k];
  }
  std::stable_sort(shapes.begin(), shapes.end(), [](const Shape& a, const Shape& b) { return a.inputs < b.inputs; });
  if (shapes.size() > most_part_shapes) shapes.erase(shapes.begin(), shapes.end() - most_part_shapes);
  return shapes;
}

/// `count` of them, chosen by the seed alone.
List chosen(List list, std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t k = 0; k < count; ++k) std::swap(list[k], list[k + random() % (list.size() - k)]);
  list.resize(count);
  std::sort(list.begin(), list.end());
  return list;
}

Instance with_list(const Instance& instance, Player p, List list) {
  Restriction restriction = instance.restriction();
  restriction.lists[p] = std::move(list);
  return with_inputs(instance, std::move(restriction));
}

}  // namespace

std::vector<std::shared_ptr<const Instance>> sub_instances(const Instance& instance, std::uint64_t seed) {
  std::vector<std::shared_ptr<const Instance>> parts;
  if (instance.restriction().by_tuples || !instance.inputs().numbered()) return parts;
  if (instance.restriction().lists.empty()) {
    for (const Shape& shape : smaller_shapes(instance.task())) {
      parts.push_back(std::make_shared<const Instance>(with_inputs(instance, of_shape(instance.task(), shape.sizes))));
    }
  }
  if (const std::optional<List> last = inputs_of(instance, instance.last_player())) {
    for (const std::size_t eighths : {2U, 3U, 4U, 6U}) {
      const std::size_t count = last->size() * eighths / 8;
      const std::uint64_t inputs = instance.inputs().size() / last->size() * count;
      if (inputs < fewest_inputs || inputs > most_part_inputs) continue;
      parts.push_back(
          std::make_shared<const Instance>(with_list(instance, instance.last_player(), chosen(*last, count, seed))));
    }
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a->inputs().size() < b->inputs().size(); });
  return parts;
}

std::shared_ptr<const Instance> shrunk(const Instance& instance, std::uint64_t seed) {
  if (instance.restriction().by_tuples) return nullptr;
  const Player last = instance.last_player();
  const std::optional<List> list = inputs_of(instance, last);
  if (!list || list->size() < 2) return nullptr;
  return std::make_shared<const Instance>(with_list(instance, last, chosen(*list, list->size() * 3 / 4, seed)));
}

}  // namespace arcsat
