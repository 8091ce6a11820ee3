#include "run/served_tables.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace arcsat {

namespace {

/// base^exponent; none above `most`.
std::optional<std::uint64_t> power(std::uint64_t base, std::uint64_t exponent, std::uint64_t most) {
  std::uint64_t result = 1;
  for (; exponent > 0 && base > 1; --exponent) {
    if (result > most / base) return std::nullopt;
    result *= base;
  }
  return result;
}

std::uint32_t digit(std::uint64_t number, std::uint64_t base, std::uint64_t place) {
  for (; place > 0; --place) number /= base;
  return static_cast<std::uint32_t>(number % base);
}

}  // namespace

std::optional<ServedTables> ServedTables::of(const TwoStep& sizes) {
  constexpr std::uint64_t most_served = std::uint64_t{1} << 14;
  constexpr std::uint64_t most_others = std::uint64_t{1} << 12;
  if (sizes.c == 0 || sizes.c > 4 || sizes.n > 64 || sizes.m > 64 || sizes.q1 > 64) return std::nullopt;
  const std::uint64_t colours = std::uint64_t{1} << sizes.c;
  const std::uint64_t kinds0 = std::min<std::uint64_t>(sizes.m, colours);
  const auto tables = power(sizes.q2, std::uint64_t{sizes.n} * sizes.q1, most_served);
  const auto z1 = power(sizes.q1, sizes.m, most_others);
  const auto choices = power(colours, std::uint64_t{sizes.n} + sizes.m, most_others);
  const auto b2s = power(colours, sizes.n * kinds0, most_others);
  const auto es = power(colours, sizes.m, most_others);
  if (!tables || !z1 || !choices || !b2s || !es) return std::nullopt;
  if (*z1 * *b2s * *es * sizes.n * (*tables / 64 + 1) > most_work) return std::nullopt;
  if (*choices * std::min<std::uint64_t>(sizes.q1, colours) * (*tables / 64 + 1) > most_work) return std::nullopt;
  return ServedTables(sizes);
}

ServedTables::ServedTables(const TwoStep& sizes)
    : sizes_(sizes),
      colours_(std::uint32_t{1} << sizes.c),
      kinds0_(std::min(sizes.m, colours_)),
      kinds1_(std::min(sizes.q1, colours_)) {
  const auto all = [](std::uint64_t base, std::uint64_t exponent) { return power(base, exponent, UINT64_MAX).value(); };
  tables_ = all(sizes.q2, std::uint64_t{sizes.n} * sizes.q1);
  words_ = static_cast<std::size_t>(tables_ / 64 + 1);
  es_ = all(colours_, sizes.m);
  a2s_ = all(colours_, sizes.n);
  choices_ = a2s_ * all(colours_, sizes.m);
  b2s_ = all(colours_, std::uint64_t{sizes.n} * kinds0_);
  const std::uint64_t z1s = all(sizes.q1, sizes.m);
  for (std::uint64_t index = 0; index < z1s; ++index) {
    FirstTable& table = z1_.emplace_back();
    for (std::uint32_t z0 = 0; z0 < sizes.m; ++z0) table.push_back(digit(index, sizes.q1, z0));
  }
  atoms_.assign(std::size_t{sizes.n} * sizes.q1 * sizes.q2 * words_, 0);
  for (std::uint64_t table = 0; table < tables_; ++table) {
    std::uint64_t rest = table;
    for (std::size_t position = 0; position < std::size_t{sizes.n} * sizes.q1; ++position) {
      atoms_[(position * sizes.q2 + rest % sizes.q2) * words_ + table / 64] |= Word{1} << table % 64;
      rest /= sizes.q2;
    }
  }
  for (std::uint32_t z0 = 0; z0 < sizes.m; ++z0) decoder_.a0.push_back(z0 % colours_);
  for (const FirstTable& table : z1_) decoder_.a1.push_back(std::min(table[0], colours_ - 1));
  decoder_.f.assign(z1_.size() * sizes.m, 0);
  decoder_.b1.assign(z1_.size() * sizes.n * kinds0_ * colours_ * es_, 0);
  decoder_.b0.assign(std::size_t{sizes.m} * colours_ * sizes.n * colours_ * kinds1_ * colours_, 0);
  decoder_.answer.assign(std::size_t{sizes.n} * colours_ * kinds1_ * kinds0_ * colours_ * colours_ * colours_, 0);
  blocks_.assign(static_cast<std::size_t>(choices_) * kinds1_ * words_, 0);
  spoilt_.assign(static_cast<std::size_t>(choices_) * kinds1_, true);
  update();
  keep();
}

