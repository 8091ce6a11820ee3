#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "transformer/construction_parts.hpp"

namespace arcsat {

namespace {

/// Which blocks compose in which layer. After layer t a block l that was to reach 2^(t-1) steps holds, at each of its
/// addresses, i_r for r = min(L, l + 2^(t-1) - 1), as what it has for i_l followed by the later tables: in layer t ≥ 2 it
/// reads, by its own value, block l + 2^(t-2), which reaches as far.
class Doubling {
 public:
  explicit Doubling(int length) : length_(length), composing_(32) {
    while (block_read_in(layers_) * 2 <= length) ++layers_;
    for (int t = 3; t <= layers_; ++t) let_reach(block_read_in(t), t - 1);
    for (const std::set<Player>& in_layer : composing_) all_.insert(in_layer.begin(), in_layer.end());
  }

  /// 1 + ⌈log2(L+1)⌉.
  int layers() const { return layers_; }
  /// The last token reads block 1 in layer 2, block 2 in layer 3, block 4 in layer 4, ….
  static Player block_read_in(int layer) { return 1 << (layer - 2); }
  const std::set<Player>& blocks() const { return all_; }
  bool composes(Player l, int layer) const { return composing_[static_cast<std::size_t>(layer)].contains(l); }
  /// The block that one reads in a layer.
  static Player partner(Player l, int layer) { return l + (1 << (layer - 2)); }
  /// The queries w_l that blocks use.
  std::set<Player> queries() const {
    std::set<Player> used;
    for (int t = 2; t <= layers_; ++t) {
      for (const Player l : composing_[static_cast<std::size_t>(t)]) used.insert(partner(l, t) - 1);
    }
    return used;
  }
  /// The r of i_r that a block holds after a layer.
  Player reached(Player l, int layer) const {
    Player r = l;
    for (int t = 2; t <= layer; ++t) {
      if (composes(l, t)) r = std::min(length_, l + (1 << (t - 1)) - 1);
    }
    return r;
  }

 private:
  void let_reach(Player l, int layer) {
    if (layer < 2) return;
    let_reach(l, layer - 1);
    if (partner(l, layer) > length_) return;
    composing_[static_cast<std::size_t>(layer)].insert(l);
    let_reach(partner(l, layer), layer - 1);
  }

  int length_;
  int layers_ = 2;
  std::vector<std::set<Player>> composing_;  // by layer
  std::set<Player> all_;
};

/// The queries that blocks use, in one number.
struct Packing {
  Packing(const Task& of, const std::set<Player>& used) : task(of), queries(used.begin(), used.end()) {
    for (const Player l : queries) {
      weights.push_back(size);
      size *= task.queries(l);
      if (size > std::uint64_t{1} << 16) throw Unsupported("found more than 2^16 queries, expected fewer");
    }
  }
  std::uint64_t pack(std::uint64_t w) const {
    std::uint64_t packed = 0;
    for (std::size_t k = 0; k < queries.size(); ++k) packed += task.query(w, queries[k]) * weights[k];
    return packed;
  }
  std::uint64_t query(std::uint64_t packed, Player l) const {
    const auto k = static_cast<std::size_t>(std::find(queries.begin(), queries.end(), l) - queries.begin());
    return packed / weights[k] % task.queries(l);
  }

  const Task& task;
  std::vector<Player> queries;
  std::vector<std::uint64_t> weights;
  std::uint64_t size = 1;
};

constexpr std::int64_t not_known = -1;

class DoublingWriter {
 public:
  DoublingWriter(const Task& task, const Wanted& wanted)
      : task_(task),
        plan_(task.length()),
        packing_(task, plan_.queries()),
        writer_(task, Encoder{}, plan_.layers(), wanted, bits(), {"value", "block", "w", "answer"}),
        prompt_(writer_.prompt()),
        last_(prompt_.token_of(first_player)),
        queries_(prompt_.tokens()[last_].values) {}

  Transformer write() {
    embed();
    for (int layer = 1; layer <= plan_.layers(); ++layer) {
      TableUpdate update = writer_.table({"value", "block", "w"}, {"ask", "ask^2", "value", "w", "answer"});
      for (const Player l : plan_.blocks()) add_rows_of_block(update, l, layer);
      add_rows_of_last(update, layer);
      writer_.add_layer(writer_.matching("ask", "key", "value"), std::move(update));
    }
    return writer_.finish();
  }

