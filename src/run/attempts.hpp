// Attempts at a verdict, each in a file of its own in attempts/: from the context to evidence, or to the reason why there
// is none. Each may throw LimitReached or std::bad_alloc, which ends the decision undecided, and CheckFailed for a
// witness that does not hold. To add one: write its file, and name it here and in the list of decide.cpp.
#pragma once

#include "run/context.hpp"

namespace arcsat {

using Attempt = AttemptOutcome (*)(Context&);

/// A counting bound.
AttemptOutcome try_counting(Context& context);
/// A protocol that can be written down without a search.
AttemptOutcome try_closed_forms(Context& context);
/// A Transformer that is known to solve its task.
AttemptOutcome try_transformers(Context& context);
/// One step: blocks of positions and labelled trees, or why there are none.
AttemptOutcome try_covers(Context& context);
/// An argument about two steps that refutes.
AttemptOutcome try_arguments(Context& context);
/// An induction over the steps that refutes: a chain of inequalities, or a bound about three steps.
AttemptOutcome try_inductions(Context& context);
/// A short search for a protocol of each family, which finds most witnesses that there are; else leaves the formulas to
/// later attempts, but for those that it ruled out.
AttemptOutcome try_families_briefly(Context& context);
/// Annealing for a protocol of two steps in two epochs.
AttemptOutcome try_annealing(Context& context);
/// A protocol that solves the same as a decoder, carried over to a model that is at least as strong.
AttemptOutcome try_weaker_model(Context& context);
/// Searches for a witness of a family, a refutation of the whole or of a sub-instance, and a witness anywhere.
AttemptOutcome try_side_by_side(Context& context);
/// The formula of the encoder that the user named.
AttemptOutcome try_named_encoder(Context& context);
/// The script of the encoder smt.
AttemptOutcome try_script(Context& context);
/// The inputs that the user chose, and no others, are to be refuted.
AttemptOutcome try_chosen_sub_instance(Context& context);

}  // namespace arcsat
