#include "run/served_rows.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace arcsat {

namespace {

constexpr std::uint32_t most_rows = 64;  // the bits of a word
constexpr std::uint64_t most_ys = std::uint64_t{1} << 10;
constexpr std::uint64_t most_tables_of_rows = std::uint64_t{1} << 16;
// Values of (d, b2) at one query, and of e on one class.
constexpr std::uint64_t most_said = std::uint64_t{1} << 10;

}  // namespace

std::optional<ServedRows> ServedRows::of(const TwoStep& sizes) {
  std::optional<TwoStepPlayers> players = TwoStepPlayers::of(sizes);
  if (!players) return std::nullopt;
  const auto rows = power_up_to(sizes.q2, sizes.q1, most_rows);
  const auto ys = power_up_to(players->colours(), sizes.m + std::uint64_t{sizes.m} * players->z1().size(), most_ys);
  const auto said = power_up_to(players->colours(), std::uint64_t{sizes.m} + players->kinds0(), most_said);
  if (!rows || !ys || !said) return std::nullopt;
  const auto tables = power_up_to(*rows, sizes.n, most_tables_of_rows);
  if (!tables) return std::nullopt;
  return ServedRows(std::move(*players), *tables, static_cast<std::uint32_t>(*rows), static_cast<std::size_t>(*ys));
}

ServedRows::ServedRows(TwoStepPlayers players, std::uint64_t tables, std::uint32_t rows, std::size_t ys)
    : players_(std::move(players)), tables_(tables), rows_(rows), ys_(ys), words_((ys + 63) / 64) {
  const TwoStep& sizes = players_.sizes();
  const std::size_t kinds1 = players_.kinds1();
  ds_ = std::uint32_t{1} << (sizes.c * sizes.m);
  b2s_ = std::uint32_t{1} << (sizes.c * players_.kinds0());
  class_z1_.resize(kinds1);
  for (std::size_t z1 = 0; z1 < players_.z1().size(); ++z1) class_z1_[players_.decoder().a1[z1]].push_back(z1);
  // Y is d, then e of each z_1.
  class_e_of_.assign(kinds1, std::vector<std::uint32_t>(ys_, 0));
  for (std::size_t a1 = 0; a1 < kinds1; ++a1) {
    class_es_.push_back(std::size_t{1} << (sizes.c * sizes.m * class_z1_[a1].size()));
    for (std::size_t y = 0; y < ys_; ++y) {
      std::size_t place = 1;
      for (const std::size_t z1 : class_z1_[a1]) {
        class_e_of_[a1][y] += static_cast<std::uint32_t>(e_in(y, z1) * place);
        place *= players_.es();
      }
    }
  }
  atoms_.assign(std::size_t{sizes.q1} * sizes.q2, 0);
  for (std::uint32_t row = 0; row < rows_; ++row) {
    std::uint32_t rest = row;
    for (std::uint32_t i = 0; i < sizes.q1; ++i) {
      atoms_[std::size_t{i} * sizes.q2 + rest % sizes.q2] |= Word{1} << row;
      rest /= sizes.q2;
    }
  }
  Query query;
  most_class_es_ = *std::max_element(class_es_.begin(), class_es_.end());
  query.class_rows.assign(kinds1 * players_.colours() * ds_ * most_class_es_, 0);
  query.box.assign(ys_, 0);
  query.ys.assign(rows_ * words_, 0);
  query.spoilt.assign(kinds1 * players_.colours(), true);
  queries_.assign(sizes.n, query);
  update();
  keep();
}

std::uint64_t ServedRows::words_of_a_step() const {
  const std::uint64_t z1s = players_.z1().size();
  const std::uint64_t answers = std::uint64_t{ds_} * b2s_ * z1s * players_.es() * players_.sizes().m;
  const std::uint64_t products = std::uint64_t{ds_} * b2s_ * most_class_es_ * z1s;
  const std::uint64_t boxes = ys_ * (std::uint64_t{players_.colours()} * players_.kinds1() + rows_ / 8);
  // Of the Y that a table may be served by the first that serves it is found early.
  return answers + products + boxes + tables_ * std::min<std::uint64_t>(words_, 4);
}

