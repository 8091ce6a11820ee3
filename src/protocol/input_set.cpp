#include "protocol/input_set.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// The order of the inputs.
bool last_player_first(const Input& a, const Input& b) {
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}

}  // namespace

void InputSet::multiply_size(std::uint64_t factor) {
  constexpr std::uint64_t most = std::uint64_t{1} << 62;
  if (factor != 0 && size_ > most / factor) {
    throw Unsupported(fmt::format("found at least {}·{} inputs in all, expected at most 2^62", size_, factor));
  }
  size_ *= factor;
}

InputSet InputSet::all(const Task& task) { return restricted(task, {}); }

InputSet InputSet::restricted(const Task& task, std::map<Player, std::vector<InputIndex>> lists) {
  InputSet set;
  set.player_count_ = static_cast<std::size_t>(task.players());
  set.lists_.resize(set.player_count_);
  set.size_ = 1;
  for (Player p = first_player; p <= task.length(); ++p) {
    std::uint64_t size = task.domain(p);
    if (const auto list = lists.find(p); list != lists.end()) {
      size = list->second.size();
      set.lists_[seat(p)] = std::move(list->second);
    }
    set.strides_.push_back(set.size_);
    set.list_sizes_.push_back(size);
    set.multiply_size(size);
  }
  return set;
}

InputSet InputSet::tuples(std::vector<Input> inputs) {
  std::sort(inputs.begin(), inputs.end(), last_player_first);
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());

  InputSet set;
  set.explicit_ = true;
  set.player_count_ = inputs.empty() ? 0 : inputs.front().size();
  set.size_ = inputs.size();
  for (const Input& input : inputs) set.flat_.insert(set.flat_.end(), input.begin(), input.end());
  set.projection_of_.resize(set.player_count_);
  set.first_of_.resize(set.player_count_);
  for (std::size_t level = 0; level < set.player_count_; ++level) {
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const auto from = static_cast<std::ptrdiff_t>(level);
      const bool fresh = k == 0 || !std::equal(inputs[k].begin() + from, inputs[k].end(), inputs[k - 1].begin() + from);
      if (fresh) set.first_of_[level].push_back(static_cast<std::uint32_t>(k));
      set.projection_of_[level].push_back(static_cast<std::uint32_t>(set.first_of_[level].size() - 1));
    }
  }
  return set;
}

InputIndex InputSet::value(Player p, std::uint64_t k) const {
  const std::size_t s = seat(p);
  if (explicit_) return flat_[k * player_count_ + s];
  const std::uint64_t position = k / strides_[s] % list_sizes_[s];
  return lists_[s].empty() ? static_cast<InputIndex>(position) : lists_[s][position];
}

Input InputSet::input(std::uint64_t k) const {
  Input result(player_count_);
  for (std::size_t s = 0; s < player_count_; ++s) result[s] = value(static_cast<Player>(s) - 1, k);
  return result;
}

bool InputSet::contains(const Input& input) const {
  if (input.size() != player_count_) return false;
  if (explicit_) {
    std::uint64_t first = 0;
    for (std::uint64_t end = size_; first < end;) {
      const std::uint64_t middle = first + (end - first) / 2;
      if (last_player_first(this->input(middle), input)) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    return first < size_ && this->input(first) == input;
  }
  for (std::size_t s = 0; s < player_count_; ++s) {
    const std::vector<InputIndex>& list = lists_[s];
    const bool held = list.empty() ? input[s] < list_sizes_[s] : std::binary_search(list.begin(), list.end(), input[s]);
    if (!held) return false;
  }
  return true;
}

std::uint64_t InputSet::projections(Player i) const {
  return explicit_ ? first_of_[seat(i)].size() : size_ / strides_[seat(i)];
}

std::uint64_t InputSet::projection(Player i, std::uint64_t k) const {
  return explicit_ ? projection_of_[seat(i)][k] : k / strides_[seat(i)];
}

std::uint64_t InputSet::first_input(Player i, std::uint64_t projection) const {
  return explicit_ ? first_of_[seat(i)][projection] : projection * strides_[seat(i)];
}

}  // namespace arcsat
