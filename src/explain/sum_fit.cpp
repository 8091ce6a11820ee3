#include "explain/sum_fit.hpp"

#include <bit>
#include <set>

namespace arcsat {

namespace {

using Bits = std::vector<std::uint64_t>;

struct Summand {
  Expression expression;
  Bits on;  // by constraint, whether its two contexts have different values
  std::size_t cost;
};

class SumFit {
 public:
  SumFit(const Contexts& contexts, const Target& target) : contexts_(contexts), target_(target) {
    words_ = (target.constraints().size() + 63) / 64;
    wanted_ = Bits(words_);
    for (std::size_t k = 0; k < target.constraints().size(); ++k) {
      if (target.constraints()[k].differ) wanted_[k / 64] |= std::uint64_t{1} << k % 64;
    }
    collect();
  }

  std::optional<Fitted> find(int most) const {
    const std::size_t count = summands_.size();
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t b = a + 1; b < count; ++b) {
        if (adds_up({a, b})) return sum_of({a, b});
      }
    }
    // Fewer constraints than that are met by sums that say nothing.
    if (most < 3 && target_.constraints().size() < 3 * count) return std::nullopt;
    if (most < 3) return by_elimination();
    constexpr std::size_t most_of_three = 160;
    for (std::size_t a = 0; a < count && count <= most_of_three; ++a) {
      for (std::size_t b = a + 1; b < count; ++b) {
        for (std::size_t c = b + 1; c < count; ++c) {
          if (adds_up({a, b, c})) return sum_of({a, b, c});
        }
      }
    }
    return by_elimination();
  }

 private:
  template <typename Value>
  void add(Expression expression, std::size_t cost, Value value) {
    Bits on(words_);
    const auto at = [&](std::uint32_t x) { return x == BitConstraint::nothing ? 0u : value(x); };
    for (std::size_t k = 0; k < target_.constraints().size(); ++k) {
      const BitConstraint& one = target_.constraints()[k];
      if (at(one.one) != at(one.other)) on[k / 64] |= std::uint64_t{1} << k % 64;
    }
    if (on == Bits(words_) || !seen_.insert(on).second) return;
    summands_.push_back({std::move(expression), std::move(on), cost});
  }

  void collect() {
    constexpr std::uint32_t most_values = 16;
    add(Expression::constant(1), 1, [](std::uint32_t) { return 1u; });
    for (const bool plain : {true, false}) {
      for (std::size_t q = 0; q < contexts_.readings.size(); ++q) {
        const ReadingPtr& reading = contexts_.readings[q];
        const Column& values = contexts_.values[q];
        if (plain != (contexts_.radix[q] == 2)) continue;
        if (plain) {
          add(Expression::value_of(reading), 2, [&](std::uint32_t x) { return values[x]; });
          continue;
        }
        if (contexts_.radix[q] > most_values) continue;
        for (unsigned bit = 0; bit < std::bit_width(contexts_.radix[q] - 1); ++bit) {
          auto of = std::make_shared<const Reading>(Reading{.kind = Reading::Kind::bit, .bit = bit, .inner = reading});
          add(Expression::value_of(std::move(of)), 3, [&](std::uint32_t x) { return values[x] >> bit & 1; });
        }
        for (std::uint32_t value = 0; value < contexts_.radix[q]; ++value) {
          add(Expression::among(reading, {value}), 3, [&](std::uint32_t x) { return values[x] == value ? 1u : 0u; });
        }
      }
    }
  }

  bool adds_up(std::initializer_list<std::size_t> list) const {
    for (std::size_t word = 0; word < words_; ++word) {
      std::uint64_t sum = wanted_[word];
      for (const std::size_t k : list) sum ^= summands_[k].on[word];
      if (sum != 0) return false;
    }
    return true;
  }

  Fitted sum_of(const std::vector<std::size_t>& list) const {
    Fitted found{.expression = {.kind = Expression::Kind::sum}, .cost = 1};
    for (const std::size_t k : list) {
      found.expression.parts.push_back(summands_[k].expression);
      found.cost += summands_[k].cost;
    }
    return found;
  }

  /// Gaussian elimination over the summands; what it finds need not be the shortest.
  std::optional<Fitted> by_elimination() const {
    constexpr std::size_t most_terms = 12;
    struct Row {
      Bits on;
      Bits from;
      std::size_t lead;
    };
    std::vector<Row> rows;
    const std::size_t from_words = (summands_.size() + 63) / 64;
    const auto reduce = [&](Bits& on, Bits& from) {
      for (const Row& row : rows) {
        if ((on[row.lead / 64] >> row.lead % 64 & 1) == 0) continue;
        for (std::size_t word = 0; word < words_; ++word) on[word] ^= row.on[word];
        for (std::size_t word = 0; word < from_words; ++word) from[word] ^= row.from[word];
      }
      for (std::size_t word = 0; word < words_; ++word) {
        if (on[word] != 0) return std::optional(word * 64 + static_cast<std::size_t>(std::countr_zero(on[word])));
      }
      return std::optional<std::size_t>();
    };
    for (std::size_t k = 0; k < summands_.size(); ++k) {
      Row row{.on = summands_[k].on, .from = Bits(from_words), .lead = 0};
      row.from[k / 64] |= std::uint64_t{1} << k % 64;
      if (const auto lead = reduce(row.on, row.from)) {
        row.lead = *lead;
        rows.push_back(std::move(row));
      }
    }
    Bits rest = wanted_;
    Bits from(from_words);
    if (reduce(rest, from)) return std::nullopt;
    std::vector<std::size_t> list;
    for (std::size_t k = 0; k < summands_.size(); ++k) {
      if (from[k / 64] >> k % 64 & 1) list.push_back(k);
    }
    if (list.size() > most_terms) return std::nullopt;
    return sum_of(list);
  }

  const Contexts& contexts_;
  const Target& target_;
  std::size_t words_ = 0;
  Bits wanted_;
  std::vector<Summand> summands_;
  std::set<Bits> seen_;
};

}  // namespace

std::optional<Fitted> fit_sum(const Contexts& contexts, const Target& target, int most) {
  if (target.constraints().empty()) return std::nullopt;
  return SumFit(contexts, target).find(most);
}

}  // namespace arcsat
