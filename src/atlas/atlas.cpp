#include "atlas/atlas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/private_directory.hpp"
#include "evidence/bundle_place.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr double by_arguments = 0;
constexpr double most_seconds_of_arguments = 5;

/// Whether every size, and the number of epochs, speaks for it; what has no such order cannot be embedded. Cheap.
bool may_lead(const Instance& harder, const Instance& easier) {
  const Task& from = harder.task();
  const Task& to = easier.task();
  return harder.epochs() <= easier.epochs() && to.m() <= from.m() &&
         std::equal(to.n().begin(), to.n().end(), from.n().begin(), std::less_equal<>()) &&
         std::equal(to.q().begin(), to.q().end(), from.q().begin(), std::less_equal<>());
}

/// The same for the choice of a cell, where nothing rests on it.
bool seems_easier(const Instance& harder, const Instance& easier) {
  return harder.model().bits_per_token <= easier.model().bits_per_token && may_lead(harder, easier);
}

BundleFiles files_in(const fs::path& directory) {
  BundleFiles files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(directory).string()] = read_file(entry.path().string());
    }
  }
  return files;
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

/// By which rule the verdict of one cell, decided by itself, gives that of another.
std::optional<OrderRule> Atlas::leads(std::size_t from, std::size_t to) const {
  const bool realizable = stored_[from].verdict == Verdict::realizable;
  const auto& harder = box_.cells[realizable ? from : to];
  const auto& easier = box_.cells[realizable ? to : from];
  if (!may_lead(*harder, *easier)) return std::nullopt;
  return find_order({harder}, *easier);
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
      files = files_in(place.path() / "bundle");
    }
    const std::lock_guard lock(mutex);
    StoredCell& one = stored_[cell];
    one.tried = effort;
    if (decision.evidence) {
      one = {decision.verdict, decision.encoder, seconds_since(begun), effort};
      store_.keep_verdict(cell, one, files);
      follows_[cell].reset();
      settle(cell);
    } else {
      store_.keep_attempt(cell, effort);
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
      if (!cell) cell = next(effort = limit, taken);
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

/// The bundles that are kept: one after the other is left out while every verdict still follows from the rest.
std::vector<std::size_t> Atlas::base() const {
  std::vector<std::size_t> bundles;
  for (std::size_t cell = 0; cell < stored_.size(); ++cell) {
    if (stored_[cell].verdict != Verdict::undecided) bundles.push_back(cell);
  }
  std::vector<std::vector<std::size_t>> supported(stored_.size());  // by bundle
  std::vector<std::size_t> supports(stored_.size());                // how many bundles a cell follows from
  for (const std::size_t bundle : bundles) {
    for (std::size_t cell = 0; cell < stored_.size(); ++cell) {
      if (verdict(cell) != stored_[bundle].verdict) continue;
      if (cell == bundle || leads(bundle, cell)) {
        supported[bundle].push_back(cell);
        ++supports[cell];
      }
    }
  }
  std::vector<std::size_t> weakest_first = bundles;
  std::stable_sort(weakest_first.begin(), weakest_first.end(),
                   [&](std::size_t a, std::size_t b) { return supported[a].size() < supported[b].size(); });
  std::vector<bool> dropped(stored_.size());
  for (const std::size_t bundle : weakest_first) {
    const auto& cells = supported[bundle];
    if (std::any_of(cells.begin(), cells.end(), [&](std::size_t cell) { return supports[cell] < 2; })) continue;
    dropped[bundle] = true;
    for (const std::size_t cell : cells) --supports[cell];
  }
  std::erase_if(bundles, [&](std::size_t bundle) { return dropped[bundle]; });
  return bundles;
}

std::vector<AtlasCell> Atlas::cells() const {
  const std::vector<std::size_t> bundles = base();
  std::vector<AtlasCell> cells;
  for (std::size_t cell = 0; cell < stored_.size(); ++cell) {
    AtlasCell& one = cells.emplace_back();
    one.instance = box_.cells[cell];
    one.verdict = verdict(cell);
    if (one.verdict == Verdict::undecided) continue;
    if (std::binary_search(bundles.begin(), bundles.end(), cell)) {
      one.bundle = fmt::format("bundles/{}", cell);
      one.method = stored_[cell].method;
      continue;
    }
    for (const std::size_t bundle : bundles) {
      if (stored_[bundle].verdict != one.verdict) continue;
      if (const auto rule = leads(bundle, cell)) {
        one.derivation = OrderDerivation{*rule, {sha256(canonical_json(*box_.cells[bundle]))}};
        break;
      }
    }
    if (!one.derivation) throw InternalError("a verdict that follows from no bundle that was kept");
  }
  return cells;
}

void Atlas::write(const std::string& directory) const {
  const std::vector<AtlasCell> all = cells();
  const std::string made = make_beside(directory);
  try {
    write_file(made + "/atlas.json", atlas_json(all));
    write_file(made + "/table.csv", atlas_csv(all));
    write_file(made + "/table.md", atlas_markdown(all));
    for (std::size_t cell = 0; cell < all.size(); ++cell) {
      if (all[cell].bundle.empty()) continue;
      for (const auto& [name, content] : store_.bundle(cell)) {
        const fs::path file = fs::path(made) / all[cell].bundle / name;
        fs::create_directories(file.parent_path());
        write_file(file.string(), content);
      }
    }
    put_in_place(made, directory);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(made, ignored);
    throw;
  }
}

}  // namespace arcsat