ServedRows::Word ServedRows::right_rows(std::size_t z1, std::uint32_t w, std::uint32_t a2, std::uint32_t d,
                                        std::uint32_t b2, std::uint32_t e) const {
  const TwoStep& sizes = players_.sizes();
  Word rows = ~Word{0};
  for (std::uint32_t z0 = 0; z0 < sizes.m && rows != 0; ++z0) {
    const std::uint32_t heard = players_.message(b2, players_.decoder().a0[z0]);
    const std::uint32_t value = players_.answered(z1, w, z0, a2, players_.message(d, z0), heard, e);
    rows &= atoms_[std::size_t{players_.z1()[z1][z0]} * sizes.q2 + value];
  }
  return rows;
}

void ServedRows::work_out_class(Query& query, std::uint32_t w, std::uint32_t a1, std::uint32_t a2) {
  const std::vector<std::size_t>& of_class = class_z1_[a1];
  const std::uint32_t es = players_.es();
  right_.resize(of_class.size() * es);
  for (std::uint32_t d = 0; d < ds_; ++d) {
    Word* const found = &class_rows(query, a1, a2, d, 0);
    std::fill_n(found, class_es_[a1], 0);
    for (std::uint32_t b2 = 0; b2 < b2s_; ++b2) {
      for (std::size_t k = 0; k < of_class.size(); ++k) {
        for (std::uint32_t e = 0; e < es; ++e) right_[k * es + e] = right_rows(of_class[k], w, a2, d, b2, e);
      }
      for (std::size_t all = 0; all < class_es_[a1]; ++all) {
        Word rows = ~Word{0};
        std::size_t rest = all;
        for (std::size_t k = 0; k < of_class.size(); ++k) {
          rows &= right_[k * es + rest % es];
          rest /= es;
        }
        found[all] |= rows;
      }
    }
  }
}

void ServedRows::work_out_boxes(Query& query) {
  for (std::size_t y = 0; y < ys_; ++y) {
    const auto d = static_cast<std::uint32_t>(y % ds_);
    Word box = 0;
    for (std::uint32_t a2 = 0; a2 < players_.colours(); ++a2) {
      Word rows = ~Word{0};
      for (std::uint32_t a1 = 0; a1 < players_.kinds1(); ++a1) {
        rows &= class_rows(query, a1, a2, d, class_e_of_[a1][y]);
      }
      box |= rows;
    }
    for (Word changed = box ^ query.box[y]; changed != 0; changed &= changed - 1) {
      const auto row = static_cast<std::size_t>(std::countr_zero(changed));
      query.ys[row * words_ + y / 64] ^= Word{1} << y % 64;
    }
    query.box[y] = box;
  }
}

void ServedRows::count() {
  served_ = 0;
  std::vector<Word> common(queries_.size() * words_);
  const auto add_row = [&](const auto& self, std::size_t w) -> void {
    const Word* const before = w == 0 ? nullptr : &common[(w - 1) * words_];
    for (std::size_t row = 0; row < rows_; ++row) {
      const Word* const ys = &queries_[w].ys[row * words_];
      if (w + 1 == queries_.size()) {
        for (std::size_t k = 0; k < words_; ++k) {
          if ((before == nullptr ? ys[k] : before[k] & ys[k]) == 0) continue;
          ++served_;
          break;
        }
        continue;
      }
      Word any = 0;
      for (std::size_t k = 0; k < words_; ++k) {
        any |= common[w * words_ + k] = before == nullptr ? ys[k] : before[k] & ys[k];
      }
      if (any != 0) self(self, w + 1);
    }
  };
  add_row(add_row, 0);
}

void ServedRows::set(TwoStepDecoder decoder) {
  players_.set(std::move(decoder));
  for (Query& query : queries_) query.spoilt.assign(query.spoilt.size(), true);
  update();
  keep();
}

