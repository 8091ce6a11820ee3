#include "run/served_tables.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace arcsat {

namespace {

std::uint32_t digit(std::uint64_t number, std::uint64_t base, std::uint64_t place) {
  for (; place > 0; --place) number /= base;
  return static_cast<std::uint32_t>(number % base);
}

}  // namespace

std::optional<ServedTables> ServedTables::of(const TwoStep& sizes) {
  constexpr std::uint64_t most_served = std::uint64_t{1} << 14;
  constexpr std::uint64_t most_others = std::uint64_t{1} << 12;
  std::optional<TwoStepPlayers> players = TwoStepPlayers::of(sizes);
  if (!players) return std::nullopt;
  const std::uint64_t colours = std::uint64_t{1} << sizes.c;
  const std::uint64_t kinds0 = std::min<std::uint64_t>(sizes.m, colours);
  const auto tables = power_up_to(sizes.q2, std::uint64_t{sizes.n} * sizes.q1, most_served);
  const auto choices = power_up_to(colours, std::uint64_t{sizes.n} + sizes.m, most_others);
  const auto b2s = power_up_to(colours, sizes.n * kinds0, most_others);
  if (!tables || !choices || !b2s) return std::nullopt;
  if (players->z1().size() * *b2s * players->es() * sizes.n * (*tables / 64 + 1) > most_work) return std::nullopt;
  if (*choices * std::min<std::uint64_t>(sizes.q1, colours) * (*tables / 64 + 1) > most_work) return std::nullopt;
  return ServedTables(std::move(*players));
}

ServedTables::ServedTables(TwoStepPlayers players)
    : players_(std::move(players)),
      sizes_(players_.sizes()),
      colours_(players_.colours()),
      kinds0_(players_.kinds0()),
      kinds1_(players_.kinds1()),
      es_(players_.es()) {
  const auto all = [](std::uint64_t base, std::uint64_t exponent) {
    return power_up_to(base, exponent, UINT64_MAX).value();
  };
  tables_ = all(sizes_.q2, std::uint64_t{sizes_.n} * sizes_.q1);
  words_ = static_cast<std::size_t>(tables_ / 64 + 1);
  a2s_ = all(colours_, sizes_.n);
  choices_ = a2s_ * all(colours_, sizes_.m);
  b2s_ = all(colours_, std::uint64_t{sizes_.n} * kinds0_);
  atoms_.assign(std::size_t{sizes_.n} * sizes_.q1 * sizes_.q2 * words_, 0);
  for (std::uint64_t table = 0; table < tables_; ++table) {
    std::uint64_t rest = table;
    for (std::size_t position = 0; position < std::size_t{sizes_.n} * sizes_.q1; ++position) {
      atoms_[(position * sizes_.q2 + rest % sizes_.q2) * words_ + table / 64] |= Word{1} << table % 64;
      rest /= sizes_.q2;
    }
  }
  blocks_.assign(static_cast<std::size_t>(choices_) * kinds1_ * words_, 0);
  spoilt_.assign(static_cast<std::size_t>(choices_) * kinds1_, true);
  update();
  keep();
}

std::uint64_t ServedTables::words_of_a_step() const {
  // Of the choices and classes, which a change spoils in part; to find an answer takes as long as so many words.
  constexpr std::uint64_t words_of_an_answer = 20;
  const std::uint64_t row_b2s = power_up_to(colours_, kinds0_, UINT64_MAX).value();
  const std::uint64_t answers = players_.z1().size() * sizes_.n * row_b2s * es_ * sizes_.m;
  const std::uint64_t products = players_.z1().size() * sizes_.n * b2s_ * es_ * words_;
  return choices_ * (products + answers * words_of_an_answer) / (colours_ * kinds1_) + choices_ * kinds1_ * words_;
}

