#include "certify/cover.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/cover_file.hpp"
#include "certify/cover_protocol.hpp"
#include "certify/witness.hpp"
#include "evidence/cover_witness.hpp"
#include "run/cover_search.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> instance_of(const OneStep& sizes) {
  return std::make_shared<const Instance>("", Task(sizes.m, {}, {sizes.q}), Restriction{},
                                          Model{static_cast<int>(sizes.epochs), sizes.c, {}});
}

CoverBlock trees(std::uint32_t size, std::vector<Labels> labels) {
  return {.size = size, .count = 1, .by = CoverBlock::By::trees, .from = {}, .labels = std::move(labels)};
}

CoverBlock plain(std::uint32_t size, std::uint32_t count, CoverBlock::By by) {
  return {.size = size, .count = count, .by = by, .from = {}, .labels = {}};
}

void refused(const OneStep& sizes, const Cover& cover) { CHECK_THROWS_AS(check_cover(sizes, cover), CheckFailed); }

/// c = 1, two epochs, q = 3: a soft block of one position, and the pairs 01, 02, 12 by two trees for two positions.
Cover three_positions() { return {{trees(2, {{0, 1, 0, 2}, {1, 2, 1, 2}}), plain(1, 1, CoverBlock::By::leaves)}}; }

}  // namespace

TEST_CASE("covers: every kind of block gives a protocol that is right on all inputs") {
  CHECK(check_cover_witness(instance_of({3, 3, 1, 2}), three_positions(), Budget()).replayed.inputs == 81);
  for (const OneStep& sizes :
       {OneStep{5, 2, 1, 2}, OneStep{3, 4, 1, 3}, OneStep{2, 4, 1, 2}, OneStep{1, 8, 1, 2}, OneStep{1, 32, 1, 3},
        OneStep{2, 16, 1, 3}, OneStep{3, 21, 2, 2}, OneStep{2, 32, 2, 2}, OneStep{1, 64, 2, 2}, OneStep{2, 2, 2, 1},
        OneStep{3, 2, 4, 1}, OneStep{4, 1, 0, 2}, OneStep{1, 4, 2, 1}}) {
    INFO(sizes.m, " ", sizes.q, " ", sizes.c, " ", sizes.epochs);
    const auto cover = written_cover(sizes);
    REQUIRE(cover);
    const CoverWitness witness = check_cover_witness(instance_of(sizes), *cover, Budget());
    CHECK(witness.replayed.inputs == instance_of(sizes)->inputs().size());
  }
}

TEST_CASE("covers: found by annealing, and replayed") {
  for (const OneStep& sizes : {OneStep{4, 8, 1, 3}, OneStep{6, 6, 1, 3}, OneStep{8, 5, 1, 3}, OneStep{5, 6, 2, 2}}) {
    const auto cover = find_cover(sizes, 1, 200'000'000, Budget());
    REQUIRE(cover);
    CHECK_NOTHROW(check_cover_witness(instance_of(sizes), *cover, Budget()));
  }
  // Too many inputs to replay: four blocks of which three are hard, and each set is missed once.
  const auto cover = find_cover({15, 5, 2, 2}, 1, 200'000'000, Budget());
  REQUIRE(cover);
  CHECK_NOTHROW(check_cover({15, 5, 2, 2}, *cover));
}

