#include "certify/row_certificate.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.hpp"
#include "certify/row_certificate_file.hpp"

using namespace arcsat;

namespace {

/// m = 2, q_1 = 2: two of these three tables look alike to player -1 at each query, and differ at some position.
RowCertificate two_of_three() {
  return {{0, 1}, {{0, 0}, {1, 0}, {0, 1}}, 1, {{{{0, 1}, {0}, 1}}, {{{1, 2}, {0}, 1}}, {{{0, 2}, {1}, 1}}}};
}

/// m = 1, c = 1: all constants, split into two classes in each way.
RowCertificate constants(std::uint32_t q1) {
  RowCertificate certificate{{0}, {}, 1, {}};
  for (std::uint32_t value = 0; value < q1; ++value) certificate.z1.push_back({value});
  for (std::uint32_t second = 0; second < (1U << (q1 - 1)); ++second) {
    RowTemplate parts(second == 0 ? 1 : 2, {{}, {0}, 1});
    for (std::uint32_t value = 0; value < q1; ++value) {
      parts[value > 0 && (second >> (value - 1) & 1U) != 0 ? 1 : 0].tables.push_back(value);
    }
    certificate.templates.push_back(parts);
  }
  return certificate;
}

/// The points of the plane of order 3 as tables: on which line of each of the four classes. Any three of nine are on
/// three lines of some class.
RowCertificate plane_of_order_3() {
  RowCertificate certificate{{0, 1, 2, 3}, {}, 1, {}};
  for (std::uint32_t x = 0; x < 3; ++x) {
    for (std::uint32_t y = 0; y < 3; ++y) certificate.z1.push_back({x, (x + y) % 3, (x + 2 * y) % 3, y});
  }
  for (std::size_t a = 0; a < 9; ++a) {
    for (std::size_t b = a + 1; b < 9; ++b) {
      for (std::size_t c = b + 1; c < 9; ++c) {
        for (std::size_t position = 0; position < 4; ++position) {
          const auto line = [&](std::size_t point) { return certificate.z1[point][position]; };
          if (line(a) != line(b) && line(b) != line(c) && line(a) != line(c)) {
            certificate.templates.push_back({{{a, b, c}, {position}, 1}});
            break;
          }
        }
      }
    }
  }
  return certificate;
}

void refused(const TwoStep& sizes, const RowCertificate& certificate) {
  CHECK_THROWS_AS(check_rows(sizes, certificate), CheckFailed);
}

Instance make(Task task, Restriction restriction = {}, int epochs = 2, std::vector<WidthOverride> widths = {}) {
  return Instance("", std::move(task), std::move(restriction), {epochs, 1, std::move(widths)});
}

}  // namespace

