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

void InputSet::refuse_to_number() const {
  throw Unsupported(fmt::format("found {}", too_many_.empty() ? "no input, expected at least one" : too_many_));
}

InputSet InputSet::all(const Task& task) { return restricted(task, {}); }

InputSet InputSet::restricted(const Task& task, std::map<Player, std::vector<InputIndex>> lists) {
  InputSet set;
  set.player_count_ = static_cast<std::size_t>(task.players());
  set.lists_.resize(set.player_count_);
  constexpr std::uint64_t most = std::uint64_t{1} << 62;
  std::uint64_t before = 1;
  for (Player p = first_player; p <= task.length(); ++p) {
    std::uint64_t size = task.numbered(p) ? task.domain(p) : none;
    if (const auto list = lists.find(p); list != lists.end()) {
      size = list->second.size();
      set.lists_[seat(p)] = std::move(list->second);
    }
    set.strides_.push_back(before);
    set.list_sizes_.push_back(size);
    if (set.too_many_.empty() && size == none) {
      set.too_many_ =
          fmt::format("{}, expected at most 2^31 where they are numbered one by one", task.inputs_in_words(p));
    } else if (set.too_many_.empty() && before > most / size) {
      set.too_many_ = fmt::format("at least {}·{} inputs in all, expected at most 2^62", before, size);
    }
    before = set.too_many_.empty() ? before * size : none;
  }
  set.size_ = before;
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
  const std::uint64_t position = strides_[s] == none || list_sizes_[s] == none ? 0 : k / strides_[s] % list_sizes_[s];
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
    if (!holds(static_cast<Player>(s) + first_player, input[s])) return false;
  }
  return true;
}

bool InputSet::holds(Player p, InputIndex index) const {
  const std::vector<InputIndex>& list = lists_[seat(p)];
  if (!list.empty()) return std::binary_search(list.begin(), list.end(), index);
  return list_sizes_[seat(p)] == none || index < list_sizes_[seat(p)];
}

std::uint64_t InputSet::projections(Player i) const {
  return explicit_ ? first_of_[seat(i)].size() : size() / stride(i);
}

std::uint64_t InputSet::projection(Player i, std::uint64_t k) const {
  return explicit_ ? projection_of_[seat(i)][k] : k / stride(i);
}

std::uint64_t InputSet::first_input(Player i, std::uint64_t projection) const {
  return explicit_ ? first_of_[seat(i)][projection] : projection * stride(i);
}

}  // namespace arcsat
