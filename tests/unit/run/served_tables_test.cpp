#include "run/served_tables.hpp"

#include <doctest/doctest.h>

#include <random>

#include "run/served_rows.hpp"

using namespace arcsat;

namespace {

constexpr TwoStep sizes = {2, 1, 2, 3, 1};  // m, n, q_1, q_2, c: nine tables z_2

TwoStepDecoder random_decoder(const TwoStepPlayers& players, std::mt19937_64& random) {
  TwoStepDecoder decoder = players.decoder();
  for (auto* part : {&decoder.f, &decoder.b1, &decoder.b0}) {
    for (std::uint32_t& value : *part) value = static_cast<std::uint32_t>(random() % 2);
  }
  for (std::uint32_t& value : decoder.answer) value = static_cast<std::uint32_t>(random() % players.sizes().q2);
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

TEST_CASE_TEMPLATE("served tables: those for which player 2 can say what makes all answers right", Served, ServedTables,
                   ServedRows) {
  std::mt19937_64 random(1);
  Served served = Served::of(sizes).value();
  CHECK(served.tables() == 9);
  std::uint64_t some = 0;
  for (int round = 0; round < 300; ++round) {
    served.set(random_decoder(served.players(), random));
    std::uint64_t count = 0;
    for (std::uint32_t table = 0; table < 9; ++table) {
      const auto said = served.said_of(table);
      REQUIRE(said.has_value() == servable(served.players().decoder(), table));
      if (!said) continue;
      ++count;
      for (std::uint32_t z1 = 0; z1 < 4; ++z1) {
        for (std::uint32_t z0 = 0; z0 < 2; ++z0) {
          const std::uint32_t entry = (z1 >> z0 & 1) == 0 ? table % 3 : table / 3;
          const std::uint32_t b2 = served.players().b2_of(*said, z1, 0, z0);
          REQUIRE(answer(served.players().decoder(), z0, z1, said->a2[0], said->d[z0], b2, said->e[z1]) == entry);
        }
      }
    }
    REQUIRE(served.served() == count);
    some += count;
  }
  CHECK(some > 100);
}

TEST_CASE_TEMPLATE("served tables: a change counts as a new decoder does, and can be undone", Served, ServedTables,
                   ServedRows) {
  std::mt19937_64 random(2);
  Served served = Served::of(sizes).value();
  Served anew = served;
  served.set(random_decoder(served.players(), random));
  for (int step = 0; step < 2000; ++step) {
    const TwoStepDecoder before = served.players().decoder();
    const std::uint64_t served_before = served.served();
    const auto bit = [&] { return static_cast<std::uint32_t>(random() % 2); };
    const TwoStepDecoder& decoder = served.players().decoder();
    for (int changes = 0; changes < 2; ++changes) {
      switch (random() % 4) {
        case 0:
          served.change(DecoderPart::f, random() % decoder.f.size(), bit());
          break;
        case 1:
          served.change(DecoderPart::b1, random() % decoder.b1.size(), bit());
          break;
        case 2:
          served.change(DecoderPart::b0, random() % decoder.b0.size(), bit());
          break;
        default:
          served.change(DecoderPart::answer, random() % decoder.answer.size(),
                        static_cast<std::uint32_t>(random() % 3));
      }
    }
    served.update();
    anew.set(served.players().decoder());
    REQUIRE(served.served() == anew.served());
    if (random() % 2 == 0) {
      served.undo();
      REQUIRE(served.served() == served_before);
      REQUIRE(served.players().decoder().answer == before.answer);
      REQUIRE(served.players().decoder().b1 == before.b1);
    } else {
      served.keep();
    }
  }
}

TEST_CASE("served tables: row by row the same are counted, at several queries too") {
  std::mt19937_64 random(3);
  for (const TwoStep& several : {TwoStep{1, 2, 2, 3, 1}, TwoStep{2, 2, 2, 2, 1}, TwoStep{1, 2, 3, 2, 1}}) {
    ServedTables tables = ServedTables::of(several).value();
    ServedRows rows = ServedRows::of(several).value();
    REQUIRE(rows.tables() == tables.tables());
    for (int round = 0; round < 20; ++round) {
      TwoStepDecoder decoder = random_decoder(tables.players(), random);
      tables.set(decoder);
      rows.set(decoder);
      for (int step = 0; step < 10; ++step) {
        const auto which = static_cast<DecoderPart>(random() % 4);
        const std::size_t at = random() % tables.players().part(which).size();
        const auto value = static_cast<std::uint32_t>(random() % 2);
        tables.change(which, at, value);
        rows.change(which, at, value);
        tables.update();
        rows.update();
        REQUIRE(rows.served() == tables.served());
        const bool back = random() % 2 == 0;
        back ? tables.undo() : tables.keep();
        back ? rows.undo() : rows.keep();
      }
      for (std::uint64_t table = 0; table < tables.tables(); ++table) {
        const auto said = rows.said_of(table);
        REQUIRE(said.has_value() == tables.said_of(table).has_value());
        if (!said) continue;
        std::uint64_t rest = table;
        for (std::uint32_t w = 0; w < several.n; ++w) {
          std::vector<std::uint32_t> row;
          for (std::uint32_t i = 0; i < several.q1; ++i, rest /= several.q2) {
            row.push_back(static_cast<std::uint32_t>(rest % several.q2));
          }
          for (std::size_t z1 = 0; z1 < rows.players().z1().size(); ++z1) {
            for (std::uint32_t z0 = 0; z0 < several.m; ++z0) {
              const std::uint32_t b2 = rows.players().b2_of(*said, z1, w, z0);
              const std::uint32_t answered =
                  rows.players().answered(z1, w, z0, said->a2[w], said->d[z0], b2, said->e[z1]);
              REQUIRE(answered == row[rows.players().z1()[z1][z0]]);
            }
          }
        }
      }
    }
  }
}

TEST_CASE("served tables: what is too large is not begun") {
  CHECK_FALSE(ServedTables::of({2, 2, 3, 23, 2}));
  CHECK_FALSE(ServedTables::of({2, 1, 2, 3, 0}));
  CHECK_FALSE(ServedTables::of({40, 1, 2, 3, 1}));
  CHECK_FALSE(ServedTables::of({1, 4294967295, 4294967295, 4294967295, 4}));
  CHECK_FALSE(ServedRows::of({1, 1, 3, 5, 1}));
  CHECK_FALSE(ServedRows::of({2, 1, 3, 2, 1}));
  CHECK_FALSE(ServedRows::of({1, 9, 2, 2, 1}));
  CHECK_FALSE(ServedRows::of({1, 4294967295, 4294967295, 4294967295, 4}));
}