std::uint32_t ServedTables::b1_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2,
                                  std::uint32_t e) const {
  return decoder_.b1[(((z1 * sizes_.n + w) * kinds0_ + decoder_.a0[z0]) * colours_ + a2) * es_ + e];
}

std::uint32_t ServedTables::b0_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2,
                                  std::uint32_t d) const {
  const std::uint32_t f = decoder_.f[z1 * sizes_.m + z0];
  const std::size_t view = ((std::size_t{z0} * colours_ + f) * sizes_.n + w) * colours_ + a2;
  return decoder_.b0[(view * kinds1_ + decoder_.a1[z1]) * colours_ + d];
}

std::uint32_t ServedTables::answered(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2,
                                     std::uint32_t d, std::uint32_t b2, std::uint32_t e) const {
  const std::size_t view = ((std::size_t{w} * colours_ + a2) * kinds1_ + decoder_.a1[z1]) * kinds0_ + decoder_.a0[z0];
  return decoder_
      .answer[((view * colours_ + b2) * colours_ + b1_at(z1, w, z0, a2, e)) * colours_ + b0_at(z1, w, z0, a2, d)];
}

std::uint32_t ServedTables::b2_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const {
  return said.b2[(std::size_t{decoder_.a1[z1]} * sizes_.n + w) * kinds0_ + decoder_.a0[z0]];
}

std::uint32_t ServedTables::b1_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const {
  return b1_at(z1, w, z0, said.a2[w], said.e[z1]);
}

std::uint32_t ServedTables::b0_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const {
  return b0_at(z1, w, z0, said.a2[w], said.d[z0]);
}

std::uint64_t ServedTables::words_of_a_step() const {
  // Of the choices and classes, which a change spoils in part; to find an answer takes as long as so many words.
  constexpr std::uint64_t words_of_an_answer = 20;
  const std::uint64_t row_b2s = power(colours_, kinds0_, UINT64_MAX).value();
  const std::uint64_t answers = z1_.size() * sizes_.n * row_b2s * es_ * sizes_.m;
  const std::uint64_t products = z1_.size() * sizes_.n * b2s_ * es_ * words_;
  return choices_ * (products + answers * words_of_an_answer) / (colours_ * kinds1_) + choices_ * kinds1_ * words_;
}

void ServedTables::work_out(std::size_t block) {
  const std::uint64_t choice = block / kinds1_;
  const std::uint32_t a1 = static_cast<std::uint32_t>(block % kinds1_);
  Word* const result = &blocks_[block * words_];
  std::fill_n(result, words_, 0);
  // By b2: the tables that are right so far.
  std::vector<Word> right(static_cast<std::size_t>(b2s_) * words_, ~Word{0});
  const std::uint64_t row_b2s = power(colours_, kinds0_, UINT64_MAX).value();
  std::vector<Word> parts(static_cast<std::size_t>(sizes_.n * row_b2s * es_) * words_);
  std::vector<Word> served(right.size());
  std::vector<Word> rows(sizes_.n * words_);
  for (std::size_t z1 = 0; z1 < z1_.size(); ++z1) {
    if (decoder_.a1[z1] != a1) continue;
    // By query, its b2 and e: the tables for which that row's answers are right.
    std::vector<bool> some(static_cast<std::size_t>(sizes_.n * row_b2s * es_), false);
    for (std::uint32_t w = 0; w < sizes_.n; ++w) {
      const std::uint32_t a2 = message(choice % a2s_, w);
      for (std::uint64_t b2 = 0; b2 < row_b2s; ++b2) {
        for (std::uint32_t e = 0; e < es_; ++e) {
          const std::size_t number = static_cast<std::size_t>((w * row_b2s + b2) * es_ + e);
          Word* const part = &parts[number * words_];
          std::fill_n(part, words_, ~Word{0});
          bool possible = true;
          for (std::uint32_t z0 = 0; z0 < sizes_.m && possible; ++z0) {
            const std::uint32_t value =
                answered(z1, w, z0, a2, message(choice / a2s_, z0), message(b2, decoder_.a0[z0]), e);
            for (std::uint32_t other = 0; other < z0; ++other) {
              if (z1_[z1][other] != z1_[z1][z0]) continue;
              possible = possible && value == answered(z1, w, other, a2, message(choice / a2s_, other),
                                                       message(b2, decoder_.a0[other]), e);
            }
            const Word* const atom = &atoms_[((std::size_t{w} * sizes_.q1 + z1_[z1][z0]) * sizes_.q2 + value) * words_];
            for (std::size_t k = 0; k < words_; ++k) part[k] &= atom[k];
          }
          some[number] = possible;
        }
      }
    }
    std::fill(served.begin(), served.end(), 0);
    for (std::uint32_t e = 0; e < es_; ++e) {
      // Row after row, what is right so far for the b2 of these rows; rows has at w that for those up to w.
      const auto add_row = [&](const auto& self, std::uint32_t w, std::uint64_t b2, std::uint64_t weight) -> void {
        for (std::uint64_t of_row = 0; of_row < row_b2s; ++of_row) {
          const std::size_t number = static_cast<std::size_t>((w * row_b2s + of_row) * es_ + e);
          if (!some[number]) continue;
          const Word* const part = &parts[number * words_];
          const std::uint64_t here = b2 + of_row * weight;
          Word* const product = &rows[std::size_t{w} * words_];
          if (w == 0) {
            std::copy_n(part, words_, product);
          } else {
            const Word* const before = product - words_;
            for (std::size_t k = 0; k < words_; ++k) product[k] = before[k] & part[k];
          }
          if (w + 1 < sizes_.n) {
            self(self, w + 1, here, weight * row_b2s);
          } else {
            Word* const set = &served[static_cast<std::size_t>(here) * words_];
            for (std::size_t k = 0; k < words_; ++k) set[k] |= product[k];
          }
        }
      };
      add_row(add_row, 0, 0, 1);
    }
    for (std::size_t k = 0; k < right.size(); ++k) right[k] &= served[k];
  }
  for (std::uint64_t b2 = 0; b2 < b2s_; ++b2) {
    const Word* const here = &right[static_cast<std::size_t>(b2) * words_];
    for (std::size_t k = 0; k < words_; ++k) result[k] |= here[k];
  }
}

