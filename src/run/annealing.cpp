#include "run/annealing.hpp"

#include <cmath>
#include <random>

#include "base/error.hpp"
#include "run/first_of_threads.hpp"
#include "run/served_rows.hpp"
#include "run/served_tables.hpp"
#include "run/step_limit.hpp"

namespace arcsat {

namespace {

// A step changes one value, sometimes two; it costs about as many words as its blocks have.
constexpr std::uint64_t steps_of_a_run = 50'000;
constexpr std::uint64_t most_words = 4'000'000'000;
// Of the number of served tables: a run ends where a loss of one is hardly ever taken.
constexpr double hot = 1;
constexpr double cold = 0.1;

std::optional<TwoStep> unrestricted_sizes(const Instance& instance) {
  if (!instance.restriction().lists.empty()) return std::nullopt;
  try {
    return two_step_of(instance);
  } catch (const CheckFailed&) {  // it is of another kind
    return std::nullopt;
  }
}

/// Whether players 0 and 1 may as well tell player -1 the d and e that they heard: with m = 1 these are as long as what
/// they may say, and where a1 tells player -1 which z_1 it is, it knows all else that b0 and b1 depend on.
bool may_pass_on(const TwoStepPlayers& players) {
  return players.sizes().m == 1 && players.kinds1() == players.z1().size();
}

/// Served is ServedTables or ServedRows: which tables a decoder serves, found in one way or another.
template <typename Served>
class Annealing {
 public:
  Annealing(Served served, std::uint64_t seed)
      : served_(std::move(served)), passing_on_(may_pass_on(served_.players())), random_(seed) {}

  const Served& served() const { return served_; }

  /// One run; true once all tables are served.
  bool run(StepLimit& limit, std::uint64_t words_of_a_step, const std::atomic<bool>& stop) {
    start();
    for (std::uint64_t step = 0; step < steps_of_a_run; ++step) {
      if (served_.served() == served_.tables()) return true;
      if (stop || !limit.take(words_of_a_step)) return false;
      const double heat = hot * std::pow(cold / hot, static_cast<double>(step) / static_cast<double>(steps_of_a_run));
      const std::uint64_t before = served_.served();
      move();
      if (below(5) == 0) move();
      served_.update();
      const double gain = static_cast<double>(served_.served()) - static_cast<double>(before);
      if (gain >= 0 || std::exp(gain / heat) > unit()) {
        served_.keep();
      } else {
        served_.undo();
      }
    }
    return false;
  }

 private:
  // Not std::uniform_…_distribution, which differs from one library to another.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  double unit() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  std::uint32_t other(std::uint32_t value, std::uint32_t bound) { return (value + 1 + below(bound - 1)) % bound; }

  void start() {
    TwoStepDecoder decoder = served_.players().decoder();
    const std::uint32_t colours = served_.players().colours();
    if (passing_on_) {
      for (std::size_t k = 0; k < decoder.b1.size(); ++k) decoder.b1[k] = static_cast<std::uint32_t>(k % colours);
      for (std::size_t k = 0; k < decoder.b0.size(); ++k) decoder.b0[k] = static_cast<std::uint32_t>(k % colours);
    } else {
      for (auto* part : {&decoder.f, &decoder.b1, &decoder.b0}) {
        for (std::uint32_t& value : *part) value = below(colours);
      }
    }
    for (std::uint32_t& value : decoder.answer) value = below(served_.players().sizes().q2);
    served_.set(std::move(decoder));
  }

  void move() {
    const std::uint32_t kind = passing_on_ ? 99 : below(100);
    const DecoderPart which = kind < 2    ? DecoderPart::f
                              : kind < 40 ? DecoderPart::b1
                              : kind < 55 ? DecoderPart::b0
                                          : DecoderPart::answer;
    const TwoStepPlayers& players = served_.players();
    const std::vector<std::uint32_t>& part = players.part(which);
    const std::size_t at = below(static_cast<std::uint32_t>(part.size()));
    const std::uint32_t values = which == DecoderPart::answer ? players.sizes().q2 : players.colours();
    served_.change(which, at, other(part[at], values));
  }

  Served served_;
  bool passing_on_;
  std::mt19937_64 random_;
};

/// The protocol in which player 2 says what serves its table.
template <typename Served>
Protocol protocol_of(const std::shared_ptr<const Instance>& instance, const Served& served) {
  const Task& task = instance->task();
  const TwoStepPlayers& players = served.players();
  const TwoStepDecoder& decoder = players.decoder();
  std::vector<TwoStepSaid> said;
  for (std::uint64_t table = 0; table < served.tables(); ++table) said.push_back(served.said_of(table).value());
  const auto slot = [&](int epoch, Player from, Player to) { return instance->number({epoch, from, to}); };
  ProtocolBuilder builder(instance);
  Transcript run;
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    const Input input = instance->inputs().input(k);
    const std::uint32_t w = input[seat(first_player)];
    const std::uint32_t z0 = input[seat(0)];
    const std::uint32_t z1 = input[seat(1)];
    const TwoStepSaid& told = said[input[seat(2)]];
    run.values.assign(instance->messages(), 0);
    run.values[slot(1, 2, -1)] = told.a2[w];
    run.values[slot(1, 2, 0)] = told.d[z0];
    run.values[slot(1, 2, 1)] = told.e[z1];
    run.values[slot(1, 1, -1)] = decoder.a1[z1];
    run.values[slot(1, 1, 0)] = decoder.f[std::size_t{z1} * task.m() + z0];
    run.values[slot(1, 0, -1)] = decoder.a0[z0];
    run.values[slot(2, 2, -1)] = players.b2_of(told, z1, w, z0);
    run.values[slot(2, 1, -1)] = players.b1_of(told, z1, w, z0);
    run.values[slot(2, 0, -1)] = players.b0_of(told, z1, w, z0);
    run.answer = task.answer(input);
    builder.record(k, run);
  }
  return builder.finish();
}

/// Runs from random starts until one serves all tables.
template <typename Served>
std::optional<Protocol> anneal(const DecoderInstance& instance, const Served& start, std::uint64_t seed,
                               unsigned threads, const Budget& budget) {
  const auto found = first_of_threads(threads, [&](unsigned number, const std::atomic<bool>& stop) {
    StepLimit limit(most_words, budget);
    Annealing<Served> annealing(start, seed + number);
    std::optional<Served> serving;
    while (!serving && !stop && !limit.reached()) {
      if (annealing.run(limit, start.words_of_a_step(), stop)) serving = annealing.served();
    }
    return serving;
  });
  if (!found) return std::nullopt;
  return protocol_of(instance.shared(), *found);
}

}  // namespace

std::optional<Protocol> find_by_annealing(const DecoderInstance& instance, std::uint64_t seed, unsigned threads,
                                          const Budget& budget) {
  const std::optional<TwoStep> sizes = unrestricted_sizes(*instance);
  if (!sizes || sizes->q2 < 2) return std::nullopt;
  const std::optional<ServedTables> tables = ServedTables::of(*sizes);
  const std::optional<ServedRows> rows = ServedRows::of(*sizes);
  if (rows && (!tables || rows->words_of_a_step() < tables->words_of_a_step())) {
    return anneal(instance, *rows, seed, threads, budget);
  }
  if (tables) return anneal(instance, *tables, seed, threads, budget);
  return std::nullopt;
}

}  // namespace arcsat
