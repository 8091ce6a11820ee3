#include <algorithm>

#include "transformer/construction_parts.hpp"

namespace arcsat {

namespace {

std::uint64_t largest_size(const Task& task) {
  return std::max<std::uint64_t>(task.m(), *std::max_element(task.q().begin(), task.q().end()));
}

/// The last token reads z_0, then i_1 = z_1(i_0), then one i_l after the other, each by its address: L+1 layers.
Transformer build_decoder(const Task& task, const Wanted& wanted) {
  const int length = task.length();
  ConstructionWriter writer(task, Decoder{}, length + 1, wanted, precision_for(largest_size(task)),
                            {"value", "w", "answer"});
  const Prompt& prompt = writer.prompt();
  const std::size_t last = prompt.token_of(first_player);
  const std::uint64_t queries = prompt.tokens()[last].values;
  for (std::size_t t = 0; t < last; ++t) {
    for (std::uint64_t value = 0; value < prompt.tokens()[t].values; ++value) {
      writer.at(t, value, "value") = static_cast<std::int64_t>(value);
      writer.at(t, value, "w") = -1;
    }
  }
  for (std::uint64_t w = 0; w < queries; ++w) {
    writer.set(last, w, "ask", static_cast<std::int64_t>(prompt.token_of(0)));
    writer.at(last, w, "w") = static_cast<std::int64_t>(w);
  }
  for (Player l = 0; l <= length; ++l) {
    TableUpdate update = l < length ? writer.table({"w"}, {"ask", "ask^2"}) : writer.table({"w"}, {"answer"});
    for (std::uint64_t w = 0; w < queries; ++w) {
      for (std::uint64_t heard = 0; heard < task.range(l); ++heard) {
        const auto i = static_cast<std::int64_t>(heard);
        Row next = {i};
        if (l < length) {
          const auto address =
              static_cast<std::int64_t>(prompt.token_of(l + 1, task.position(l + 1, task.query(w, l), heard)));
          next = {address, address * address};
        }
        writer.add_row(update, {static_cast<std::int64_t>(w), i}, std::move(next));
      }
    }
    writer.add_layer(writer.matching("ask", "key", "value"), std::move(update));
  }
  return writer.finish();
}

/// The same, a step a thought: thought s is (w, i_(s-1)) and asks for z_s(w_(s-1), i_(s-1)). One layer, L thoughts.
Transformer build_thoughts(const Task& task, const Wanted& wanted) {
  const int length = task.length();
  const std::uint64_t queries = task.query_weight(length);
  std::uint64_t intermediates = 1;
  for (Player l = 0; l < length; ++l) intermediates = std::max<std::uint64_t>(intermediates, task.range(l));
  const unsigned bits =
      queries * intermediates > 1 ? precision_for(std::min(queries, std::uint64_t{1} << 20) * intermediates) : 0;
  ConstructionWriter writer(task, ChainOfThought{length, bits}, 1, wanted, precision_for(largest_size(task)),
                            {"value", "w", "answer", "thought"});
  const Prompt& prompt = writer.prompt();
  const std::size_t last = prompt.token_of(first_player);
  for (std::size_t t = 0; t < prompt.tokens().size(); ++t) {
    for (std::uint64_t value = 0; value < prompt.tokens()[t].values; ++value) {
      writer.at(t, value, "w") = -1;
      if (t < last) writer.at(t, value, "value") = static_cast<std::int64_t>(value);
      if (t < last) continue;
      const auto step = static_cast<Player>(t - last);
      const std::uint64_t w = value % queries;
      const std::uint64_t i = value / queries;
      if (step > 0 && i >= task.range(step - 1)) continue;
      const std::uint64_t position = step == 0 ? 0 : task.position(step, task.query(w, step - 1), i);
      writer.set(t, value, "ask", static_cast<std::int64_t>(prompt.token_of(step, position)));
      writer.at(t, value, "w") = static_cast<std::int64_t>(w);
    }
  }
  TableUpdate update = writer.table({"w"}, {"answer", "thought"});
  for (std::uint64_t w = 0; w < queries; ++w) {
    for (std::uint64_t heard = 0; heard < largest_size(task); ++heard) {
      writer.add_row(update, {static_cast<std::int64_t>(w), static_cast<std::int64_t>(heard)},
                     {static_cast<std::int64_t>(heard), static_cast<std::int64_t>(w + queries * heard)});
    }
  }
  writer.add_layer(writer.matching("ask", "key", "value"), std::move(update));
  return writer.finish();
}

}  // namespace

const Construction decoder_construction = {"decoder", "decoder",
                                           "L+1 layers; the last token reads one i_l after the other", build_decoder};

const Construction thoughts_construction = {
    "thoughts", "chain-of-thought", "one layer and L thoughts, each of which reads the next i_l", build_thoughts};

}  // namespace arcsat
