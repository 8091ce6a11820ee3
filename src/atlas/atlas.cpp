#include "atlas/atlas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/private_directory.hpp"

namespace arcsat {

namespace {

constexpr double by_arguments = 0;
constexpr double most_seconds_of_arguments = 5;

/// Whether every size, and the number of epochs, speaks for it; what has no such order cannot be embedded. Cheap.
bool may_lead(const Instance& harder, const Instance& easier) {
  const Task& from = harder.task();
  const Task& to = easier.task();
  return harder.epochs() <= easier.epochs() && to.length() <= from.length() && to.m() <= from.m() &&
         std::equal(to.n().begin(), to.n().end(), from.n().begin(), std::less_equal<>()) &&
         std::equal(to.q().begin(), to.q().end(), from.q().begin(), std::less_equal<>());
}

/// The same for the choice of a cell, where nothing rests on it.
bool seems_easier(const Instance& harder, const Instance& easier) {
  return harder.model().bits_per_token <= easier.model().bits_per_token && may_lead(harder, easier);
}

}  // namespace

std::string AtlasProgress::words() const {
  const double rate = seconds > 0 ? static_cast<double>(decided) / seconds : 0;
  return fmt::format("{} of {} cells: {} decided ({:.1f}/s), {} follow, {} left to try", decided + following, cells,
                     decided, rate, following, left);
}

Atlas::Atlas(Box box, Store& store)
    : box_(std::move(box)), store_(store), stored_(store.cells()), follows_(box_.cells.size()) {
  for (std::size_t cell = 0; cell < stored_.size(); ++cell) {
    if (stored_[cell].verdict != Verdict::undecided) settle(cell);
  }
}

Verdict Atlas::verdict(std::size_t cell) const {
  if (stored_[cell].verdict != Verdict::undecided) return stored_[cell].verdict;
  return follows_[cell] ? stored_[follows_[cell]->from].verdict : Verdict::undecided;
}

/// By which rule a verdict on an instance gives that on a cell.
std::optional<OrderRule> Atlas::leads(const Known& known, std::size_t to) const {
  const bool realizable = known.verdict == Verdict::realizable;
  const auto& harder = realizable ? known.instance : box_.cells[to];
  const auto& easier = realizable ? box_.cells[to] : known.instance;
  if (!may_lead(*harder, *easier)) return std::nullopt;
  return find_order({harder}, *easier);
}

std::optional<OrderRule> Atlas::leads(std::size_t from, std::size_t to) const {
  return leads(Known{box_.cells[from], stored_[from].verdict}, to);
}

/// What follows from a cell that was decided. Throws CheckFailed at a contradiction.
void Atlas::settle(std::size_t cell) {
  for (std::size_t other = 0; other < box_.cells.size(); ++other) {
    const Verdict known = verdict(other);
    if (other == cell || known == stored_[cell].verdict) continue;
    std::optional<OrderRule> rule = leads(cell, other);
    if (!rule) continue;
    if (known != Verdict::undecided) {
      throw CheckFailed(fmt::format("found a contradiction between \"{}\" and \"{}\", expected none by {}",
                                    statement(*box_.cells[cell], stored_[cell].verdict),
                                    statement(*box_.cells[other], known), words_of(*rule)));
    }
    follows_[other] = Follows{cell, std::move(*rule)};
  }
}

void Atlas::give_up(std::size_t cell, double seconds) {
  if (stored_[cell].verdict != Verdict::undecided) return;  // it was settled meanwhile
  stored_[cell].tried = seconds;
  store_.keep_attempt(cell, seconds);
}

std::vector<std::size_t> Atlas::to_try(double seconds) const {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < box_.cells.size(); ++cell) {
    if (verdict(cell) == Verdict::undecided && stored_[cell].tried < seconds) cells.push_back(cell);
  }
  return cells;
}

void Atlas::keep(std::size_t cell, StoredCell decided, const BundleFiles& files) {
  stored_[cell] = std::move(decided);
  store_.keep_verdict(cell, stored_[cell], files);
  follows_[cell].reset();
  settle(cell);
}