TEST_CASE("row certificates: three tables, two positions, by hand") {
  // 2·3 + 2 = 8 bits ahead; in each row 2 bits for 9 values: 2^8·4^7 < 9^7, and not at n = 6. With c instead of c·m bits
  // for e it would.
  const RowReport report = check_rows(TwoStep{2, 7, 2, 3, 1}, two_of_three());
  CHECK(report.least_n == 7);
  CHECK(report.ahead == 8);
  refused({2, 6, 2, 3, 1}, two_of_three());
  // For every larger n, q_1 and q_2.
  CHECK(check_rows(TwoStep{2, 4'000'000'000, 2, 3, 1}, two_of_three()).least_n == 7);
  CHECK(check_rows(TwoStep{2, 7, 1'000'000, 3, 1}, two_of_three()).least_n == 7);
  CHECK(check_rows(TwoStep{2, 7, 2, 4'000'000'000, 1}, two_of_three()).least_n == 1);
  // Two of three, but not with three colours or more.
  refused({2, 1000, 2, 3, 2}, two_of_three());
}

TEST_CASE("row certificates: each template is needed") {
  const RowCertificate whole = two_of_three();
  for (std::size_t k = 0; k < whole.templates.size(); ++k) {
    RowCertificate part = whole;
    part.templates.erase(part.templates.begin() + static_cast<std::ptrdiff_t>(k));
    refused({2, 1000, 2, 3, 1}, part);
  }
}

TEST_CASE("row certificates: equality does not refute") {
  // 5 bits ahead; in each row 3 bits for 4 entries of one bit: 5 + 15 = 20 at n = 5, and (1;5;4,2) can be solved. Without
  // a2 there would be 2 bits in each row.
  refused({1, 5, 4, 2, 1}, constants(4));
  CHECK(check_rows(TwoStep{1, 6, 4, 2, 1}, constants(4)).least_n == 6);
}

TEST_CASE("row certificates: weights") {
  // Three values, two of which are in each of three parts of weight 1/2: 1 + 3/2 bits for three entries, one colour.
  RowCertificate halves{{0}, {{0}, {1}, {2}}, 2, {{{{0, 1}, {0}, 1}, {{0, 2}, {0}, 1}, {{1, 2}, {0}, 1}}}};
  refused({1, 1000, 3, 2, 1}, halves);
  for (std::size_t other = 0; other < 3; ++other) {
    // The one of another colour covers nothing.
    std::vector<std::size_t> pair = {0, 1, 2};
    pair.erase(pair.begin() + static_cast<std::ptrdiff_t>(other));
    halves.templates.push_back({{pair, {0}, 2}});
  }
  // Ahead 4·2; a row of one colour 5 half units for 6 half entries, else 4 for 4: only from q_2 = 3 on.
  refused({1, 1000, 3, 2, 1}, halves);
  CHECK(check_rows(TwoStep{1, 1000, 3, 3, 1}, halves).least_n == 4);
}

TEST_CASE("row certificates: the plane of order 3, four colours, n = 41") {
  CHECK(check_rows(TwoStep{4, 41, 3, 4, 2}, plane_of_order_3()).least_n == 41);
  CHECK(check_rows(TwoStep{4, 41, 3, 4, 2}, plane_of_order_3()).ahead == 2 * (4 * 9 + 4));
  refused({4, 40, 3, 4, 2}, plane_of_order_3());
  refused({4, 41, 3, 3, 2}, plane_of_order_3());
}

TEST_CASE("row certificates: positions are coloured as tables are") {
  // One table with three values: player 0 tells two of three positions apart at most.
  RowCertificate pairs{{0, 1, 2}, {{0, 1, 2}}, 1, {{{{0}, {0, 1}, 1}}, {{{0}, {0, 2}, 1}}, {{{0}, {1, 2}, 1}}}};
  CHECK(check_rows(TwoStep{3, 6, 3, 3, 1}, pairs).least_n == 6);
  refused({3, 5, 3, 3, 1}, pairs);
  pairs.templates.pop_back();
  refused({3, 1000, 3, 3, 1}, pairs);
  // With all positions at once b2 would have to be the same whatever player 0 says.
  refused({3, 1000, 3, 3, 1}, {{0, 1, 2}, {{0, 1, 2}}, 1, {{{{0}, {0, 1, 2}, 1}}}});
}

TEST_CASE("row certificates: what is none is refused") {
  const TwoStep sizes{2, 7, 2, 3, 1};
  const auto changed = [](auto change) {
    RowCertificate certificate = two_of_three();
    change(certificate);
    return certificate;
  };
  refused(sizes, changed([](RowCertificate& c) { c.denominator = 0; }));
  refused(sizes, changed([](RowCertificate& c) { c.z0[1] = 2; }));
  refused(sizes, changed([](RowCertificate& c) { c.z0[1] = 0; }));
  refused(sizes, changed([](RowCertificate& c) { c.z1[0][0] = 2; }));
  refused(sizes, changed([](RowCertificate& c) { c.z1[0].push_back(0); }));
  refused(sizes, changed([](RowCertificate& c) { c.z1[1] = c.z1[0]; }));
  refused(sizes, changed([](RowCertificate& c) { c.templates.clear(); }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0].clear(); }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0][0].tables.clear(); }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0][0].positions.clear(); }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0][0].tables = {0, 3}; }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0][0].tables = {0, 0}; }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0][0].positions = {2}; }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0][0].weight = 0; }));
  refused(sizes, changed([](RowCertificate& c) { c.templates[0][0].weight = 2; }));
}

TEST_CASE("row certificates: what is none is refused for what it is") {
  const auto refused_for = [](const char* words, const TwoStep& sizes, auto change) {
    RowCertificate certificate = two_of_three();
    change(certificate);
    CHECK_THROWS_WITH_AS(check_rows(sizes, certificate), words, CheckFailed);
  };
  const TwoStep sizes{2, 7, 2, 3, 1};
  for (const TwoStep& none :
       {TwoStep{0, 7, 2, 3, 1}, TwoStep{2, 0, 2, 3, 1}, TwoStep{2, 7, 0, 3, 1}, TwoStep{2, 7, 2, 0, 1}}) {
    refused_for("found a size of 0", none, [](RowCertificate&) {});
  }
  refused_for("found a z_0 twice, expected each once", sizes, [](RowCertificate& c) { c.z0[1] = 0; });
  refused_for("found a table z_1 twice, expected each once", sizes, [](RowCertificate& c) { c.z1[1] = c.z1[0]; });
  refused_for("found the denominator 0, expected at least 1", sizes, [](RowCertificate& c) { c.denominator = 0; });
  refused_for("found the weight 0, expected at least 1", sizes,
              [](RowCertificate& c) { c.templates[0][0].weight = 0; });
  refused_for("found 0 in a part's list of tables, expected ascending places below 3", sizes, [](RowCertificate& c) {
    c.templates[0][0].tables = {1, 0};
  });
  refused_for("found 1 in a part's list of tables, expected ascending places below 3", sizes, [](RowCertificate& c) {
    c.templates[0][0].tables = {0, 1, 1};
  });
  refused_for("found a template that gains nothing in a row, expected a gain in each", sizes,
              [](RowCertificate& c) { c.templates[0][0].tables = {0}; });
}

