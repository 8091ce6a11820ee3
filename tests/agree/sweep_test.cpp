// Brute force, every encoder and every engine give one verdict on random instances; every witness replays twice.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "../decoder.hpp"
#include "certify/brute_force.hpp"
#include "certify/closed_form_replay.hpp"
#include "certify/witness.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/protocol_file.hpp"
#include "random_instances.hpp"
#include "run/closed_form_search.hpp"
#include "run/counting_search.hpp"
#include "run/decide.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

struct Way {
  const char* encoder;
  const char* symmetry;
  const char* engine;
};

constexpr Way ways[] = {{"tables", "none", "cryptominisat"},  {"tables", "none", "cadical"},
                        {"tables", "labels", "cadical"},      {"pairs", "none", "cryptominisat"},
                        {"pairs", "none", "cadical"},         {"pairs", "labels", "cadical"},
                        {"compact", "none", "cryptominisat"}, {"compact", "labels", "cadical"},
                        {"compact", "all", "cadical"},        {"auto", "", "cadical"},
                        {"direct", "labels", "z3"},           {"smt", "labels", "z3"}};

constexpr std::uint64_t most_protocols = std::uint64_t{1} << 20;

Decision decide_by(const Way& way, const std::shared_ptr<const Instance>& instance) {
  DecideOptions options;
  options.encoder = &encoder_named(way.encoder);
  if (*way.symmetry != '\0') options.symmetry = symmetry_named(way.symmetry);
  options.engine = &engine_named(way.engine);
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 120;
  options.certify = std::string_view(way.engine) != "z3";  // Z3 gives no proof
  return decide(instance, options);
}

std::string words(const Way& way) { return fmt::format("{} ({}) with {}", way.encoder, way.symmetry, way.engine); }

/// What is wrong with the instance's verdicts, or nothing. `keep` is called with each witness.
template <typename Keep>
std::string disagreement(const std::shared_ptr<const Instance>& instance, Keep keep) {
  const auto oracle = brute_force(instance, most_protocols, Budget());
  if (!oracle) return "more than 2^20 protocols";
  const Verdict right = oracle->realizable ? Verdict::realizable : Verdict::unrealizable;
  if (oracle->witness) check_witness(*oracle->witness, Budget());
  if (find_counting_refutation(test::decoder(*instance), Budget()) && oracle->realizable)
    return "counting refutes what brute force realizes";
  if (const auto form = find_closed_form(instance, Budget())) {
    const ClosedFormReplay replayed = replay(*form, 0, Budget());
    if (!oracle->realizable) return "a closed form holds where brute force finds none";
    keep(replayed.tables.value());
  }
  for (const Way& way : ways) {
    const Decision decision = decide_by(way, instance);
    if (decision.verdict != right) {
      return fmt::format("{} says {} ({}), brute force {}", words(way), to_string(decision.verdict), decision.reason,
                         to_string(right));
    }
    if (const Protocol* tables = decision.evidence ? tables_of(*decision.evidence) : nullptr) keep(*tables);
  }
  return "";
}

std::string disagreement(const std::shared_ptr<const Instance>& instance) {
  try {
    return disagreement(instance, [](const Protocol&) {});
  } catch (const std::exception& error) {
    return error.what();
  }
}

/// Drops inputs and narrows messages as long as the disagreement stays.
std::shared_ptr<const Instance> shrunk(std::shared_ptr<const Instance> instance) {
  bool smaller = true;
  while (smaller) {
    smaller = false;
    std::vector<Input> tuples = allowed_inputs(*instance);
    for (std::size_t drop = 0; drop < tuples.size() && tuples.size() > 1 && !smaller; ++drop) {
      std::vector<Input> fewer = tuples;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(drop));
      if (const auto candidate = with_tuples(*instance, fewer); !disagreement(candidate).empty()) {
        instance = candidate;
        smaller = true;
      }
    }
    const std::vector<WidthOverride> widths = instance->model().widths;
    for (std::size_t k = 0; k < widths.size() && !smaller; ++k) {
      if (widths[k].bits == 0) continue;
      std::vector<WidthOverride> narrower = widths;
      --narrower[k].bits;
      if (const auto candidate = with_widths(*instance, narrower); !disagreement(candidate).empty()) {
        instance = candidate;
        smaller = true;
      }
    }
  }
  return instance;
}

class WitnessDirectory {
 public:
  WitnessDirectory() {
    path_ = (std::filesystem::temp_directory_path() / "arcsat-sweep-XXXXXX").string();
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  ~WitnessDirectory() { std::filesystem::remove_all(path_); }
  void keep(const Protocol& protocol) { write_protocol(protocol, fmt::format("{}/{}.json", path_, count_++)); }
  /// The second checker, in another language, on all that were kept since.
  int check_and_clear() {
    if (count_ == 0) return 0;
    const int status = std::system(
        fmt::format("python3 '{}/results/check_witness.py' --quiet '{}'/*.json", ARCSAT_SOURCE_DIR, path_).c_str());
    std::system(fmt::format("rm -f '{}'/*.json", path_).c_str());
    count_ = 0;
    return status;
  }

 private:
  std::string path_;
  int count_ = 0;
};

}  // namespace

TEST_CASE("brute force, all encoders and all engines agree on random instances") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 5000 : 120;
  fmt::print("sweep: {} instances, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  WitnessDirectory witnesses;
  int realizable = 0;
  int witness_count = 0;
  for (int k = 0; k < count; ++k) {
    const auto instance = random_small_instance(random, slow_lane() ? 20 : 16);
    bool found = false;
    std::string problem;
    try {
      problem = disagreement(instance, [&](const Protocol& protocol) {
        found = true;
        ++witness_count;
        witnesses.keep(protocol);
      });
    } catch (const std::exception& error) {
      problem = error.what();
    }
    if (!problem.empty()) {
      const auto small = shrunk(instance);
      FAIL(fmt::format("instance {} of seed {}: {}\nshrunk: {}\n{}", k, seed, problem, canonical_json(*small),
                       disagreement(small)));
    }
    realizable += found ? 1 : 0;
    if (k % 50 == 49) REQUIRE(witnesses.check_and_clear() == 0);
  }
  REQUIRE(witnesses.check_and_clear() == 0);
  fmt::print("sweep: {} realizable, {} unrealizable, {} witnesses checked twice\n", realizable, count - realizable,
             witness_count);
  // A sweep that sees one verdict only tests little.
  CHECK(realizable > count / 10);
  CHECK(count - realizable > count / 10);
}