/// The open cell, not yet tried so hard, that lies between the most open ones.
std::optional<std::size_t> Atlas::next(double effort, const std::vector<bool>& taken) const {
  std::vector<std::size_t> open;
  for (std::size_t cell = 0; cell < box_.cells.size(); ++cell) {
    if (verdict(cell) == Verdict::undecided) open.push_back(cell);
  }
  std::optional<std::size_t> best;
  std::size_t best_score = 0;
  // Of many, some spread evenly are enough.
  constexpr std::size_t most_candidates = 256;
  std::vector<std::size_t> candidates;
  for (const std::size_t cell : open) {
    if (!taken[cell] && stored_[cell].tried < effort) candidates.push_back(cell);
  }
  const std::size_t step = candidates.size() / most_candidates + 1;
  for (std::size_t k = 0; k < candidates.size(); k += step) {
    const Instance& one = *box_.cells[candidates[k]];
    std::size_t easier = 0;
    std::size_t harder = 0;
    for (const std::size_t other : open) {
      easier += seems_easier(one, *box_.cells[other]);
      harder += seems_easier(*box_.cells[other], one);
    }
    const std::size_t score = std::min(easier, harder);
    if (!best || score > best_score) {
      best = candidates[k];
      best_score = score;
    }
  }
  return best;
}

AtlasProgress Atlas::progress(double limit) const {
  AtlasProgress now;
  now.cells = box_.cells.size();
  for (std::size_t cell = 0; cell < box_.cells.size(); ++cell) {
    if (stored_[cell].verdict != Verdict::undecided) {
      ++now.decided;
    } else if (follows_[cell]) {
      ++now.following;
    } else if (stored_[cell].tried < limit) {
      ++now.left;
    }
  }
  return now;
}

void Atlas::work(const DecideOptions& options, unsigned jobs, const std::function<void(const AtlasProgress&)>& report) {
  const double limit = options.time_limit_seconds.value();
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<bool> taken(box_.cells.size());
  std::size_t at_work = 0;
  std::exception_ptr fault;
  const auto started = Clock::now();
  const std::size_t decided_before = progress(limit).decided;
  const auto decide_one = [&](std::size_t cell, double effort) {
    DecideOptions own = options;
    own.threads = 1;
    own.progress = Progress::Mode::never;
    if (effort == by_arguments) {
      own.effort = Effort::arguments;
      own.time_limit_seconds = std::min(limit, most_seconds_of_arguments);
    }
    const auto begun = Clock::now();
    const Decision decision = decide(box_.cells[cell], own);
    if (interrupted && !decision.evidence) return;
    BundleFiles files;
    if (decision.evidence) {
      const PrivateDirectory place;
      write_bundle((place.path() / "bundle").string(), *box_.cells[cell], decision);
      files = files_in((place.path() / "bundle").string());
    }
    const std::lock_guard lock(mutex);
    if (decision.evidence) {
      keep(cell, {decision.verdict, decision.encoder, seconds_since(begun), effort}, files);
    } else {
      give_up(cell, effort);
    }
    AtlasProgress now = progress(limit);
    now.seconds = seconds_since(started);
    now.decided -= decided_before;
    report(now);
  };
  const auto run = [&] {
    std::unique_lock lock(mutex);
    while (!interrupted && !fault) {
      double effort = by_arguments;
      std::optional<std::size_t> cell = next(effort, taken);
      if (!cell && options.effort == Effort::search) cell = next(effort = limit, taken);
      if (!cell) {
        // What is being decided may leave cells that do not follow; these were tried by then.
        if (at_work == 0) break;
        changed.wait(lock);
        continue;
      }
      taken[*cell] = true;
      ++at_work;
      lock.unlock();
      std::exception_ptr own;
      try {
        decide_one(*cell, effort);
      } catch (...) {
        own = std::current_exception();
      }
      lock.lock();
      if (own && !fault) fault = own;
      taken[*cell] = false;
      --at_work;
      changed.notify_all();
    }
    changed.notify_all();
  };
  std::vector<std::thread> others;
  for (unsigned k = 1; k < jobs; ++k) others.emplace_back(run);
  run();
  for (std::thread& other : others) other.join();
  if (fault) std::rethrow_exception(fault);
}

}  // namespace arcsat