TEST_CASE("row certificates: messages of 64 bits are more than tables, not none") {
  // With one colour for five tables, 128 bits for five entries of 32 would be too few.
  RowCertificate five{{0}, {{0}, {1}, {2}, {3}, {4}}, 1, {{{{0, 1, 2, 3, 4}, {0}, 1}}}};
  CHECK_THROWS_WITH_AS(check_rows(TwoStep{1, 1000, 5, 4'294'967'295, 64}, five),
                       "found the colouring (0,0,0,0,1) of the tables and positions, expected one that a template fits",
                       CheckFailed);
}

TEST_CASE("row certificates: more work than the checker does is no refutation") {
  RowCertificate long_work{{0}, {}, 1, {{{{37, 38}, {0}, 1}}, {{{37, 39}, {0}, 1}}, {{{38, 39}, {0}, 1}}}};
  // Two of the last three are of one colour; before them there are 2^36 colourings of the others.
  for (std::uint32_t value = 0; value < 40; ++value) long_work.z1.push_back({value});
  CHECK_THROWS_AS(check_rows(TwoStep{1, 1000, 40, 4, 1}, long_work), LimitReached);
  RowCertificate large = two_of_three();
  large.denominator = 1U << 31;
  CHECK_THROWS_AS(check_rows(TwoStep{2, 7, 2, 3, 1}, large), Unsupported);
}

TEST_CASE("row certificates: of instances") {
  CHECK(check_rows(make(Task(1, {2}, {8, 2})), constants(8)).least_n == 2);
  const auto refused_of = [](const Instance& instance) {
    CHECK_THROWS_AS(check_rows(instance, constants(8)), CheckFailed);
  };
  refused_of(make(Task(1, {1}, {8, 2})));
  refused_of(make(Task(1, {2}, {8, 2}), {}, 3));
  refused_of(make(Task(1, {2, 1}, {8, 2, 2})));
  refused_of(make(Task(1, {2}, {8, 2}), {}, 2, {{{1, 2, 1}, 2}}));
  refused_of(Instance("", Task(1, {2}, {8, 2}), {}, {2, 1, {}, Encoder{}}));
  refused_of(Instance("", Task(1, {2}, {8, 2}), {}, {2, 1, {}, ChainOfThought{1, 1}}));
  refused_of(make(Task(1, {2}, {8, 2}), {{}, {{0, 0, 0, 0}, {1, 0, 7, 5}}, true}));
  Restriction restriction;
  restriction.lists[1] = {0, 1, 2, 3, 4, 5, 6, 7};
  restriction.lists[0] = {0};
  restriction.lists[-1] = {1, 0};
  CHECK(check_rows(make(Task(1, {2}, {9, 2}), restriction), constants(8)).least_n == 2);
  restriction.lists[1].pop_back();
  refused_of(make(Task(1, {2}, {9, 2}), restriction));
  restriction.lists.erase(1);
  restriction.lists[-1] = {1};
  refused_of(make(Task(1, {2}, {9, 2}), restriction));
  restriction.lists.erase(-1);
  restriction.lists[2] = {0, 1, 2};
  refused_of(make(Task(1, {2}, {8, 2}), restriction));
}

TEST_CASE("row certificates: the file is read back, and only whole numbers are numbers") {
  const RowCertificate certificate = two_of_three();
  const std::string text = to_json(certificate);
  const RowCertificate again = parse_row_certificate(text, "rows.json");
  CHECK(to_json(again) == text);
  CHECK(check_rows(TwoStep{2, 7, 2, 3, 1}, again).least_n == 7);
  const auto with = [&](const std::string& old, const std::string& instead) {
    std::string changed = text;
    const std::size_t place = changed.find(old);
    REQUIRE(place != std::string::npos);
    changed.replace(place, old.size(), instead);
    return changed;
  };
  for (const std::string& lie : std::initializer_list<std::string>{"NaN", "18.9", "1.0", "-1", "\"1\"", "0", "null"}) {
    CAPTURE(lie);
    CHECK_THROWS_AS(parse_row_certificate(with("\"denominator\":1", "\"denominator\":" + lie), "f"), InputError);
    CHECK_THROWS_AS(parse_row_certificate(with("[0],1]", "[0]," + lie + "]"), "f"), InputError);
  }
  CHECK_THROWS_AS(parse_row_certificate(with("\"version\":1", "\"version\":2"), "f"), InputError);
  CHECK_THROWS_AS(parse_row_certificate(with("arcsat-rows", "arcsat-row"), "f"), InputError);
  CHECK_THROWS_AS(parse_row_certificate(with("[0],1]", "[0],1,1]"), "f"), InputError);
  CHECK_THROWS_AS(parse_row_certificate(with("\"z0\"", "\"z2\""), "f"), InputError);
}