void ServedTables::count() {
  served_ = 0;
  for (std::size_t k = 0; k < words_; ++k) {
    Word any = 0;
    for (std::size_t choice = 0; choice < choices_; ++choice) {
      Word all = ~Word{0};
      for (std::size_t a1 = 0; a1 < kinds1_; ++a1) all &= blocks_[(choice * kinds1_ + a1) * words_ + k];
      any |= all;
    }
    const std::uint64_t here = std::min<std::uint64_t>(64, tables_ - std::min<std::uint64_t>(tables_, k * 64));
    if (here < 64) any &= (Word{1} << here) - 1;
    served_ += static_cast<std::uint64_t>(std::popcount(any));
  }
}

void ServedTables::set(TwoStepDecoder decoder) {
  decoder_ = std::move(decoder);
  changes_.clear();
  spoilt_.assign(spoilt_.size(), true);
  update();
  keep();
}

void ServedTables::change(std::vector<std::uint32_t>& part, std::size_t at, std::uint32_t value) {
  changes_.push_back({&part, at, part[at]});
  part[at] = value;
}

void ServedTables::spoil(std::uint32_t a1, std::uint32_t w, std::uint32_t a2,
                         std::optional<std::pair<std::uint32_t, std::uint32_t>> d) {
  for (std::uint64_t choice = 0; choice < choices_; ++choice) {
    if (message(choice % a2s_, w) != a2) continue;
    if (d && message(choice / a2s_, d->first) != d->second) continue;
    spoilt_[static_cast<std::size_t>(choice) * kinds1_ + a1] = true;
  }
}

void ServedTables::change_f(std::size_t at, std::uint32_t value) {
  change(decoder_.f, at, value);
  const std::uint32_t a1 = decoder_.a1[at / sizes_.m];
  for (std::size_t choice = 0; choice < choices_; ++choice) spoilt_[choice * kinds1_ + a1] = true;
}

void ServedTables::change_b1(std::size_t at, std::uint32_t value) {
  change(decoder_.b1, at, value);
  const std::size_t view = at / es_;
  const std::size_t z1 = view / (std::size_t{colours_} * kinds0_ * sizes_.n);
  spoil(decoder_.a1[z1], static_cast<std::uint32_t>(view / (std::size_t{colours_} * kinds0_) % sizes_.n),
        static_cast<std::uint32_t>(view % colours_), std::nullopt);
}

void ServedTables::change_b0(std::size_t at, std::uint32_t value) {
  change(decoder_.b0, at, value);
  const std::uint32_t d = static_cast<std::uint32_t>(at % colours_);
  std::size_t rest = at / colours_;
  const std::uint32_t a1 = static_cast<std::uint32_t>(rest % kinds1_);
  rest /= kinds1_;
  const std::uint32_t a2 = static_cast<std::uint32_t>(rest % colours_);
  rest /= colours_;
  const std::uint32_t w = static_cast<std::uint32_t>(rest % sizes_.n);
  const std::uint32_t z0 = static_cast<std::uint32_t>(rest / sizes_.n / colours_);
  spoil(a1, w, a2, std::pair{z0, d});
}

