#include "run/decide.hpp"

#include <new>

#include "base/error.hpp"
#include "run/attempts.hpp"

namespace arcsat {

namespace {

/// In the order in which they are made, until one finds something. The reason for `undecided` is the last one's.
std::vector<Attempt> attempts_for(const DecideOptions& options) {
  if (options.refute_on) return {try_chosen_sub_instance};
  if (options.encoder->writes_script()) return {try_script};
  if (options.encoder != &automatic_encoder()) return {try_named_encoder};
  if (options.effort == Effort::arguments) {
    return {try_closed_forms, try_counting, try_covers, try_arguments, try_inductions};
  }
  return {try_closed_forms, try_transformers,     try_counting,  try_covers,       try_arguments,
          try_inductions,   try_families_briefly, try_annealing, try_weaker_model, try_side_by_side};
}

/// What one attempt comes to. That it would have to enumerate too much ends the attempt; of the only one, which the
/// user named, it is a fault of what was asked.
AttemptOutcome made(Attempt attempt, Context& context) {
  try {
    return attempt(context);
  } catch (const Unsupported& too_much) {
    if (!context.automatic()) throw;
    return Nothing{too_much.what()};
  }
}

AttemptOutcome first_found(Context& context) {
  AttemptOutcome found;
  try {
    for (const Attempt attempt : attempts_for(context.options)) {
      found = made(attempt, context);
      if (!std::holds_alternative<Nothing>(found)) break;
    }
  } catch (const LimitReached& limit) {
    found = Nothing{limit.what()};
  } catch (const std::bad_alloc&) {
    found = Nothing{"out of memory"};
  }
  return found;
}

}  // namespace

Decision decide(std::shared_ptr<const Instance> instance, const DecideOptions& options) {
  Context context(std::move(instance), options);
  AttemptOutcome found = first_found(context);
  Decision& decision = context.decision;
  if (auto* evidence = std::get_if<Evidence>(&found)) {
    decision.verdict = kind_of(*evidence).verdict;
    if (const auto* part = std::get_if<SubInstanceRefutation>(evidence)) decision.part = part->sub_instance;
    decision.evidence = std::move(*evidence);
  } else if (const auto* word = std::get_if<EnginesWord>(&found)) {
    decision.verdict = Verdict::unrealizable;
    decision.part = word->sub_instance;
  } else {
    decision.reason = std::get<Nothing>(found).reason;
  }
  decision.encode_seconds += context.encodings.seconds();
  decision.statement = statement(*context.instance, decision.verdict);
  return std::move(decision);
}

}  // namespace arcsat
