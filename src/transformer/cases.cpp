#include "transformer/cases.hpp"

#include <algorithm>

namespace arcsat {

namespace {

// So many states of a token, or combinations of what it hears, and a token is given a value instead.
constexpr std::size_t most_states_of_token = 1 << 10;
constexpr std::size_t most_combinations = 1 << 8;
constexpr std::size_t most_remembered = std::size_t{1} << 24;

template <typename Element>
void make_set(std::vector<Element>& elements) {
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
}

}  // namespace

Cases::Cases(const Transformer& transformer)
    : transformer_(transformer),
      prompt_(*transformer.instance),
      machine_(transformer),
      possible_(transformer.layers.size() + 1, std::vector<Possible>(prompt_.tokens().size())) {
  forget();
}

void Cases::forget() {
  machine_.forget();
  sets_.clear();
  number_of_.clear();
  heard_.assign(1, {});
  heard_of_.assign(transformer_.layers.size(), {});
  remembered_ = 0;
}

Cases::SetId Cases::number_of(std::vector<StateId> states) {
  make_set(states);
  const auto [place, fresh] = number_of_.try_emplace(std::move(states), static_cast<SetId>(sets_.size()));
  if (fresh) sets_.push_back(place->first);
  return place->second;
}

std::uint32_t Cases::find_heard(std::size_t layer, StateId receiver, SetId senders) {
  std::vector<std::uint32_t>& row = heard_of_[layer][receiver];
  if (row.size() <= senders) {
    remembered_ += sets_.size() - row.size();
    row.resize(sets_.size(), unknown);
  }
  Heard heard;
  for (const StateId sender : sets_[senders]) heard.shares.push_back(machine_.share(layer, receiver, sender));
  make_set(heard.shares);
  if (heard.shares.size() == 1 && heard.shares.front() == Machine::nothing) return row[senders] = nothing;
  if (!std::binary_search(heard.shares.begin(), heard.shares.end(), Machine::forbidden)) {
    heard.least = heard.greatest = machine_.sums(heard.shares.front());
    for (const Machine::Share share : heard.shares) {
      const Sums& sums = machine_.sums(share);
      for (std::size_t k = 0; k < sums.size(); ++k) {
        heard.least[k] = std::min(heard.least[k], sums[k]);
        heard.greatest[k] = std::max(heard.greatest[k], sums[k]);
      }
    }
  }
  heard_.push_back(std::move(heard));
  return row[senders] = static_cast<std::uint32_t>(heard_.size() - 1);
}

void Cases::require_bits(const Sums& least, const Sums& greatest, std::optional<std::size_t> split) const {
  if (!transformer_.normalised) return;
  if (machine_.overflow(least) || machine_.overflow(greatest)) throw Stop{split};
}

void Cases::add_next(std::size_t layer, std::size_t token, StateId state, std::vector<StateId>& next,
                     std::size_t& split_of_next) {
  const std::size_t end = prompt_.end_of_heard(token);
  const Possible& own = possible_[layer][token];
  if (heard_of_[layer].size() <= state) heard_of_[layer].resize(state + std::size_t{1});
  const std::optional<std::size_t> own_split = several(own) ? std::optional(own.split) : std::nullopt;
  const SetId own_state = several(own) ? number_of({state}) : own.set;
  const Sums none(transformer_.numbers(), 0);
  Sums known = none;
  Sums least_of_all = none;
  Sums greatest_of_all = none;
  std::vector<std::size_t> open;  // tokens of which it may hear one thing or another
  for (std::size_t begin = 0; begin < end;) {
    const std::size_t end_of_block = std::min(end, prompt_.end_of_block(begin));
    Sums least = none;
    Sums greatest = none;
    std::optional<std::size_t> split_of_block = own_split;
    for (std::size_t sender = begin; sender < end_of_block; ++sender) {
      const Possible& possible = possible_[layer][sender];
      const std::uint32_t number = heard(layer, state, sender == token ? own_state : possible.set);
      if (number == nothing) continue;
      const Heard& from = heard_[number];
      const bool open_here = sender != token && several(possible);
      if (from.forbidden()) throw Stop{open_here ? std::optional(possible.split) : own_split};
      machine_.add(least, from.least);
      machine_.add(greatest, from.greatest);
      if (from.shares.size() == 1) {
        machine_.add(known, from.least);
      } else {
        open.push_back(sender);
        split_of_block = possible.split;
      }
    }
    require_bits(least, greatest, split_of_block);
    machine_.add(least_of_all, least);
    machine_.add(greatest_of_all, greatest);
    begin = end_of_block;
  }
  const std::optional<std::size_t> split = open.empty() ? own_split : possible_[layer][open.front()].split;
  require_bits(least_of_all, greatest_of_all, split);
  std::vector<Sums> all = {known};
  for (const std::size_t sender : open) {
    const Heard& from = heard_[heard(layer, state, possible_[layer][sender].set)];
    if (all.size() * from.shares.size() > most_combinations) throw Stop{split};
    std::vector<Sums> longer;
    for (const Sums& sums : all) {
      for (const Machine::Share share : from.shares) {
        longer.push_back(sums);
        machine_.add(longer.back(), machine_.sums(share));
      }
    }
    make_set(longer);
    all = std::move(longer);
  }
  if (split) split_of_next = *split;
  for (const Sums& sums : all) next.push_back(machine_.updated(layer, state, sums));
}

Cases::Possible Cases::after_layer(std::size_t layer, std::size_t token) {
  std::vector<StateId> next;
  std::size_t split = possible_[layer][token].split;
  const std::vector<StateId> before = states(possible_[layer][token]);
  for (const StateId state : before) add_next(layer, token, state, next, split);
  if (next.size() > most_states_of_token) throw Stop{split};
  return {number_of(std::move(next)), split};
}

std::vector<std::int64_t> Cases::values_at(const Possible& possible, std::uint32_t coordinate) const {
  std::vector<std::int64_t> values;
  for (const StateId state : states(possible)) values.push_back(machine_.at(state, coordinate));
  make_set(values);
  return values;
}

Cases::Possible Cases::thought(std::size_t token) {
  const Possible& before = possible_.back()[token - 1];
  std::vector<StateId> thought;
  for (const std::int64_t value : values_at(before, transformer_.thought)) {
    if (value < 0 || static_cast<std::uint64_t>(value) >= prompt_.tokens()[token].values) {
      throw Stop{several(before) ? std::optional(before.split) : std::nullopt};
    }
    thought.push_back(machine_.embedded(token, static_cast<std::uint64_t>(value)));
  }
  return {number_of(std::move(thought)), before.split};
}

Cases::Outcome Cases::run(const PartialValues& values) {
  if (machine_.full() || remembered_ > most_remembered) forget();
  const std::vector<Token>& tokens = prompt_.tokens();
  const std::size_t layers = transformer_.layers.size();
  for (std::size_t token = 0; token < prompt_.size(); ++token) {
    std::vector<StateId> states;
    const std::uint64_t first = values[token].value_or(0);
    const std::uint64_t last = values[token].value_or(tokens[token].values - 1);
    for (std::uint64_t value = first; value <= last; ++value) {
      states.push_back(machine_.embedded(token, value));
    }
    possible_[0][token] = {number_of(std::move(states)), token};
  }
  try {
    if (prompt_.both_ways()) {
      for (std::size_t layer = 0; layer < layers; ++layer) {
        for (std::size_t token = 0; token < tokens.size(); ++token) {
          possible_[layer + 1][token] = after_layer(layer, token);
        }
      }
    } else {
      for (std::size_t token = 0; token < tokens.size(); ++token) {
        if (token >= prompt_.size()) possible_[0][token] = thought(token);
        for (std::size_t layer = 0; layer < layers; ++layer) possible_[layer + 1][token] = after_layer(layer, token);
      }
    }
  } catch (const Stop& stop) {
    return {{}, stop.split, !stop.split};
  }
  const Possible& last = possible_.back().back();
  Outcome outcome{values_at(last, transformer_.answer), std::nullopt, false};
  if (outcome.answers.size() > 1) outcome.split = last.split;
  return outcome;
}

}  // namespace arcsat