void ServedTables::change_answer(std::size_t at, std::uint32_t value) {
  change(decoder_.answer, at, value);
  std::size_t rest = at / (std::size_t{colours_} * colours_ * colours_ * kinds0_);
  const std::uint32_t a1 = static_cast<std::uint32_t>(rest % kinds1_);
  rest /= kinds1_;
  spoil(a1, static_cast<std::uint32_t>(rest / colours_), static_cast<std::uint32_t>(rest % colours_), std::nullopt);
}

void ServedTables::update() {
  for (std::size_t block = 0; block < spoilt_.size(); ++block) {
    if (!spoilt_[block]) continue;
    const auto begin = blocks_.begin() + static_cast<std::ptrdiff_t>(block * words_);
    kept_.push_back({block, {begin, begin + static_cast<std::ptrdiff_t>(words_)}});
    work_out(block);
    spoilt_[block] = false;
  }
  count();
}

void ServedTables::keep() {
  changes_.clear();
  kept_.clear();
  served_before_ = served_;
}

void ServedTables::undo() {
  for (auto one = changes_.rbegin(); one != changes_.rend(); ++one) (*one->part)[one->at] = one->before;
  for (auto one = kept_.rbegin(); one != kept_.rend(); ++one) {
    std::copy(one->before.begin(), one->before.end(),
              blocks_.begin() + static_cast<std::ptrdiff_t>(one->block * words_));
  }
  served_ = served_before_;
  keep();
}

std::uint32_t ServedTables::position_value(std::uint64_t table, std::uint32_t w, std::uint32_t i) const {
  return digit(table, sizes_.q2, std::uint64_t{w} * sizes_.q1 + i);
}

bool ServedTables::class_said(std::uint64_t table, std::uint32_t a1, TwoStepSaid& said) const {
  const auto right = [&](std::size_t z1, std::uint64_t b2, std::uint32_t e) {
    for (std::uint32_t w = 0; w < sizes_.n; ++w) {
      for (std::uint32_t z0 = 0; z0 < sizes_.m; ++z0) {
        const std::uint32_t sent = message(b2, std::uint64_t{w} * kinds0_ + decoder_.a0[z0]);
        const std::uint32_t value = answered(z1, w, z0, said.a2[w], said.d[z0], sent, e);
        if (value != position_value(table, w, z1_[z1][z0])) return false;
      }
    }
    return true;
  };
  for (std::uint64_t b2 = 0; b2 < b2s_; ++b2) {
    bool all = true;
    for (std::size_t z1 = 0; z1 < z1_.size() && all; ++z1) {
      if (decoder_.a1[z1] != a1) continue;
      all = false;
      for (std::uint32_t e = 0; e < es_ && !all; ++e) {
        said.e[z1] = e;
        all = right(z1, b2, e);
      }
    }
    if (!all) continue;
    for (std::uint64_t k = 0; k < std::uint64_t{sizes_.n} * kinds0_; ++k) {
      said.b2[static_cast<std::size_t>(a1 * sizes_.n * kinds0_ + k)] = message(b2, k);
    }
    return true;
  }
  return false;
}

std::optional<TwoStepSaid> ServedTables::said_of(std::uint64_t table) const {
  const Word bit = Word{1} << table % 64;
  for (std::uint64_t choice = 0; choice < choices_; ++choice) {
    bool all = true;
    for (std::size_t a1 = 0; a1 < kinds1_ && all; ++a1) {
      all = (blocks_[(static_cast<std::size_t>(choice) * kinds1_ + a1) * words_ + table / 64] & bit) != 0;
    }
    if (!all) continue;
    TwoStepSaid said{{},
                     {},
                     std::vector<std::uint32_t>(std::size_t{kinds1_} * sizes_.n * kinds0_, 0),
                     std::vector<std::uint32_t>(z1_.size(), 0)};
    for (std::uint32_t w = 0; w < sizes_.n; ++w) said.a2.push_back(message(choice % a2s_, w));
    for (std::uint32_t z0 = 0; z0 < sizes_.m; ++z0) said.d.push_back(message(choice / a2s_, z0));
    for (std::uint32_t a1 = 0; a1 < kinds1_; ++a1) all = all && class_said(table, a1, said);
    if (all) return said;
  }
  return std::nullopt;
}

}  // namespace arcsat
