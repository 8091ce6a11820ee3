#include "transformer/machine.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

namespace {

using Number = Machine::Number;

Number product(const Row& row, const Machine::State& x) {
  Number sum = 0;
  for (std::size_t k = 0; k < row.size(); ++k) {
    if (row[k] != 0 && !x[k].is_zero()) sum += row[k] * x[k];
  }
  return sum;
}

std::size_t mixed(std::size_t hash, std::size_t value) { return (hash ^ value) * 0x9e3779b97f4a7c15U + (hash >> 29); }

/// (x, y, 1).
Machine::State joined(const Machine::State& x, const Sums& heard) {
  Machine::State all = x;
  all.insert(all.end(), heard.begin(), heard.end());
  all.emplace_back(1);
  return all;
}

__extension__ using Wide = __int128;

/// The same numbers if all are less than 2^48; nothing if there are none, or larger ones.
std::vector<std::int64_t> small(const std::vector<Number>& numbers) {
  std::vector<std::int64_t> words;
  for (const Number& number : numbers) {
    if (abs(number) >= Number(1) << 48) return {};
    words.push_back(static_cast<std::int64_t>(number));
  }
  return words;
}

bool fits_in_word(const Number& number) { return number <= INT64_MAX && number >= INT64_MIN; }

}  // namespace

std::size_t Machine::HashOfSums::operator()(const Sums& sums) const {
  std::size_t hash = sums.size();
  for (const std::int64_t sum : sums) hash = mixed(hash, static_cast<std::size_t>(sum));
  return hash;
}

std::size_t Machine::HashOfState::operator()(const State& state) const {
  std::size_t hash = state.size();
  for (const Number& number : state) hash = mixed(hash, boost::multiprecision::hash_value(number));
  return hash;
}

Machine::Machine(const Transformer& transformer) : transformer_(transformer) { forget(); }

void Machine::forget() {
  embedded_.assign(transformer_.embedding.size(), {});
  states_.clear();
  number_of_.clear();
  projected_.assign(transformer_.layers.size(), {});
  shares_.assign(transformer_.layers.size(), {});
  next_.assign(transformer_.layers.size(), {});
  pool_ = {Sums(transformer_.numbers(), 0), {}};  // `nothing` and `forbidden`
  share_of_.clear();
  share_of_.emplace(pool_[nothing], nothing);
  remembered_ = 0;
}

StateId Machine::number_of(State state) {
  const auto [place, fresh] = number_of_.try_emplace(std::move(state), static_cast<StateId>(states_.size()));
  if (fresh) {
    states_.push_back(place->first);
    for (auto& of_layer : projected_) of_layer.emplace_back();
    for (auto& of_layer : shares_) of_layer.emplace_back();
    for (auto& of_layer : next_) of_layer.emplace_back();
  }
  return place->second;
}

StateId Machine::embedded(std::size_t token, std::uint64_t value) {
  std::vector<std::optional<StateId>>& known = embedded_[token];
  const Matrix& vectors = transformer_.embedding[token];
  if (known.empty()) known.resize(vectors.size());
  std::optional<StateId>& id = known[value];
  if (!id) id = number_of(State(vectors[value].begin(), vectors[value].end()));
  return *id;
}

Number Machine::score(const Projected& receiver, const Projected& sender) {
  const std::size_t rows = sender.key.size();
  if (receiver.small_query.size() == rows && sender.small_key.size() == rows) {
    // A product is less than 2^96, and there are less than 2^31 of them.
    Wide sum = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      sum += Wide{receiver.small_query[row]} * sender.small_key[row];
    }
    return sum;
  }
  Number sum = 0;
  for (std::size_t row = 0; row < rows; ++row) sum += receiver.query[row] * sender.key[row];
  return sum;
}

const std::vector<Machine::Projected>& Machine::projected(std::size_t layer, StateId state) {
  std::vector<Projected>& known = projected_[layer][state];
  if (!known.empty()) return known;
  const auto projection = [&](const Matrix& matrix) {
    std::vector<Number> numbers;
    for (const Row& row : matrix) numbers.push_back(product(row, states_[state]));
    return numbers;
  };
  for (const Head& head : transformer_.layers[layer].heads) {
    Projected& one = known.emplace_back();
    one.query = projection(head.query);
    one.key = projection(head.key);
    one.value = projection(head.value);
    one.small_query = small(one.query);
    one.small_key = small(one.key);
  }
  return known;
}

unsigned Machine::forbidding_head(std::size_t layer, StateId receiver, StateId sender) {
  for (unsigned h = 0; h < transformer_.heads; ++h) {
    if (score(projected(layer, receiver)[h], projected(layer, sender)[h]) > 0) return h + 1;
  }
  return 0;
}

