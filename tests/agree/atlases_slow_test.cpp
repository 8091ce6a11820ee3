// Every rule of the order against all verdicts of the committed atlases: no two of them contradict each other.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/file.hpp"
#include "check/atlas_file.hpp"
#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

using Cells = std::vector<AtlasCell>;

std::map<std::string, Cells> committed_atlases() {
  std::map<std::string, Cells> atlases;
  for (const auto& entry : std::filesystem::directory_iterator(ARCSAT_SOURCE_DIR "/results/atlas")) {
    const std::string file = (entry.path() / "atlas.json").string();
    if (std::filesystem::exists(file)) atlases[entry.path().filename()] = parse_atlas(read_file(file), file);
  }
  return atlases;
}

/// What two protocols that are joined, and what they give, have in common.
std::string but_for(const Instance& instance, bool answers) {
  std::vector<std::uint32_t> n = instance.task().n();
  std::vector<std::uint32_t> q = instance.task().q();
  (answers ? q : n).back() = 1;
  Model model = instance.model();
  model.bits_per_token = 0;
  if (auto* chain = std::get_if<ChainOfThought>(&model.kind)) chain->thought_bits = 0;
  return canonical_json(Instance("", Task(instance.task().m(), n, q), {}, model));
}

}  // namespace

TEST_CASE("atlases: no verdict contradicts another by the order") {
  const auto atlases = committed_atlases();
  REQUIRE(atlases.size() > 1);
  for (const auto& [name, cells] : atlases) {
    std::size_t pairs = 0;
    std::size_t led = 0;
    for (const AtlasCell& possible : cells) {
      if (possible.verdict != Verdict::realizable) continue;
      for (const AtlasCell& other : cells) {
        // That what is realizable follows contradicts nothing: some of that only shows that the test sees.
        constexpr std::size_t every = 64;
        const bool contradicts = other.verdict == Verdict::unrealizable;
        if (++pairs % every != 0 && !contradicts) continue;
        if (!find_order({possible.instance}, *other.instance)) continue;
        ++led;
        REQUIRE_MESSAGE(!contradicts, canonical_json(*possible.instance) << " " << canonical_json(*other.instance));
      }
    }
    fmt::print("atlases: {}: {} pairs, {} of a sample led by a rule of one base\n", name, pairs, led);
    CHECK(led > 0);
  }
}

TEST_CASE("atlases: no verdict contradicts two others that are joined") {
  std::size_t joined = 0;
  for (const auto& [name, cells] : committed_atlases()) {
    for (const bool answers : {true, false}) {
      if (!answers && cells.front().instance->task().length() < 2) continue;
      std::map<std::string, Cells> alike;
      for (const AtlasCell& cell : cells) {
        if (cell.verdict != Verdict::undecided) alike[but_for(*cell.instance, answers)].push_back(cell);
      }
      for (const auto& [key, group] : alike) {
        for (const AtlasCell& first : group) {
          for (const AtlasCell& second : group) {
            if (first.verdict != Verdict::realizable || second.verdict != Verdict::realizable) continue;
            for (const AtlasCell& both : group) {
              if (both.verdict == Verdict::realizable) continue;
              ++joined;
              REQUIRE_FALSE(find_order({first.instance, second.instance}, *both.instance));
            }
          }
        }
      }
    }
  }
  fmt::print("atlases: {} times two realizable cells and a third\n", joined);
  CHECK(joined > 10'000);
}