 private:
  unsigned bits() const {
    unsigned bits = std::max(precision_for(task_.m()), precision_for(packing_.size));
    for (const std::uint32_t q : task_.q()) bits = std::max(bits, precision_for(q));
    return bits;
  }

  void embed() {
    for (std::size_t t = 0; t < prompt_.tokens().size(); ++t) {
      const Token& token = prompt_.tokens()[t];
      for (std::uint64_t value = 0; value < token.values; ++value) {
        const bool composes = plan_.blocks().contains(token.player);
        writer_.at(t, value, "value") = static_cast<std::int64_t>(t == last_ ? packing_.pack(value) : value);
        writer_.at(t, value, "block") = composes || t == last_ ? token.player : 0;
        writer_.at(t, value, "w") = t == last_ ? static_cast<std::int64_t>(value) : not_known;
        if (composes) writer_.set(t, value, "ask", static_cast<std::int64_t>(last_));
        if (t == last_) writer_.set(t, value, "ask", static_cast<std::int64_t>(prompt_.token_of(0)));
      }
    }
  }

  static Row written(std::int64_t ask, std::int64_t value, std::int64_t w, std::int64_t answer) {
    return {ask, ask * ask, value, w, answer};
  }

  std::int64_t address(Player l, std::uint64_t query, std::uint64_t i) const {
    return static_cast<std::int64_t>(prompt_.token_of(l, task_.position(l, query, i)));
  }

  void add_rows_of_block(TableUpdate& update, Player l, int layer) {
    const std::uint64_t values_before = task_.range(plan_.reached(l, layer - 1));
    const bool composes = layer >= 2 && plan_.composes(l, layer);
    const std::uint64_t values_heard = composes ? task_.range(plan_.reached(l, layer)) : 1;
    for (std::uint64_t packed = 0; packed < packing_.size; ++packed) {
      for (std::uint64_t value = 0; value < values_before; ++value) {
        for (std::uint64_t heard = 0; heard < values_heard; ++heard) {
          const auto w = static_cast<std::int64_t>(packed);
          const std::uint64_t next = composes ? heard : value;
          std::int64_t ask = -1;
          if (layer < plan_.layers() && plan_.composes(l, layer + 1)) {
            const Player partner = Doubling::partner(l, layer + 1);
            ask = address(partner, packing_.query(packed, partner - 1), next);
          }
          writer_.add_row(update,
                          {static_cast<std::int64_t>(value), l, layer == 1 ? not_known : w,
                           layer == 1 ? w : static_cast<std::int64_t>(heard)},
                          written(ask, static_cast<std::int64_t>(next), w, 0));
        }
      }
    }
  }

  /// In layer 1 it hears i_0, in layer t ≥ 2 i_r for r = min(L, 2^(t-1) - 1).
  void add_rows_of_last(TableUpdate& update, int layer) {
    const Player heard_of = std::min(task_.length(), (1 << (layer - 1)) - 1);
    for (std::uint64_t w = 0; w < queries_; ++w) {
      const auto packed = static_cast<std::int64_t>(packing_.pack(w));
      for (std::uint64_t heard = 0; heard < task_.range(heard_of); ++heard) {
        const bool done = layer == plan_.layers();
        const Player next = Doubling::block_read_in(layer + 1);
        const std::int64_t ask = done ? -1 : address(next, task_.query(w, next - 1), heard);
        writer_.add_row(
            update, {packed, first_player, static_cast<std::int64_t>(w), static_cast<std::int64_t>(heard)},
            written(ask, packed, static_cast<std::int64_t>(w), static_cast<std::int64_t>(done ? heard : 0)));
      }
    }
  }

  const Task& task_;
  Doubling plan_;
  Packing packing_;
  ConstructionWriter writer_;
  const Prompt& prompt_;
  std::size_t last_;
  std::uint64_t queries_;
};

Transformer build_doubling(const Task& task, const Wanted& wanted) { return DoublingWriter(task, wanted).write(); }

}  // namespace

const Construction doubling_construction = {
    "doubling", "encoder", "1 + ceil(log2(L+1)) layers; each composes twice as far as the one before it",
    build_doubling};

}  // namespace arcsat
