#include "library/translate.hpp"

#include "protocol/instance_file.hpp"

namespace arcsat::library {

arcsat::Instance translated(const Instance& instance) {
  Restriction restriction;
  for (const auto& [player, inputs] : instance.allowed_inputs) restriction.lists[player] = inputs;
  restriction.tuples = instance.allowed_tuples;
  restriction.by_tuples = !instance.allowed_tuples.empty();
  Model model;
  model.epochs = instance.epochs;
  model.bits_per_token = instance.bits_per_token;
  for (const Width& width : instance.widths) {
    model.widths.push_back({{width.epoch, width.sender, width.receiver}, width.bits});
  }
  if (restriction.by_tuples && !restriction.lists.empty()) {
    throw arcsat::InputError("found both allowed_inputs and allowed_tuples, expected at most one of them");
  }
  const Task task =
      instance.q.empty() ? Task::paper_shape(instance.m, instance.n) : Task(instance.m, instance.n, instance.q);
  return arcsat::Instance("", task, std::move(restriction), std::move(model));
}

Verdict translated(arcsat::Verdict verdict) {
  switch (verdict) {
    case arcsat::Verdict::realizable:
      return Verdict::realizable;
    case arcsat::Verdict::unrealizable:
      return Verdict::unrealizable;
    case arcsat::Verdict::undecided:
      return Verdict::undecided;
  }
  throw InternalError("a verdict that is none of the three");
}

Instance read_instance(const std::string& path) {
  return with_library_errors([&] {
    const arcsat::Instance read = arcsat::read_instance(path);
    Instance instance;
    instance.m = read.task().m();
    instance.n = read.task().n();
    instance.q = read.task().q();
    instance.epochs = read.epochs();
    instance.bits_per_token = read.model().bits_per_token;
    for (const auto& [message, bits] : read.model().widths) {
      instance.widths.push_back({message.epoch, message.sender, message.receiver, bits});
    }
    instance.allowed_inputs = read.restriction().lists;
    instance.allowed_tuples = read.restriction().tuples;
    return instance;
  });
}

}  // namespace arcsat::library
