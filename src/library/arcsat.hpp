// arcsat as a library; this is the one header that a program needs.
//
// Players are numbered -1 (holds w), 0 (holds z_0) to L (holds z_L). An input of a player is an index into its domain: a
// table z has index Σ_k z(k)·q^k, w has index Σ_l w_l·(n_1⋯n_{l-1}). Message widths are bits, times wall-clock seconds,
// memory MiB (2^20 bytes).
//
// CMake: find_package(arcsat COMPONENTS checker solver), then arcsat::checker for `check`, arcsat::solver for all.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace arcsat::library {

/// What every function here throws: one line of text. This type itself: something could not be read or written, or an
/// internal fault.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The input is wrong or too large: "found X, expected Y".
struct InputError : Error {
  using Error::Error;
};

/// Undecided is neither yes nor no.
enum class Verdict { realizable, unrealizable, undecided };

/// The message of `epoch` (from 1) from player `sender` to player `receiver` < `sender` has `bits` bits, 0 to 2^62.
struct Width {
  int epoch;
  int sender;
  int receiver;
  std::uint64_t bits;
};

/// L-sequential function composition and a decoder that is to solve it.
struct Instance {
  /// Inputs of player 0.
  std::uint32_t m = 1;
  /// n_1 … n_{L-1}.
  std::vector<std::uint32_t> n;
  /// q_1 … q_L; empty for the paper's shape: q_1 = m, q_{l+1} = n_l·q_l.
  std::vector<std::uint32_t> q;
  int epochs = 1;
  /// c = 2B: a message to a player has c bits for each token that the player's input takes.
  std::uint32_t bits_per_token = 1;
  /// Messages of another width.
  std::vector<Width> widths;
  /// The inputs that are allowed, by player; all of a player that is not here.
  std::map<int, std::vector<std::uint32_t>> allowed_inputs;
  /// If given, these inputs are allowed and no others, each with an index for each player, w's first; then
  /// `allowed_inputs` is empty.
  std::vector<std::vector<std::uint32_t>> allowed_tuples;
};

/// Reads an instance file (TOML). Throws InputError naming the line.
Instance read_instance(const std::string& path);

struct CheckOptions {
  /// Also run ACL2's formally verified checker on proofs.
  bool with_acl2 = false;
  /// Also run arcsat-verify, which is extracted from a Coq proof about the definition of the model.
  bool with_coq = false;
  /// A refutation that neither of the two accepted does not hold.
  bool require_verified = false;
  std::optional<double> time_limit;
};

enum class Finding {
  holds,
  /// `why` says what does not hold.
  does_not_hold,
  /// A limit was reached, for the reason in `why`: it may hold or not.
  not_finished,
};

struct CheckReport {
  Finding finding = Finding::not_finished;
  std::string why;
  /// Of a bundle that holds; undecided otherwise.
  Verdict verdict = Verdict::undecided;
  /// What was proved, in a sentence.
  std::string statement;
  /// What was done to prove it, a line each.
  std::vector<std::string> done;
  /// Whether a formally verified checker accepted the refutation.
  bool verified = false;
};

/// Judges a certificate bundle (a directory) anew, without any solver. A bundle that is no bundle does not hold.
CheckReport check(const std::string& bundle, const CheckOptions& options = {});

// --- From here on: arcsat::solver ---

enum class Encoder { automatic, direct, tables, pairs, compact, smt, copies, sums };
enum class Engine { automatic, cryptominisat, cadical, z3 };
/// What a formula breaks: nothing, renamings of message values, those of inputs, too; or the most that its encoder can.
enum class Symmetry { most, none, labels, all };

struct DecideOptions {
  Encoder encoder = Encoder::automatic;
  Engine engine = Engine::automatic;
  Symmetry symmetry = Symmetry::most;
  std::optional<double> time_limit;
  /// For the formula and for the engine, each.
  std::optional<std::uint64_t> memory_limit;
  std::uint64_t seed = 0;
  /// Searches side by side, or an engine's threads.
  std::optional<unsigned> threads;
  /// If not, an engine's word is taken for a refutation, and the decision is not certified.
  bool certify = true;
  /// Where the certificate bundle of a certified verdict is written; empty for none.
  std::string bundle;
};

struct Decision {
  Verdict verdict = Verdict::undecided;
  /// Whether the verdict was checked: a witness replayed on every allowed input, or a refutation proved.
  bool certified = false;
  /// The verdict as a sentence.
  std::string statement;
  /// Why undecided; empty otherwise.
  std::string reason;
  /// Why the bundle could not be written, which leaves the verdict as it is; empty otherwise.
  std::string bundle_error;
};

/// Decides whether a protocol solves the instance. Runs engines in child processes; prints nothing. Every limit, crash
/// or doubt ends in undecided with its reason.
Decision decide(const Instance& instance, const DecideOptions& options = {});

}  // namespace arcsat::library
