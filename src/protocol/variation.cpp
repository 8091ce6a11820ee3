#include "protocol/variation.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace arcsat {

namespace {

constexpr const char* known_sizes = "c, E, m, n1 …, q1 …, thoughts or thought-bits";

}  // namespace

Variation::Variation(const Instance& start, std::string size) : start_(start), size_(std::move(size)) {
  require_size(start);
  if (!of_task()) return;
  const bool restricted = start.restriction().by_tuples || !start.restriction().lists.empty();
  if (restricted || !start.model().widths.empty()) {
    throw InputError(
        fmt::format("found allowed inputs or widths of an instance whose {} varies, expected neither", size_));
  }
}

void Variation::require_size(const Instance& start) const {
  const auto missing = [&] {
    throw InputError(
        fmt::format("found the size {}, expected one that the instance has: {}", in_quotes(size_), known_sizes));
  };
  if (size_ == "c" || size_ == "E" || size_ == "m") return;
  if (size_ == "thoughts" || size_ == "thought-bits") {
    const auto* chain = std::get_if<ChainOfThought>(&start.model().kind);
    if (chain == nullptr || (size_ == "thought-bits" && !chain->thought_bits)) missing();
    return;
  }
  const bool named = size_.size() > 1 && size_.size() < 5 && (size_[0] == 'n' || size_[0] == 'q') && size_[1] != '0' &&
                     size_.find_first_not_of("0123456789", 1) == std::string::npos;
  if (!named) missing();
  const auto number = static_cast<std::size_t>(std::stoul(size_.substr(1)));
  const std::size_t count = size_[0] == 'n' ? start.task().n().size() : start.task().q().size();
  if (number > count) missing();
}

std::uint32_t Variation::least() const { return size_ == "c" || size_ == "thought-bits" ? 0 : 1; }

std::uint32_t Variation::usual_end() const {
  if (size_ == "E" || size_ == "thoughts") return static_cast<std::uint32_t>(start_.task().length()) + 2;
  return of_task() ? 64 : 16;
}

std::shared_ptr<const Instance> Variation::at(std::uint32_t value) const { return at(start_, value); }

std::shared_ptr<const Instance> Variation::at(const Instance& start, std::uint32_t value) const {
  std::uint32_t m = start.task().m();
  std::vector<std::uint32_t> n = start.task().n();
  std::vector<std::uint32_t> q = start.task().q();
  Model model = start.model();
  if (size_ == "c") {
    model.bits_per_token = value;
  } else if (size_ == "E") {
    model.epochs = static_cast<int>(value);
  } else if (size_ == "m") {
    m = value;
  } else if (size_ == "thoughts") {
    std::get<ChainOfThought>(model.kind).thoughts = static_cast<int>(value);
  } else if (size_ == "thought-bits") {
    std::get<ChainOfThought>(model.kind).thought_bits = value;
  } else {
    const auto place = static_cast<std::size_t>(std::stoul(size_.substr(1))) - 1;
    (size_[0] == 'n' ? n : q)[place] = value;
  }
  return std::make_shared<const Instance>("", Task(m, std::move(n), std::move(q)), start.restriction(),
                                          std::move(model));
}

}  // namespace arcsat