Machine::Share Machine::find_share(std::size_t layer, StateId receiver, StateId sender) {
  std::vector<Share>& row = shares_[layer][receiver];
  if (row.size() <= sender) {
    remembered_ += states_.size() - row.size();
    row.resize(states_.size(), unknown);
  }
  const std::vector<Projected>& receivers = projected(layer, receiver);
  const std::vector<Projected>& senders = projected(layer, sender);
  const Number modulus = Number(1) << transformer_.precision;
  Sums share;
  for (std::size_t h = 0; h < transformer_.heads; ++h) {
    const Number exponent = score(receivers[h], senders[h]) + transformer_.fraction_bits;
    if (exponent > transformer_.fraction_bits) return row[sender] = forbidden;
    const Number weight = exponent < 0 ? Number(0) : Number(1) << static_cast<unsigned>(exponent);
    for (const Number& value : senders[h].value) {
      Number term = weight * value;
      if (!transformer_.normalised) {
        term %= modulus;
        if (term < 0) term += modulus;
      }
      if (abs(term) >= Number(1) << 62) {
        throw Unsupported(fmt::format("layer {}: found a share of {} bits in the sum of a head, expected at most 62",
                                      layer + 1, msb(abs(term)) + 1));
      }
      share.push_back(static_cast<std::int64_t>(term));
    }
    if (transformer_.normalised) share.push_back(static_cast<std::int64_t>(weight));
  }
  const auto [place, fresh] = share_of_.try_emplace(share, static_cast<Share>(pool_.size()));
  if (fresh) pool_.push_back(std::move(share));
  return row[sender] = place->second;
}

void Machine::add(Sums& sums, const Sums& share) const {
  if (!transformer_.normalised) {
    const std::int64_t mask = (std::int64_t{1} << transformer_.precision) - 1;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] = (sums[k] + share[k]) & mask;
    return;
  }
  for (std::size_t k = 0; k < sums.size(); ++k) {
    if (__builtin_add_overflow(sums[k], share[k], &sums[k])) {
      throw Unsupported("found a sum of a head of 64 bits, expected at most 63");
    }
  }
}

std::optional<std::size_t> Machine::overflow(const Sums& sums) const {
  for (std::size_t k = 0; k < sums.size(); ++k) {
    if (sums[k] < 0 || sums[k] >> transformer_.precision != 0) return k;
  }
  return std::nullopt;
}

Sums Machine::heard(const Sums& sums) const {
  if (!transformer_.normalised) return sums;
  Sums y;
  const std::size_t d = transformer_.head_dimension;
  for (std::size_t h = 0; h < transformer_.heads; ++h) {
    const std::int64_t all = sums[h * (d + 1) + d];
    for (std::size_t k = 0; k < d; ++k) y.push_back(all == 0 ? 0 : sums[h * (d + 1) + k] / all);
  }
  return y;
}

Machine::State Machine::next_state(const Layer& layer, const State& state, const Sums& y) const {
  if (const auto* table = std::get_if<TableUpdate>(&layer.update)) {
    Row key;
    for (const std::uint32_t coordinate : table->reads) {
      if (!fits_in_word(state[coordinate])) return state;
      key.push_back(static_cast<std::int64_t>(state[coordinate]));
    }
    key.insert(key.end(), y.begin(), y.end());
    const auto row = table->rows.find(key);
    if (row == table->rows.end()) return state;
    State next = state;
    for (std::size_t k = 0; k < table->writes.size(); ++k) next[table->writes[k]] = row->second[k];
    return next;
  }
  const State all = joined(state, y);
  State next;
  if (const auto* linear = std::get_if<LinearUpdate>(&layer.update)) {
    for (const Row& row : linear->matrix) next.push_back(product(row, all));
    return next;
  }
  const auto& relu = std::get<ReluUpdate>(layer.update);
  State inner;
  for (const Row& row : relu.inner) {
    Number sum = product(row, all);
    inner.push_back(sum < 0 ? Number(0) : std::move(sum));
  }
  for (std::size_t k = 0; k < state.size(); ++k) next.push_back(state[k] + product(relu.outer[k], inner));
  return next;
}

StateId Machine::updated(std::size_t layer, StateId state, const Sums& sums) {
  const Next& known = next_[layer][state];
  if (const auto found = known.find(sums); found != known.end()) return found->second;
  const StateId next = number_of(next_state(transformer_.layers[layer], states_[state], heard(sums)));
  next_[layer][state].emplace(sums, next);
  ++remembered_;
  return next;
}

std::int64_t Machine::at(StateId state, std::uint32_t coordinate) const {
  const Number& number = states_[state][coordinate];
  if (fits_in_word(number)) return static_cast<std::int64_t>(number);
  return number > 0 ? INT64_MAX : INT64_MIN;
}

}  // namespace arcsat
