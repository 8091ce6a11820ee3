#include "evidence/evidence.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "check/check.hpp"
#include "run/counting_search.hpp"
#include "run/decide.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;

Shared make(Task task, Model model) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, std::move(model));
}

/// An instance, and how it is decided by evidence of a kind; or that evidence itself, where others are found first.
struct Example {
  const EvidenceKind& kind;
  Shared instance;
  std::string encoder;
  std::optional<Restriction> refute_on;
  std::optional<Evidence> evidence = std::nullopt;
};

Example by_chain() {
  const Shared instance = make(Task(4, {1}, {4, 8}), {2, 1, {}});
  const Chain chain = {FirstStep::single, {4, 1}, {4}, {Tail::none}};
  return {ChainRefutation::kind, instance, "", {}, ChainRefutation{chain, check_chain(*instance, chain)}};
}

/// Nothing is said at all.
Example by_three_steps() {
  const Shared instance = make(Task(1, {1, 1}, {2, 2, 2}), {3, 0, {}});
  const ThreeStepBound bound = {FirstTables::constants, 2, 2, 1, 1, 2, 2};
  return {ThreeStepRefutation::kind, instance, "", {}, ThreeStepRefutation{bound, check_three_step(*instance, bound)}};
}

class Directory {
 public:
  Directory() { REQUIRE(mkdtemp(path_.data()) != nullptr); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory() { std::filesystem::remove_all(path_); }
  std::string path(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_ = (std::filesystem::temp_directory_path() / "arcsat-evidence-XXXXXX").string();
};

/// What follows for an instance from bundles, which stay until the program ends.
Example derived(const EvidenceKind& kind, const Shared& instance, const std::vector<Shared>& bases) {
  static const Directory directory;
  static int count = 0;
  std::vector<std::string> bundles;
  for (const Shared& base : bases) {
    DecideOptions options;
    options.progress = Progress::Mode::never;
    options.threads = 1;
    bundles.push_back(directory.path(std::to_string(count++)));
    write_bundle(bundles.back(), *base, decide(base, options));
  }
  return {kind, instance, "", {}, derive(instance, bundles, Budget())};
}

std::vector<Example> examples() {
  return {{ClosedFormWitness::kind, make(Task(4, {2}, {2, 4}), {3, 2, {}}), "auto", {}},
          {SumsWitness::kind, make(Task(1, {2}, {6, 2}), {2, 1, {}}), "xor", {}},
          {TableWitness::kind, make(Task(2, {}, {2}), {2, 1, {}}), "tables", {}},
          {TransformerWitness::kind, make(Task(2, {}, {2}), {2, 1, {}, Decoder{}, Granularity::sums}), "auto", {}},
          {CountingRefutation::kind, make(Task(2, {}, {2}), {1, 1, {}}), "auto", {}},
          {RowRefutation::kind, make(Task(2, {7}, {2, 3}), {2, 1, {}}), "auto", {}},
          {AdaptiveRefutation::kind, make(Task(1, {1}, {3, 5}), {2, 1, {}}), "auto", {}},
          {WeightedRefutation::kind, make(Task(2, {2}, {13, 2}), {2, 1, {}}), "auto", {}},
          {CoverWitness::kind, make(Task(3, {}, {3}), {2, 1, {}}), "auto", {}},
          {BlockRefutation::kind, make(Task(3, {}, {12}), {3, 1, {}}), "auto", {}},
          {BlockFormulaRefutation::kind, make(Task(8, {}, {7}), {2, 2, {}}), "auto", {}},
          by_chain(),
          by_three_steps(),
          {SubInstanceRefutation::kind, make(Task(3, {}, {3}), {1, 3, {}}), "pairs",
           Restriction{{{0, {0, 2}}, {1, {0, 1, 2, 9, 10, 11, 18, 19, 20}}}, {}, false}},
          {LratRefutation::kind, make(Task(2, {}, {2}), {1, 1, {}}), "compact", {}},
          derived(DerivedWitness::kind, make(Task(2, {}, {3}), {2, 1, {}}), {make(Task(3, {}, {3}), {2, 1, {}})}),
          derived(JoinedWitness::kind, make(Task(2, {}, {9}), {2, 2, {}}),
                  {make(Task(2, {}, {3}), {2, 1, {}}), make(Task(2, {}, {3}), {2, 1, {}})}),
          derived(DerivedRefutation::kind, make(Task(3, {}, {2}), {1, 1, {}}), {make(Task(2, {}, {2}), {1, 1, {}})})};
}

Decision decide_by(const Example& example) {
  if (example.evidence) {
    Decision decision;
    decision.verdict = example.kind.verdict;
    decision.statement = statement(*example.instance, decision.verdict);
    decision.encoder = example.kind.argued_as;
    decision.evidence = example.evidence;
    return decision;
  }
  DecideOptions options;
  options.encoder = &encoder_named(example.encoder);
  options.refute_on = example.refute_on;
  options.progress = Progress::Mode::never;
  options.threads = 1;
  return decide(example.instance, options);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("evidence: each kind is written, told by its certificate and judged anew") {
  const Directory directory;
  std::set<std::string_view> seen;
  int number = 0;
  for (const Example& example : examples()) {
    CAPTURE(std::string(example.kind.name));
    const Decision decision = decide_by(example);
    REQUIRE(decision.evidence);
    CHECK(&kind_of(*decision.evidence) == &example.kind);
    CHECK(decision.verdict == example.kind.verdict);
    CHECK_FALSE(words_of(*decision.evidence, *example.instance).empty());
    const std::string bundle = directory.path(std::to_string(number++));
    write_bundle(bundle, *example.instance, decision);
    const CheckReport report = check_bundle(bundle, {}, Budget());
    CHECK(report.certificate.kind == &example.kind);
    CHECK(report.certificate.method() == decision.encoder);
    CHECK(report.statement == decision.statement);
    CHECK(report.done.size() > 1);
    const std::string text = read_file(bundle + "/certificate.json");
    CHECK(to_json(parse_certificate(text, "c")) == text);
    seen.insert(example.kind.name);
  }
  CHECK(seen.size() == evidence_kinds().size());
}

TEST_CASE("evidence: the rows of the kinds can be told apart") {
  for (const EvidenceKind* kind : evidence_kinds()) {
    CHECK(std::is_sorted(kind->files.begin(), kind->files.end()));
    CHECK(std::find(kind->files.begin(), kind->files.end(), kind->mark) != kind->files.end());
    CHECK((kind->solved || !kind->argued_as.empty()));
    bool later = false;
    for (const EvidenceKind* other : evidence_kinds()) {
      if (other == kind) {
        later = true;
        continue;
      }
      CHECK(other->name != kind->name);
      // One that is listed later and shows the same may not bear the mark, or it would never be told.
      const bool bears = std::find(other->files.begin(), other->files.end(), kind->mark) != other->files.end();
      CHECK_FALSE((later && bears && other->verdict == kind->verdict));
    }
  }
}

TEST_CASE("evidence: a certificate that mixes kinds is refused") {
  const Directory directory;
  const auto certificate = [&](const Example& example) {
    const std::string bundle = directory.path("bundle");
    write_bundle(bundle, *example.instance, decide_by(example));
    std::string text = read_file(bundle + "/certificate.json");
    std::filesystem::remove_all(bundle);
    return text;
  };
  const std::string hash(64, 'a');
  for (const Example& example : examples()) {
    const std::string text = certificate(example);
    CAPTURE(text);
    REQUIRE_NOTHROW(parse_certificate(text, "c"));
    for (const EvidenceKind* other : evidence_kinds()) {
      // The files of another kind beside its own; unless all are then the other's, which is for its check to refuse.
      const auto& own_files = example.kind.files;
      const bool all = std::includes(other->files.begin(), other->files.end(), own_files.begin(), own_files.end());
      for (const std::string& file : other->files) {
        if (all && &example.kind != other) continue;
        if (text.find("\"" + file + "\"") != std::string::npos) continue;
        const std::string more =
            replaced(text, "\"files\": {", "\"files\": {\n    \"" + file + "\": \"" + hash + "\",");
        CHECK_THROWS_AS(parse_certificate(more, "c"), Error);
      }
      // What another kind is argued as, in place of its own method.
      const std::string own = "\"name\": \"" + std::string(parse_certificate(text, "c").method()) + "\"";
      if (other->argued_as.empty() || text.find(own) == std::string::npos) continue;
      const std::string renamed = replaced(text, own, "\"name\": \"" + std::string(other->argued_as) + "\"");
      if (renamed != text) CHECK_THROWS_AS(parse_certificate(renamed, "c"), Error);
    }
    // The other verdict.
    const bool realizable = example.kind.verdict == Verdict::realizable;
    const std::string turned = replaced(text, realizable ? "\"realizable\"" : "\"unrealizable\"",
                                        realizable ? "\"unrealizable\"" : "\"realizable\"");
    CHECK_THROWS_AS(parse_certificate(turned, "c"), Error);
    // A formula where none was solved, none where one was, and a symmetry of no formula.
    const std::string formula = "\"formula\": ";
    if (text.find(formula) != std::string::npos) {
      CHECK_THROWS_AS(parse_certificate(replaced(text, formula, "\"formulas\": "), "c"), Error);
    } else {
      CHECK_THROWS_AS(parse_certificate(replaced(text, "\"checks\": ", formula + "{},\n  \"checks\": "), "c"), Error);
      CHECK_THROWS_AS(parse_certificate(replaced(text, "\"symmetry\": \"\"", "\"symmetry\": \"labels\""), "c"), Error);
    }
  }
}