void ServedTables::work_out(std::size_t block) {
  const std::uint64_t choice = block / kinds1_;
  const std::uint32_t a1 = static_cast<std::uint32_t>(block % kinds1_);
  Word* const result = &blocks_[block * words_];
  std::fill_n(result, words_, 0);
  // By b2: the tables that are right so far.
  std::vector<Word> right(static_cast<std::size_t>(b2s_) * words_, ~Word{0});
  const std::uint64_t row_b2s = power_up_to(colours_, kinds0_, UINT64_MAX).value();
  std::vector<Word> parts(static_cast<std::size_t>(sizes_.n * row_b2s * es_) * words_);
  std::vector<Word> served(right.size());
  std::vector<Word> rows(sizes_.n * words_);
  for (std::size_t z1 = 0; z1 < players_.z1().size(); ++z1) {
    if (players_.decoder().a1[z1] != a1) continue;
    // By query, its b2 and e: the tables for which that row's answers are right.
    std::vector<bool> some(static_cast<std::size_t>(sizes_.n * row_b2s * es_), false);
    for (std::uint32_t w = 0; w < sizes_.n; ++w) {
      const std::uint32_t a2 = players_.message(choice % a2s_, w);
      for (std::uint64_t b2 = 0; b2 < row_b2s; ++b2) {
        for (std::uint32_t e = 0; e < es_; ++e) {
          const std::size_t number = static_cast<std::size_t>((w * row_b2s + b2) * es_ + e);
          Word* const part = &parts[number * words_];
          std::fill_n(part, words_, ~Word{0});
          bool possible = true;
          for (std::uint32_t z0 = 0; z0 < sizes_.m && possible; ++z0) {
            const std::uint32_t value = players_.answered(z1, w, z0, a2, players_.message(choice / a2s_, z0),
                                                          players_.message(b2, players_.decoder().a0[z0]), e);
            for (std::uint32_t other = 0; other < z0; ++other) {
              if (players_.z1()[z1][other] != players_.z1()[z1][z0]) continue;
              possible =
                  possible && value == players_.answered(z1, w, other, a2, players_.message(choice / a2s_, other),
                                                         players_.message(b2, players_.decoder().a0[other]), e);
            }
            const Word* const atom =
                &atoms_[((std::size_t{w} * sizes_.q1 + players_.z1()[z1][z0]) * sizes_.q2 + value) * words_];
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
  players_.set(std::move(decoder));
  spoilt_.assign(spoilt_.size(), true);
  update();
  keep();
}

void ServedTables::change(DecoderPart part, std::size_t at, std::uint32_t value) {
  spoil(players_.change(part, at, value));
}

void ServedTables::spoil(const Touched& touched) {
  for (std::uint64_t choice = 0; choice < choices_; ++choice) {
    if (touched.w && players_.message(choice % a2s_, *touched.w) != touched.a2) continue;
    if (touched.d && players_.message(choice / a2s_, touched.d->first) != touched.d->second) continue;
    spoilt_[static_cast<std::size_t>(choice) * kinds1_ + touched.a1] = true;
  }
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
  players_.keep();
  kept_.clear();
  served_before_ = served_;
}

void ServedTables::undo() {
  players_.undo();
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
        const std::uint32_t sent = players_.message(b2, std::uint64_t{w} * kinds0_ + players_.decoder().a0[z0]);
        const std::uint32_t value = players_.answered(z1, w, z0, said.a2[w], said.d[z0], sent, e);
        if (value != position_value(table, w, players_.z1()[z1][z0])) return false;
      }
    }
    return true;
  };
  for (std::uint64_t b2 = 0; b2 < b2s_; ++b2) {
    bool all = true;
    for (std::size_t z1 = 0; z1 < players_.z1().size() && all; ++z1) {
      if (players_.decoder().a1[z1] != a1) continue;
      all = false;
      for (std::uint32_t e = 0; e < es_ && !all; ++e) {
        said.e[z1] = e;
        all = right(z1, b2, e);
      }
    }
    if (!all) continue;
    for (std::uint64_t k = 0; k < std::uint64_t{sizes_.n} * kinds0_; ++k) {
      said.b2[static_cast<std::size_t>(a1 * sizes_.n * kinds0_ + k)] = players_.message(b2, k);
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
                     std::vector<std::uint32_t>(players_.z1().size(), 0)};
    for (std::uint32_t w = 0; w < sizes_.n; ++w) said.a2.push_back(players_.message(choice % a2s_, w));
    for (std::uint32_t z0 = 0; z0 < sizes_.m; ++z0) said.d.push_back(players_.message(choice / a2s_, z0));
    for (std::uint32_t a1 = 0; a1 < kinds1_; ++a1) all = all && class_said(table, a1, said);
    if (all) return said;
  }
  return std::nullopt;
}

}  // namespace arcsat