TEST_CASE("covers: what is none is refused") {
  const OneStep sizes{3, 3, 1, 2};
  const auto changed = [](auto change) {
    Cover cover = three_positions();
    change(cover);
    return cover;
  };
  CHECK_NOTHROW(check_cover(sizes, three_positions()));
  refused({4, 3, 1, 2}, three_positions());
  refused({2, 3, 1, 2}, three_positions());
  refused(sizes, {});
  refused(sizes, changed([](Cover& c) { c.blocks.pop_back(); }));
  refused(sizes, changed([](Cover& c) { c.blocks[0].labels[0][3] = 1; }));  // 02 is served by none
  refused(sizes, changed([](Cover& c) { c.blocks[0].labels[0][3] = 3; }));  // no value
  refused(sizes, changed([](Cover& c) { c.blocks[0].labels[0].pop_back(); }));
  refused(sizes, changed([](Cover& c) { c.blocks[0].labels.pop_back(); }));
  refused(sizes, changed([](Cover& c) { c.blocks[0].labels.push_back({0, 1, 0, 2}); }));
  refused(sizes, changed([](Cover& c) { c.blocks[0].from = {0}; }));
  refused(sizes, changed([](Cover& c) { c.blocks[1].size = 2; }));  // leaves are for one position
  refused(sizes, changed([](Cover& c) { c.blocks[1].count = 0; }));
  refused({4, 3, 1, 2}, changed([](Cover& c) { c.blocks[1].count = 2; }));  // three blocks for two messages
  refused({4, 3, 1, 2}, changed([](Cover& c) { c.blocks.push_back(c.blocks[1]); }));
  // Two hard blocks for two trees: each serves every set by some b, not by a common one.
  refused({4, 3, 1, 2}, changed([](Cover& c) { c.blocks[1] = c.blocks[0]; }));
  refused({3, 5, 1, 2}, {{plain(1, 2, CoverBlock::By::leaves)}});
  refused({2, 5, 1, 2}, {{plain(1, 2, CoverBlock::By::leaves)}});
  refused({2, 3, 1, 2}, {{plain(2, 1, CoverBlock::By::stream)}});
}

TEST_CASE("covers: windows") {
  CoverBlock block = plain(1, 1, CoverBlock::By::windows);
  block.from = {0, 4};
  CHECK_NOTHROW(check_cover({1, 8, 1, 2}, {{block}}));
  refused({1, 9, 1, 2}, {{block}});
  block.from = {0, 3};
  refused({1, 8, 1, 2}, {{block}});
  CHECK_NOTHROW(check_cover({1, 7, 1, 2}, {{block}}));
  block.from = {0, 7};
  refused({1, 7, 1, 2}, {{block}});
  block.from = {0};
  refused({1, 4, 1, 2}, {{block}});
  block.from = {0, 4};
  block.size = 2;
  refused({2, 8, 1, 2}, {{block}});
}

TEST_CASE("covers: the file is read back, and only whole numbers are numbers") {
  Cover cover = three_positions();
  cover.blocks.push_back(plain(7, 2, CoverBlock::By::stream));
  CoverBlock windows = plain(1, 1, CoverBlock::By::windows);
  windows.from = {0, 4};
  cover.blocks.push_back(windows);
  const std::string text = to_json(cover);
  CHECK(parse_cover(text, "cover.json").blocks == cover.blocks);
  CHECK(to_json(parse_cover(text, "cover.json")) == text);
  for (const std::string& lie : std::initializer_list<std::string>{"NaN", "2.5", "2.0", "-1", "\"2\"", "null"}) {
    for (const std::string key : {"\"size\":", "\"count\":", "\"from\":[", "\"labels\":[["}) {
      std::string changed = text;
      const std::size_t place = changed.find(key) + key.size();
      changed.replace(place, 1, lie);
      CHECK_THROWS_AS(parse_cover(changed, "f"), InputError);
    }
  }
}

TEST_CASE("covers: for decoders whose players hold whole functions, and all inputs, alone") {
  const auto sizes = [](Model model, Restriction restriction = {}) {
    return one_step_of(Instance("", Task(3, {}, {3}), std::move(restriction), std::move(model)));
  };
  CHECK(sizes({2, 1, {}}) == OneStep{3, 3, 1, 2});
  CHECK_THROWS_AS(sizes({2, 1, {}, Decoder{}, Granularity::sums}), CheckFailed);
  CHECK_THROWS_AS(sizes({2, 1, {}, Encoder{}}), CheckFailed);
  CHECK_THROWS_AS(sizes({2, 1, {{{1, 1, 0}, 2}}}), CheckFailed);
  CHECK_THROWS_AS(sizes({2, 1, {}}, {{{0, {0, 1}}}, {}, false}), CheckFailed);
}

TEST_CASE("covers: a file cannot ask for more comparisons than can be made") {
  // 635,376 sets of four of 64 values, and some 2^15 strategies of a tree of 256 leaves.
  Labels labels(256);
  for (std::uint32_t leaf = 0; leaf < 256; ++leaf) labels[leaf] = (leaf % 64) * (2 * (leaf / 64) + 1) % 64;
  CHECK_THROWS_AS(check_cover({4, 64, 1, 5}, {{trees(4, {labels})}}), Unsupported);
}
