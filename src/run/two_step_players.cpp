#include "run/two_step_players.hpp"

#include <algorithm>
#include <utility>

namespace arcsat {

std::optional<std::uint64_t> power_up_to(std::uint64_t base, std::uint64_t exponent, std::uint64_t most) {
  std::uint64_t result = 1;
  for (; exponent > 0 && base > 1; --exponent) {
    if (result > most / base) return std::nullopt;
    result *= base;
  }
  return result;
}

std::optional<TwoStepPlayers> TwoStepPlayers::of(const TwoStep& sizes) {
  constexpr std::uint64_t most = std::uint64_t{1} << 12;
  if (sizes.c == 0 || sizes.c > 4 || sizes.n > 64 || sizes.m > 64 || sizes.q1 > 64) return std::nullopt;
  const auto z1s = power_up_to(sizes.q1, sizes.m, most);
  const auto es = power_up_to(std::uint64_t{1} << sizes.c, sizes.m, most);
  if (!z1s || !es) return std::nullopt;
  return TwoStepPlayers(sizes, *z1s, *es);
}

TwoStepPlayers::TwoStepPlayers(const TwoStep& sizes, std::uint64_t z1s, std::uint64_t es)
    : sizes_(sizes),
      colours_(std::uint32_t{1} << sizes.c),
      kinds0_(std::min(sizes.m, colours_)),
      kinds1_(std::min(sizes.q1, colours_)),
      es_(static_cast<std::uint32_t>(es)) {
  for (std::uint64_t index = 0; index < z1s; ++index) {
    FirstTable& table = z1_.emplace_back();
    std::uint64_t rest = index;
    for (std::uint32_t z0 = 0; z0 < sizes.m; ++z0) {
      table.push_back(static_cast<std::uint32_t>(rest % sizes.q1));
      rest /= sizes.q1;
    }
  }
  for (std::uint32_t z0 = 0; z0 < sizes.m; ++z0) decoder_.a0.push_back(z0 % colours_);
  for (const FirstTable& table : z1_) decoder_.a1.push_back(std::min(table[0], colours_ - 1));
  decoder_.f.assign(z1_.size() * sizes.m, 0);
  decoder_.b1.assign(z1_.size() * sizes.n * kinds0_ * colours_ * es_, 0);
  decoder_.b0.assign(std::size_t{sizes.m} * colours_ * sizes.n * colours_ * kinds1_ * colours_, 0);
  decoder_.answer.assign(std::size_t{sizes.n} * colours_ * kinds1_ * kinds0_ * colours_ * colours_ * colours_, 0);
}

const std::vector<std::uint32_t>& TwoStepPlayers::part(DecoderPart which) const {
  switch (which) {
    case DecoderPart::f:
      return decoder_.f;
    case DecoderPart::b1:
      return decoder_.b1;
    case DecoderPart::b0:
      return decoder_.b0;
    case DecoderPart::answer:
      break;
  }
  return decoder_.answer;
}

std::vector<std::uint32_t>& TwoStepPlayers::changeable(DecoderPart which) {
  return const_cast<std::vector<std::uint32_t>&>(part(which));  // the decoder is no constant
}

void TwoStepPlayers::set(TwoStepDecoder decoder) {
  decoder_ = std::move(decoder);
  changes_.clear();
}

Touched TwoStepPlayers::change(DecoderPart which, std::size_t at, std::uint32_t value) {
  std::uint32_t& now = changeable(which)[at];
  changes_.push_back({which, at, now});
  now = value;
  const auto next = [&](std::size_t base) {
    const auto digit = static_cast<std::uint32_t>(at % base);
    at /= base;
    return digit;
  };
  Touched touched = {};
  switch (which) {
    case DecoderPart::f:
      touched.a1 = decoder_.a1[at / sizes_.m];
      break;
    case DecoderPart::b1:
      next(es_);
      touched.a2 = next(colours_);
      next(kinds0_);
      touched.w = next(sizes_.n);
      touched.a1 = decoder_.a1[at];
      break;
    case DecoderPart::b0: {
      const std::uint32_t d = next(colours_);
      touched.a1 = next(kinds1_);
      touched.a2 = next(colours_);
      touched.w = next(sizes_.n);
      next(colours_);
      touched.d = {static_cast<std::uint32_t>(at), d};
      break;
    }
    case DecoderPart::answer:
      for (int message = 0; message < 3; ++message) next(colours_);
      next(kinds0_);
      touched.a1 = next(kinds1_);
      touched.a2 = next(colours_);
      touched.w = static_cast<std::uint32_t>(at);
      break;
  }
  return touched;
}

void TwoStepPlayers::undo() {
  for (auto one = changes_.rbegin(); one != changes_.rend(); ++one) changeable(one->part)[one->at] = one->before;
  changes_.clear();
}

std::uint32_t TwoStepPlayers::b1_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2,
                                    std::uint32_t e) const {
  return decoder_.b1[(((z1 * sizes_.n + w) * kinds0_ + decoder_.a0[z0]) * colours_ + a2) * es_ + e];
}

std::uint32_t TwoStepPlayers::b0_at(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2,
                                    std::uint32_t d) const {
  const std::uint32_t f = decoder_.f[z1 * sizes_.m + z0];
  const std::size_t view = ((std::size_t{z0} * colours_ + f) * sizes_.n + w) * colours_ + a2;
  return decoder_.b0[(view * kinds1_ + decoder_.a1[z1]) * colours_ + d];
}

std::uint32_t TwoStepPlayers::answered(std::size_t z1, std::uint32_t w, std::uint32_t z0, std::uint32_t a2,
                                       std::uint32_t d, std::uint32_t b2, std::uint32_t e) const {
  const std::size_t view = ((std::size_t{w} * colours_ + a2) * kinds1_ + decoder_.a1[z1]) * kinds0_ + decoder_.a0[z0];
  return decoder_
      .answer[((view * colours_ + b2) * colours_ + b1_at(z1, w, z0, a2, e)) * colours_ + b0_at(z1, w, z0, a2, d)];
}

std::uint32_t TwoStepPlayers::b2_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const {
  return said.b2[(std::size_t{decoder_.a1[z1]} * sizes_.n + w) * kinds0_ + decoder_.a0[z0]];
}

std::uint32_t TwoStepPlayers::b1_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const {
  return b1_at(z1, w, z0, said.a2[w], said.e[z1]);
}

std::uint32_t TwoStepPlayers::b0_of(const TwoStepSaid& said, std::size_t z1, std::uint32_t w, std::uint32_t z0) const {
  return b0_at(z1, w, z0, said.a2[w], said.d[z0]);
}

}  // namespace arcsat
