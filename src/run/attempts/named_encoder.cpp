#include "run/attempts.hpp"

namespace arcsat {

AttemptOutcome try_named_encoder(Context& context) {
  const auto encoding = context.encodings.encode(context.instance, *context.options.encoder);
  const bool complete = encoding->complete();
  return settle(context, {{"", encoding, context.engine_options(complete ? Goal::any : Goal::model), complete}}, 1);
}

}  // namespace arcsat
