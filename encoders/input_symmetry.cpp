#include "encoders/input_symmetry.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <optional>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

using Digits = std::vector<std::uint32_t>;

/// The values of a table z : D → [q] with this index, position 0 first; also the digits of w.
Digits digits_of(std::uint64_t index, const std::vector<std::uint32_t>& radices) {
  Digits digits;
  for (const std::uint32_t radix : radices) {
    digits.push_back(static_cast<std::uint32_t>(index % radix));
    index /= radix;
  }
  return digits;
}

InputIndex index_of(const Digits& digits, const std::vector<std::uint32_t>& radices) {
  std::uint64_t index = 0;
  for (std::size_t k = digits.size(); k > 0; --k) index = index * radices[k - 1] + digits[k - 1];
  return static_cast<InputIndex>(index);
}

std::uint32_t swapped(std::uint32_t value, std::uint32_t a, std::uint32_t b) {
  return value == a ? b : value == b ? a : value;
}

/// All players' inputs, taken apart: the queries, the position, and each table's values.
struct Parts {
  Digits queries;
  std::uint32_t position;
  std::vector<Digits> tables;  // z_1 … z_L
};

class Renamer {
 public:
  explicit Renamer(const Instance& instance) : instance_(instance), task_(instance.task()) {
    for (int l = 1; l <= task_.length(); ++l) {
      table_radices_.emplace_back(static_cast<std::size_t>(task_.tokens(l)),
                                  task_.q()[static_cast<std::size_t>(l - 1)]);
    }
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
    Parts parts{digits_of(input[0], task_.n()), input[1], {}};
    for (std::size_t l = 0; l < table_radices_.size(); ++l) {
      parts.tables.push_back(digits_of(input[l + 2], table_radices_[l]));
    }
    return parts;
  }
  Input put_together(const Parts& parts) const {
    Input input = {index_of(parts.queries, task_.n()), parts.position};
    for (std::size_t l = 0; l < table_radices_.size(); ++l) {
      input.push_back(index_of(parts.tables[l], table_radices_[l]));
    }
    return input;
  }

  const Instance& instance_;
  const Task& task_;
  std::vector<std::vector<std::uint32_t>> table_radices_;
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
  std::uint64_t count = pairs(task.m()) + (task.length() > 1 ? task.n().back() : 1) * pairs(task.answers());
  for (std::size_t l = 0; l < task.n().size(); ++l) count += pairs(task.q()[l]) + pairs(task.n()[l]);
  return count;
}

}  // namespace

InputSymmetry::InputSymmetry(const Instance& instance) {
  constexpr std::uint64_t most_inputs = std::uint64_t{1} << 18;
  constexpr std::uint64_t most_images = std::uint64_t{1} << 22;
  const Task& task = instance.task();
  if (instance.inputs().size() > most_inputs || candidates(task) > most_images / instance.inputs().size()) return;
  const Renamer renamer(instance);
  const auto keep = [&](const std::function<void(Parts&)>& rename) {
    auto images = renamer.images(rename);
    if (!images) return;
    for (std::uint32_t k = 0; k < images->size(); ++k) {
      if ((*images)[k] == k) continue;
      transpositions_.push_back(std::move(*images));
      return;
    }
  };
  const auto length = static_cast<std::size_t>(task.length());
  for_each_pair(task.m(), [&](std::uint32_t a, std::uint32_t b) {
    keep([=](Parts& parts) {
      parts.position = swapped(parts.position, a, b);
      std::swap(parts.tables[0][a], parts.tables[0][b]);
    });
  });
  for (std::size_t l = 1; l < length; ++l) {
    const std::uint32_t values = task.q()[l - 1];
    const std::uint32_t queries = task.n()[l - 1];
    for_each_pair(values, [&](std::uint32_t a, std::uint32_t b) {
      keep([=](Parts& parts) {
        for (std::uint32_t& value : parts.tables[l - 1]) value = swapped(value, a, b);
        for (std::uint32_t w = 0; w < queries; ++w) {
          std::swap(parts.tables[l][w * values + a], parts.tables[l][w * values + b]);
        }
      });
    });
    for_each_pair(queries, [&](std::uint32_t a, std::uint32_t b) {
      keep([=](Parts& parts) {
        parts.queries[l - 1] = swapped(parts.queries[l - 1], a, b);
        for (std::uint32_t i = 0; i < values; ++i) {
          std::swap(parts.tables[l][a * values + i], parts.tables[l][b * values + i]);
        }
      });
    });
  }
  const std::uint32_t rows = length > 1 ? task.n().back() : 1;
  const auto row_length = static_cast<std::uint32_t>(task.tokens(task.length()) / rows);
  for (std::uint32_t row = 0; row < rows; ++row) {
    for_each_pair(task.answers(), [&](std::uint32_t a, std::uint32_t b) {
      keep([=](Parts& parts) {
        for (std::uint32_t i = 0; i < row_length; ++i) {
          std::uint32_t& value = parts.tables[length - 1][row * row_length + i];
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
