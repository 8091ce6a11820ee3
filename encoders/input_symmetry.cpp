#include "encoders/input_symmetry.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <optional>
#include <set>

#include "base/budget.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

using Digits = std::vector<std::uint32_t>;

std::uint32_t swapped(std::uint32_t value, std::uint32_t a, std::uint32_t b) {
  return value == a ? b : value == b ? a : value;
}

/// All players' inputs, taken apart: the queries, the position, and each table's values.
struct Parts {
  Digits queries;
  std::uint32_t position;
  std::vector<Digits> tables;  // z_1 … z_L

  Digits& table(Player l) { return tables[static_cast<std::size_t>(l - 1)]; }
};

class Renamer {
 public:
  explicit Renamer(const Instance& instance) : instance_(instance), task_(instance.task()) {
    for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) {
      number_of_[instance.inputs().input(k)] = static_cast<std::uint32_t>(k);
    }
  }

  /// The images of the allowed inputs, if all are allowed.
  std::optional<InputSymmetry::Renaming> images(const std::function<void(Parts&)>& rename) const {
    InputSymmetry::Renaming result;
    for (std::uint64_t k = 0; k < instance_.inputs().size(); ++k) {
      Parts parts = take_apart(instance_.inputs().input(k));
      rename(parts);
      const auto place = number_of_.find(put_together(parts));
      if (place == number_of_.end()) return std::nullopt;
      result.push_back(place->second);
    }
    return result;
  }

 private:
  Parts take_apart(const Input& input) const {
    Parts parts{task_.digits(first_player, input[seat(first_player)]), input[seat(0)], {}};
    for (Player l = 1; l <= task_.length(); ++l) parts.tables.push_back(task_.digits(l, input[seat(l)]));
    return parts;
  }
  Input put_together(Parts& parts) const {
    Input input = {task_.index_of(first_player, parts.queries), parts.position};
    for (Player l = 1; l <= task_.length(); ++l) {
      input.push_back(task_.index_of(l, parts.table(l)));
    }
    return input;
  }

  const Instance& instance_;
  const Task& task_;
  std::map<Input, std::uint32_t> number_of_;
};

template <typename Visit>
void for_each_pair(std::uint32_t size, Visit visit) {
  for (std::uint32_t a = 0; a < size; ++a) {
    for (std::uint32_t b = a + 1; b < size; ++b) visit(a, b);
  }
}

std::uint64_t pairs(std::uint64_t size) { return size * (size - 1) / 2; }

/// The number of transpositions that the task knows.
std::uint64_t candidates(const Task& task) {
  std::uint64_t count = pairs(task.m()) + task.queries(task.length() - 1) * pairs(task.answers());
  for (std::size_t l = 0; l < task.n().size(); ++l) count += pairs(task.q()[l]) + pairs(task.n()[l]);
  return count;
}

}  // namespace

InputSymmetry::InputSymmetry(const DecoderInstance& decoder) {
  const Instance& instance = *decoder;
  constexpr std::uint64_t most_inputs = std::uint64_t{1} << 18;
  constexpr std::uint64_t most_images = std::uint64_t{1} << 22;
  const Task& task = instance.task();
  if (instance.inputs().size() > most_inputs || candidates(task) > most_images / instance.inputs().size()) return;
  const Renamer renamer(instance);
  const auto keep = [&](const std::function<void(Parts&)>& rename) {
    Budget().check();  // a signal: renaming all inputs may take long
    auto images = renamer.images(rename);
    if (!images) return;
    for (std::uint32_t k = 0; k < images->size(); ++k) {
      if ((*images)[k] == k) continue;
      transpositions_.push_back(std::move(*images));
      return;
    }
  };
  const auto swap_at = [](Parts& parts, Player l, std::uint64_t one, std::uint64_t other) {
    Digits& table = parts.table(l);
    std::swap(table[one], table[other]);
  };
  for_each_pair(task.m(), [&](std::uint32_t a, std::uint32_t b) {
    keep([&](Parts& parts) {
      parts.position = swapped(parts.position, a, b);
      swap_at(parts, 1, a, b);
    });
  });
  for (Player l = 1; l < task.length(); ++l) {
    for_each_pair(task.range(l), [&](std::uint32_t a, std::uint32_t b) {
      keep([&](Parts& parts) {
        for (std::uint32_t& value : parts.table(l)) value = swapped(value, a, b);
        for (std::uint32_t w = 0; w < task.queries(l); ++w) {
          swap_at(parts, l + 1, task.position(l + 1, w, a), task.position(l + 1, w, b));
        }
      });
    });
    for_each_pair(task.queries(l), [&](std::uint32_t a, std::uint32_t b) {
      keep([&](Parts& parts) {
        std::uint32_t& query = parts.queries[static_cast<std::size_t>(l - 1)];
        query = swapped(query, a, b);
        for (std::uint32_t i = 0; i < task.range(l); ++i) {
          swap_at(parts, l + 1, task.position(l + 1, a, i), task.position(l + 1, b, i));
        }
      });
    });
  }
  const Player last = task.length();
  for (std::uint32_t w = 0; w < task.queries(last - 1); ++w) {
    for_each_pair(task.answers(), [&](std::uint32_t a, std::uint32_t b) {
      keep([&](Parts& parts) {
        for (std::uint32_t i = 0; i < task.range(last - 1); ++i) {
          std::uint32_t& value = parts.table(last)[task.position(last, w, i)];
          value = swapped(value, a, b);
        }
      });
    });
  }
}

std::vector<InputSymmetry::Renaming> InputSymmetry::group(std::size_t most) const {
  if (transpositions_.empty()) return {};
  Renaming identity(transpositions_.front().size());
  for (std::uint32_t k = 0; k < identity.size(); ++k) identity[k] = k;
  std::set<Renaming> known = {identity};
  std::vector<Renaming> elements = {identity};
  for (std::size_t next = 0; next < elements.size(); ++next) {
    for (const Renaming& step : transpositions_) {
      Renaming product(identity.size());
      for (std::size_t k = 0; k < product.size(); ++k) product[k] = step[elements[next][k]];
      if (!known.insert(product).second) continue;
      if (elements.size() == most) throw Unsupported(fmt::format("more than {} renamings of the inputs", most));
      elements.push_back(std::move(product));
    }
  }
  return elements;
}

}  // namespace arcsat
