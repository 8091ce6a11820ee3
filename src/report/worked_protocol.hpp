// A protocol as a page shows it: what each slot is a function of, one run, and what a reader's browser needs to run it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/json.hpp"
#include "explain/needed_arguments.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// One function of the protocol: a message (or a token's term of it), a thought or the answer.
struct SaidFunction {
  /// "epoch 1, player 2 to player 1", "the answer".
  std::string place;
  std::vector<std::string> arguments;
  /// The value, and the arguments that have it, in words; empty if there are too many.
  std::vector<std::pair<std::uint32_t, std::string>> cases;
  std::size_t rows = 0;
};

/// A protocol that is right on every allowed input, worked out for readers.
struct WorkedProtocol {
  Protocol protocol;
  /// What is left when nothing is said or looked at in vain; none if there are too many inputs to find out.
  std::optional<NeededArguments> needed;
  /// Of what is left.
  std::vector<SaidFunction> functions;
  /// By slot, of what it is a function, in short: "of z_2"; empty where nothing is known or nothing is needed.
  std::vector<std::string> short_words;
  /// The protocol simplified and described, in lines; none if there is too much of it.
  std::vector<std::string> words;
  /// The input of the worked example and its run.
  Input example;
  Transcript run;

  bool needs(std::size_t slot) const { return !needed || !needed->slots[slot].empty(); }
};

/// Throws LimitReached when the budget is spent, CheckFailed if the protocol is not right.
WorkedProtocol work_out(Protocol protocol, const Budget& budget);

/// What runs.js reads: either the functions that are left, from which it runs every input ("tables"), or, if these are too large,
/// the runs on some inputs ("runs"), which it shows.
Json browser_runs(const WorkedProtocol& worked);

}  // namespace arcsat
