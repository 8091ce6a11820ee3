#include "random_transformers.hpp"

namespace arcsat::test {

namespace {

class Maker {
 public:
  explicit Maker(std::mt19937_64& random) : random_(random) {}

  std::int64_t from(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most - least + 1));
  }

  Matrix matrix(std::size_t rows, std::size_t columns, std::int64_t least, std::int64_t most) {
    Matrix result(rows, Row(columns));
    for (Row& row : result) {
      for (std::int64_t& number : row) number = from(0, 2) == 0 ? from(least, most) : 0;
    }
    return result;
  }

  Task task() {
    switch (from(0, 7)) {
      case 1:
        return Task(2, {}, {2});
      case 2:
        return Task(1, {2}, {2, 2});
      case 3:
        return Task(2, {1}, {2, 2});
      case 4:
        return Task(3, {}, {2});
      default:  // which some solve
        return Task(1, {}, {2});
    }
  }

  ModelKind kind() {
    switch (from(0, 2)) {
      case 0:
        return Decoder{};
      case 1:
        return Encoder{};
      default:
        return ChainOfThought{static_cast<int>(from(1, 2)), static_cast<unsigned>(from(1, 2))};
    }
  }

  /// Keeps states of numbers that are not negative, and the answer and the thought among the few that there are.
  Update update(const Transformer& of) {
    const std::size_t width = of.width();
    const std::size_t heard = std::size_t{of.heads} * of.head_dimension;
    switch (from(0, 2)) {
      case 0: {
        LinearUpdate linear{matrix(width, width + heard + 1, 0, 1)};
        for (const std::uint32_t kept : {of.answer, of.thought}) {
          linear.matrix[kept] = Row(width + heard + 1, 0);
          linear.matrix[kept][kept] = 1;
        }
        return linear;
      }
      case 1: {
        ReluUpdate relu{matrix(2, width + heard + 1, -1, 1), matrix(width, 2, 0, 1)};
        for (const std::uint32_t kept : {of.answer, of.thought}) relu.outer[kept] = Row(2, 0);
        return relu;
      }
      default:
        return table(of, {static_cast<std::uint32_t>(from(0, 1))});
    }
  }

  TableUpdate table(const Transformer& of, std::vector<std::uint32_t> reads) {
    TableUpdate update{std::move(reads), {of.answer, of.thought}, {}};
    const std::size_t known = update.reads.size() + std::size_t{of.heads} * of.head_dimension;
    for (int k = 0; k < 24; ++k) {
      Row key(known);
      for (std::int64_t& number : key) number = from(0, 3);
      update.rows[key] = {from(0, 1), from(0, 1)};
    }
    return update;
  }

 private:
  std::mt19937_64& random_;
};

}  // namespace

Transformer random_transformer(std::mt19937_64& random) {
  Maker make(random);
  Transformer transformer;
  transformer.heads = static_cast<unsigned>(make.from(1, 2));
  transformer.head_dimension = static_cast<unsigned>(make.from(1, 2));
  transformer.precision = static_cast<unsigned>(make.from(1, transformer.heads == 1 ? 4 : 2));
  transformer.fraction_bits = static_cast<unsigned>(make.from(0, 1));
  transformer.normalised = make.from(0, 1) == 0;
  transformer.coordinates = {"a", "b", "c", "answer", "thought"};
  transformer.answer = 3;
  transformer.thought = 4;
  const auto layers = static_cast<std::size_t>(make.from(1, 2));
  const Model model{.epochs = static_cast<int>(layers),
                    .bits_per_token = static_cast<std::uint32_t>(transformer.bits()),
                    .widths = {},
                    .kind = make.kind()};
  transformer.instance = std::make_shared<const Instance>("", make.task(), Restriction{}, model);
  for (const Token& token : tokens_of(*transformer.instance)) {
    transformer.embedding.push_back(make.matrix(token.values, transformer.width(), 0, 2));
    for (Row& state : transformer.embedding.back()) state[3] = state[4] = make.from(0, 1);
  }
  for (std::size_t layer = 0; layer < layers; ++layer) {
    Layer one;
    for (unsigned h = 0; h < transformer.heads; ++h) {
      const auto rows = static_cast<std::size_t>(make.from(1, 2));
      one.heads.push_back({make.matrix(rows, transformer.width(), 0, 1), make.matrix(rows, transformer.width(), -1, 0),
                           make.matrix(transformer.head_dimension, transformer.width(), 0, 1)});
    }
    one.update = layer + 1 == layers ? Update(make.table(transformer, {0, 1})) : make.update(transformer);
    transformer.layers.push_back(std::move(one));
  }
  return transformer;
}

Transformer with_wrong_weight(const Transformer& transformer, std::mt19937_64& random) {
  Transformer wrong = transformer;
  std::vector<std::int64_t*> weights;
  const auto add = [&](Matrix& matrix) {
    for (Row& row : matrix) {
      for (std::int64_t& number : row) weights.push_back(&number);
    }
  };
  for (Matrix& states : wrong.embedding) add(states);
  for (Layer& layer : wrong.layers) {
    for (Head& head : layer.heads) {
      add(head.query);
      add(head.key);
      add(head.value);
    }
    if (auto* table = std::get_if<TableUpdate>(&layer.update)) {
      for (auto& [key, row] : table->rows) {
        for (std::int64_t& number : row) weights.push_back(&number);
      }
    }
  }
  constexpr std::int64_t by[] = {-2, -1, 1, 2};
  *weights[random() % weights.size()] += by[random() % 4];
  return wrong;
}

}  // namespace arcsat::test
