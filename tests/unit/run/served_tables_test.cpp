#include "run/served_tables.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace arcsat;

namespace {

constexpr TwoStep sizes = {2, 1, 2, 3, 1};  // m, n, q_1, q_2, c: nine tables z_2

TwoStepDecoder random_decoder(const ServedTables& served, std::mt19937_64& random) {
  TwoStepDecoder decoder = served.decoder();
  for (auto* part : {&decoder.f, &decoder.b1, &decoder.b0}) {
    for (std::uint32_t& value : *part) value = static_cast<std::uint32_t>(random() % 2);
  }
  for (std::uint32_t& value : decoder.answer) value = static_cast<std::uint32_t>(random() % sizes.q2);
  return decoder;
}

/// What player -1 answers, from the tables of the decoder alone.
std::uint32_t answer(const TwoStepDecoder& decoder, std::uint32_t z0, std::uint32_t z1, std::uint32_t a2,
                     std::uint32_t d, std::uint32_t b2, std::uint32_t e) {
  const std::uint32_t a0 = decoder.a0[z0];
  const std::uint32_t a1 = decoder.a1[z1];
  const std::uint32_t b1 = decoder.b1[((z1 * 2 + a0) * 2 + a2) * 4 + e];
  const std::uint32_t b0 = decoder.b0[(((z0 * 2 + decoder.f[z1 * 2 + z0]) * 2 + a2) * 2 + a1) * 2 + d];
  return decoder.answer[((((a2 * 2 + a1) * 2 + a0) * 2 + b2) * 2 + b1) * 2 + b0];
}

/// Whether player 2 can say something that makes all answers right, tried one by one.
bool servable(const TwoStepDecoder& decoder, std::uint32_t table) {
  const std::uint32_t entries[] = {table % 3, table / 3};
  const auto right = [&](std::uint32_t z1, std::uint32_t a2, std::uint32_t d, std::uint32_t b2, std::uint32_t e) {
    for (std::uint32_t z0 = 0; z0 < 2; ++z0) {
      const std::uint32_t sent = b2 >> (decoder.a1[z1] * 2 + decoder.a0[z0]) & 1;
      if (answer(decoder, z0, z1, a2, d >> z0 & 1, sent, e) != entries[z1 >> z0 & 1]) return false;
    }
    return true;
  };
  for (std::uint32_t said = 0; said < 2 * 4 * 16; ++said) {
    bool all = true;
    for (std::uint32_t z1 = 0; z1 < 4 && all; ++z1) {
      all = false;
      for (std::uint32_t e = 0; e < 4 && !all; ++e) all = right(z1, said & 1, said >> 1 & 3, said >> 3, e);
    }
    if (all) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("served tables: those for which player 2 can say what makes all answers right") {
  std::mt19937_64 random(1);
  ServedTables served = ServedTables::of(sizes).value();
  CHECK(served.tables() == 9);
  std::uint64_t some = 0;
  for (int round = 0; round < 300; ++round) {
    served.set(random_decoder(served, random));
    std::uint64_t count = 0;
    for (std::uint32_t table = 0; table < 9; ++table) {
      const auto said = served.said_of(table);
      REQUIRE(said.has_value() == servable(served.decoder(), table));
      if (!said) continue;
      ++count;
      for (std::uint32_t z1 = 0; z1 < 4; ++z1) {
        for (std::uint32_t z0 = 0; z0 < 2; ++z0) {
          const std::uint32_t entry = (z1 >> z0 & 1) == 0 ? table % 3 : table / 3;
          const std::uint32_t b2 = served.b2_of(*said, z1, 0, z0);
          REQUIRE(answer(served.decoder(), z0, z1, said->a2[0], said->d[z0], b2, said->e[z1]) == entry);
        }
      }
    }
    REQUIRE(served.served() == count);
    some += count;
  }
  CHECK(some > 100);
}

TEST_CASE("served tables: a change counts as a new decoder does, and can be undone") {
  std::mt19937_64 random(2);
  ServedTables served = ServedTables::of(sizes).value();
  ServedTables anew = served;
  served.set(random_decoder(served, random));
  for (int step = 0; step < 2000; ++step) {
    const TwoStepDecoder before = served.decoder();
    const std::uint64_t served_before = served.served();
    const auto bit = [&] { return static_cast<std::uint32_t>(random() % 2); };
    const TwoStepDecoder& decoder = served.decoder();
    for (int changes = 0; changes < 2; ++changes) {
      switch (random() % 4) {
        case 0:
          served.change_f(random() % decoder.f.size(), bit());
          break;
        case 1:
          served.change_b1(random() % decoder.b1.size(), bit());
          break;
        case 2:
          served.change_b0(random() % decoder.b0.size(), bit());
          break;
        default:
          served.change_answer(random() % decoder.answer.size(), static_cast<std::uint32_t>(random() % 3));
      }
    }
    served.update();
    anew.set(served.decoder());
    REQUIRE(served.served() == anew.served());
    if (random() % 2 == 0) {
      served.undo();
      REQUIRE(served.served() == served_before);
      REQUIRE(served.decoder().answer == before.answer);
      REQUIRE(served.decoder().b1 == before.b1);
    } else {
      served.keep();
    }
  }
}

TEST_CASE("served tables: what is too large is not begun") {
  CHECK_FALSE(ServedTables::of({2, 2, 3, 23, 2}));
  CHECK_FALSE(ServedTables::of({2, 1, 2, 3, 0}));
  CHECK_FALSE(ServedTables::of({40, 1, 2, 3, 1}));
  CHECK_FALSE(ServedTables::of({1, 4294967295, 4294967295, 4294967295, 4}));
}