void ServedRows::change(DecoderPart part, std::size_t at, std::uint32_t value) {
  const Touched touched = players_.change(part, at, value);
  for (std::uint32_t w = 0; w < queries_.size(); ++w) {
    if (touched.w && *touched.w != w) continue;
    for (std::uint32_t a2 = 0; a2 < players_.colours(); ++a2) {
      if (!touched.a2 || *touched.a2 == a2) queries_[w].spoilt[touched.a1 * players_.colours() + a2] = true;
    }
  }
}

void ServedRows::update() {
  for (std::uint32_t w = 0; w < queries_.size(); ++w) {
    Query& query = queries_[w];
    if (std::find(query.spoilt.begin(), query.spoilt.end(), true) == query.spoilt.end()) continue;
    kept_.push_back({w, query});
    for (std::uint32_t k = 0; k < query.spoilt.size(); ++k) {
      if (query.spoilt[k]) work_out_class(query, w, k / players_.colours(), k % players_.colours());
    }
    work_out_boxes(query);
    query.spoilt.assign(query.spoilt.size(), false);
    kept_.back().before.spoilt = query.spoilt;
  }
  count();
}

void ServedRows::keep() {
  players_.keep();
  kept_.clear();
  served_before_ = served_;
}

void ServedRows::undo() {
  players_.undo();
  for (auto one = kept_.rbegin(); one != kept_.rend(); ++one) queries_[one->w] = std::move(one->before);
  served_ = served_before_;
  keep();
}

std::optional<TwoStepSaid> ServedRows::said_of(std::uint64_t table) const {
  std::vector<std::uint32_t> rows;
  for (std::size_t w = 0; w < queries_.size(); ++w) {
    rows.push_back(static_cast<std::uint32_t>(table % rows_));
    table /= rows_;
  }
  for (std::size_t y = 0; y < ys_; ++y) {
    bool all = true;
    for (std::size_t w = 0; w < queries_.size() && all; ++w) all = (queries_[w].box[y] >> rows[w] & 1) != 0;
    if (all) return said_with(y, rows);
  }
  return std::nullopt;
}

TwoStepSaid ServedRows::said_with(std::size_t y, const std::vector<std::uint32_t>& rows) const {
  const std::uint32_t kinds0 = players_.kinds0();
  const auto d = static_cast<std::uint32_t>(y % ds_);
  TwoStepSaid said;
  for (std::uint32_t z0 = 0; z0 < players_.sizes().m; ++z0) said.d.push_back(players_.message(d, z0));
  for (std::size_t z1 = 0; z1 < players_.z1().size(); ++z1) said.e.push_back(e_in(y, z1));
  said.b2.assign(std::size_t{players_.kinds1()} * rows.size() * kinds0, 0);
  // What makes row w right in one class, if this is what player -1 heard first.
  const auto b2_for = [&](std::uint32_t w, std::uint32_t a1, std::uint32_t a2) -> std::optional<std::uint32_t> {
    for (std::uint32_t b2 = 0; b2 < b2s_; ++b2) {
      const auto right = [&](std::size_t z1) { return (right_rows(z1, w, a2, d, b2, said.e[z1]) >> rows[w] & 1) != 0; };
      if (std::all_of(class_z1_[a1].begin(), class_z1_[a1].end(), right)) return b2;
    }
    return std::nullopt;
  };
  for (std::uint32_t w = 0; w < rows.size(); ++w) {
    for (std::uint32_t a2 = 0; a2 < players_.colours(); ++a2) {
      bool all = true;
      for (std::uint32_t a1 = 0; a1 < players_.kinds1() && all; ++a1) {
        const auto b2 = b2_for(w, a1, a2);
        all = b2.has_value();
        for (std::uint32_t a0 = 0; a0 < kinds0 && all; ++a0) {
          said.b2[(a1 * rows.size() + w) * kinds0 + a0] = players_.message(*b2, a0);
        }
      }
      if (!all) continue;
      said.a2.push_back(a2);
      break;
    }
  }
  return said;
}

}  // namespace arcsat
