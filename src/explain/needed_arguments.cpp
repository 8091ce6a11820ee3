#include "explain/needed_arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

using Key = std::vector<std::uint32_t>;
using Rows = std::map<Key, std::uint32_t>;

Key at_places(const Key& key, const std::vector<std::size_t>& places) {
  Key chosen;
  for (const std::size_t place : places) chosen.push_back(key[place]);
  return chosen;
}

/// The rows by some places; none if they do not tell the value.
std::optional<Rows> rows_by(const Rows& rows, const std::vector<std::size_t>& places) {
  Rows by;
  for (const auto& [key, value] : rows) {
    const auto [row, fresh] = by.try_emplace(at_places(key, places), value);
    if (!fresh && row->second != value) return std::nullopt;
  }
  return by;
}

/// Drops messages, the last first, then parts.
ReducedFunction reduced(const Rows& rows, const std::vector<ViewEntry>& arguments) {
  std::vector<std::size_t> order;
  for (std::size_t k = arguments.size(); k-- > 0;) {
    if (!arguments[k].part) order.push_back(k);
  }
  for (std::size_t k = arguments.size(); k-- > 0;) {
    if (arguments[k].part) order.push_back(k);
  }
  ReducedFunction function;
  for (std::size_t k = 0; k < arguments.size(); ++k) function.places.push_back(k);
  function.rows = rows;
  for (const std::size_t dropped : order) {
    std::vector<std::size_t> places = function.places;
    std::erase(places, dropped);
    if (auto by = rows_by(rows, places)) function = {std::move(places), std::move(*by)};
  }
  return function;
}

class Reduction {
 public:
  Reduction(const Protocol& protocol, const Budget& budget)
      : protocol_(protocol), instance_(protocol.instance()), scheme_(instance_.scheme()), budget_(budget) {}

  NeededArguments run() {
    reach();
    NeededArguments found;
    found.slots.resize(scheme_.slots());
    std::vector<bool> needed(scheme_.slots());
    const auto need = [&](const ReducedFunction& function, const std::vector<ViewEntry>& arguments) {
      for (const std::size_t place : function.places) {
        if (!arguments[place].part) needed[arguments[place].slot] = true;
      }
    };
    found.answer = reduced(answers_, entries_of_answer(scheme_));
    need(found.answer, entries_of_answer(scheme_));
    for (std::size_t number = scheme_.slots(); number-- > 0;) {
      if (!needed[number]) continue;
      budget_.check();
      const Slot& slot = scheme_.slot(number);
      for (std::size_t term = 0; term < slot.terms.size(); ++term) {
        const auto arguments = entries_seen_by(scheme_, slot, term);
        found.slots[number].push_back(reduced(reached_[slot.first_term + term], arguments));
        need(found.slots[number].back(), arguments);
      }
    }
    require_right(found);
    return found;
  }

 private:
  /// The rows of every function that some run reaches.
  void reach() {
    reached_.resize(scheme_.terms());
    for (std::uint64_t k = 0; k < instance_.inputs().size(); ++k) {
      if ((k & 0xff) == 0) budget_.check();
      const Input input = instance_.inputs().input(k);
      const Transcript run = simulate(protocol_, input);
      for (std::size_t number = 0; number < scheme_.slots(); ++number) {
        const Slot& slot = scheme_.slot(number);
        for (std::size_t term = 0; term < slot.terms.size(); ++term) {
          Key key;
          append_views(scheme_, slot, term, input, run.values, key);
          reached_[slot.first_term + term].emplace(std::move(key), run.term(number, slot, term));
        }
      }
      Key view;
      append_view(scheme_, scheme_.answer(), input, run.values, view);
      answers_.emplace(std::move(view), run.answer);
    }
  }

  /// Runs what was found, from its own rows.
  void require_right(const NeededArguments& found) const {
    for (std::uint64_t k = 0; k < instance_.inputs().size(); ++k) {
      if ((k & 0xff) == 0) budget_.check();
      const Input input = instance_.inputs().input(k);
      Transcript run;
      run.values.resize(scheme_.slots());
      run.terms.resize(scheme_.has_sums() ? scheme_.terms() : 0);
      Key key;
      for (std::size_t number = 0; number < scheme_.slots(); ++number) {
        for (std::size_t term = 0; term < found.slots[number].size(); ++term) {
          const ReducedFunction& function = found.slots[number][term];
          key.clear();
          append_views(scheme_, scheme_.slot(number), term, input, run.values, key);
          run.set_term(number, scheme_.slot(number), term, function.rows.at(at_places(key, function.places)));
        }
      }
      key.clear();
      append_view(scheme_, scheme_.answer(), input, run.values, key);
      const std::uint32_t answer = found.answer.rows.at(at_places(key, found.answer.places));
      if (answer != instance_.task().answer(input)) {
        throw CheckFailed(fmt::format("input [{}]: found the answer {}, expected {}", fmt::join(input, ","), answer,
                                      instance_.task().answer(input)));
      }
    }
  }

  const Protocol& protocol_;
  const Instance& instance_;
  const Scheme& scheme_;
  const Budget& budget_;
  std::vector<Rows> reached_;
  Rows answers_;
};

}  // namespace

namespace {

void append_entries(const Scheme& scheme, const View& view, std::vector<ViewEntry>& entries) {
  for (const Part& part : scheme.parts(view.holder)) entries.push_back({part, 0});
  for (const std::uint32_t slot : scheme.received(view)) entries.push_back({std::nullopt, slot});
}

}  // namespace

std::vector<ViewEntry> entries_seen_by(const Scheme& scheme, const Slot& slot, std::size_t term) {
  std::vector<ViewEntry> entries;
  append_entries(scheme, slot.terms[term], entries);
  append_entries(scheme, slot.to, entries);
  return entries;
}

std::vector<ViewEntry> entries_of_answer(const Scheme& scheme) {
  std::vector<ViewEntry> entries;
  append_entries(scheme, scheme.answer(), entries);
  return entries;
}

NeededArguments needed_arguments(const Protocol& protocol, const Budget& budget) {
  return Reduction(protocol, budget).run();
}

}  // namespace arcsat
