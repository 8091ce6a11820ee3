// An atlas at work: a box of cells, decided one after the other, what follows by the order at once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "atlas/box.hpp"
#include "atlas/offered_bundle.hpp"
#include "atlas/store.hpp"
#include "check/atlas.hpp"
#include "run/decide.hpp"

namespace arcsat {

struct AtlasProgress {
  std::size_t cells = 0;
  std::size_t decided = 0;
  std::size_t following = 0;
  /// Open cells that are not yet given up at the limit in force.
  std::size_t left = 0;
  double seconds = 0;
  std::string words() const;
};

class Atlas {
 public:
  /// Reads what the store holds, and what follows from it. `store` must outlive it.
  Atlas(Box box, Store& store);

  /// Decides open cells until none is left that was not tried with these options, `jobs` at a time: first by arguments, then, if their
  /// effort is that, by searches of at most the options' time limit; first the cells between many open ones. An interrupt ends it; what was
  /// decided until then is kept. Throws CheckFailed if two verdicts contradict each other by the order.
  void work(const DecideOptions& options, unsigned jobs, const std::function<void(const AtlasProgress&)>& report);

  /// Open cells on which a bundle, if it holds, gives a verdict.
  std::vector<std::size_t> settled_by(const OfferedBundle& bundle) const;
  /// Keeps a bundle that holds, or derivations from it, for these cells. Returns how many are open no more. Throws as work does.
  std::size_t take(const OfferedBundle& bundle);

  /// The open cells that were not tried for so many seconds, and that one was now.
  std::vector<std::size_t> to_try(double seconds) const;
  void give_up(std::size_t cell, double seconds);
  const std::shared_ptr<const Instance>& instance(std::size_t cell) const { return box_.cells[cell]; }

  /// Every cell with its verdict, on as few bundles as a greedy choice needs.
  std::vector<AtlasCell> cells() const;
  /// Writes a directory that check_atlas accepts. Throws InputError if something is there, Error if it cannot be written.
  void write(const std::string& directory) const;

  std::size_t size() const { return box_.cells.size(); }

 private:
  struct Follows {
    std::size_t from;
    OrderRule rule;
  };
  struct Known {
    std::shared_ptr<const Instance> instance;
    Verdict verdict;
  };
  std::optional<OrderRule> leads(const Known& known, std::size_t to) const;
  std::optional<OrderRule> leads(std::size_t from, std::size_t to) const;
  void keep(std::size_t cell, StoredCell decided, const BundleFiles& files);
  void keep_derived(const OfferedBundle& bundle, std::vector<std::size_t> open);
  void settle(std::size_t cell);
  std::optional<std::size_t> next(double effort, const std::vector<bool>& taken) const;
  AtlasProgress progress(double limit) const;
  std::size_t open_cells() const;
  Verdict verdict(std::size_t cell) const;
  std::vector<std::size_t> base() const;

  Box box_;
  Store& store_;
  std::vector<StoredCell> stored_;
  /// Of cells without a verdict of their own.
  std::vector<std::optional<Follows>> follows_;
};

}  // namespace arcsat
