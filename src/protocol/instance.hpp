// An instance: a task, the inputs that are allowed, and the communication model that is to solve it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/input_set.hpp"
#include "protocol/model.hpp"
#include "protocol/scheme.hpp"
#include "protocol/task.hpp"

namespace arcsat {

/// The answer to "does a protocol exist?". Undecided is neither yes nor no.
enum class Verdict { realizable, unrealizable, undecided };
std::string_view to_string(Verdict verdict);

/// Which inputs are allowed, as the user wrote it: lists for some players, or tuples, or neither (all inputs).
struct Restriction {
  std::map<Player, std::vector<InputIndex>> lists;
  std::vector<Input> tuples;
  bool by_tuples = false;
};

struct Expectation {
  Verdict verdict;
  std::string reason;
};

class Instance {
 public:
  /// Throws InputError if the parts do not fit each other, Unsupported as scheme_of does.
  Instance(std::string name, Task task, Restriction restriction, Model model,
           std::optional<Expectation> expectation = std::nullopt);

  const std::string& name() const { return name_; }
  const Task& task() const { return task_; }
  const Restriction& restriction() const { return restriction_; }
  const Model& model() const { return model_; }
  const std::optional<Expectation>& expectation() const { return expectation_; }
  const InputSet& inputs() const { return inputs_; }

  int epochs() const { return model_.epochs; }
  Player last_player() const { return task_.length(); }

  /// What is sent and who knows what when.
  const Scheme& scheme() const { return *scheme_; }

  /// Bits of a message, which must be one of the scheme's.
  std::uint64_t bits(const Message& message) const { return scheme_->slot(number(message)).bits; }
  /// The same where values are enumerated: throws Unsupported as Slot::width does.
  unsigned width(const Message& message) const { return scheme_->slot(number(message)).width(); }

  std::size_t messages() const { return scheme_->slots(); }
  /// Throws InternalError if the model has no such message.
  std::size_t number(const Message& message) const;
  Message message(std::size_t number) const { return scheme_->slot(number).message(); }
  /// See Scheme::matters.
  bool matters(const Message& message) const { return scheme_->matters(number(message)); }

 private:
  std::string name_;
  Task task_;
  Restriction restriction_;
  Model model_;
  std::optional<Expectation> expectation_;
  InputSet inputs_;
  std::shared_ptr<const Scheme> scheme_;
};

/// "No 2-epoch autoregressive protocol with 1 bit per token solves L-FuncComp with L=2, m=2, n=(1), q=(3,4)", or the
/// same with "A …", or with "Whether …"; overrides and restrictions are part of the sentence.
std::string statement(const Instance& instance, Verdict verdict);

}  // namespace arcsat
