#include "transformer/transformer_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

// So that a product of two of them, times a width, is far below any limit of what is remembered.
constexpr std::int64_t largest_weight = std::int64_t{1} << 53;
constexpr std::size_t most_coordinates = 4096;
constexpr std::int64_t most_layers = 1024;

std::string text_of(const Row& row) { return fmt::format("[{}]", fmt::join(row, ",")); }

std::string text_of(const Matrix& matrix, const char* between) {
  std::string text = "[";
  for (const Row& row : matrix) text += (&row == matrix.data() ? "" : between) + text_of(row);
  return text + "]";
}

struct UpdateText {
  std::string operator()(const TableUpdate& table) const {
    Matrix rows;
    for (const auto& [key, value] : table.rows) {
      rows.push_back(key);
      rows.back().insert(rows.back().end(), value.begin(), value.end());
    }
    return fmt::format("{{\"kind\":\"table\",\"reads\":[{}],\"writes\":[{}],\"rows\":{}}}", fmt::join(table.reads, ","),
                       fmt::join(table.writes, ","), text_of(rows, ",\n  "));
  }
  std::string operator()(const LinearUpdate& linear) const {
    return fmt::format("{{\"kind\":\"linear\",\"matrix\":{}}}", text_of(linear.matrix, ",\n  "));
  }
  std::string operator()(const ReluUpdate& relu) const {
    return fmt::format("{{\"kind\":\"relu\",\"inner\":{},\n  \"outer\":{}}}", text_of(relu.inner, ",\n  "),
                       text_of(relu.outer, ",\n  "));
  }
};

class TransformerReader {
 public:
  explicit TransformerReader(const Node& root) : root_(root) {}

  Transformer read() {
    root_.table({"format", "version", "instance", "heads", "head_dimension", "precision", "fraction_bits", "normalised",
                 "coordinates", "embedding", "layers", "answer", "thought"});
    const Node& format = root_.at("format");
    if (format.text() != "arcsat-transformer") format.expected("\"arcsat-transformer\"");
    root_.at("version").integer(1, 1);
    const Node& instance = root_.at("instance");
    instance.table({"task", "inputs", "model"});
    result_.instance = std::make_shared<const Instance>(instance_from_tables(instance, "", std::nullopt));
    result_.heads = static_cast<unsigned>(root_.at("heads").integer(1, 1024));
    result_.head_dimension = static_cast<unsigned>(root_.at("head_dimension").integer(1, 1024));
    result_.precision = static_cast<unsigned>(root_.at("precision").integer(1, Transformer::most_precision));
    result_.fraction_bits =
        static_cast<unsigned>(root_.at("fraction_bits").integer(0, Transformer::most_precision - 1));
    const Node& normalised = root_.at("normalised");
    const auto* flag = std::get_if<bool>(&normalised.value());
    if (flag == nullptr) normalised.expected("true or false");
    result_.normalised = *flag;
    read_coordinates(root_.at("coordinates"));
    read_embedding(root_.at("embedding"));
    const Node& layers = root_.at("layers");
    if (layers.array().empty() || layers.array().size() > most_layers) {
      layers.fail(fmt::format("{} layers", layers.array().size()), "at least 1 and at most 1024");
    }
    for (const Node& layer : layers.array()) read_layer(layer);
    result_.answer = coordinate(root_.at("answer"));
    const bool thinks = facts_of(result_.instance->model().kind).thoughts > 0;
    const Node* thought = root_.find("thought");
    if (thinks) result_.thought = coordinate(root_.at("thought"));
    if (!thinks && thought != nullptr) thought->fail("a coordinate of thoughts", "none, as there are no thoughts");
    return std::move(result_);
  }

 private:
  std::uint32_t coordinate(const Node& node) const {
    return static_cast<std::uint32_t>(node.integer(0, static_cast<std::int64_t>(result_.width()) - 1));
  }

  void read_coordinates(const Node& node) {
    if (node.array().empty() || node.array().size() > most_coordinates) {
      node.fail(fmt::format("{} coordinates", node.array().size()), "at least 1 and at most 4096");
    }
    for (const Node& name : node.array()) result_.coordinates.push_back(name.text());
  }

  static void require_length(const Node& list, std::size_t length) {
    if (list.array().size() == length) return;
    list.fail(fmt::format("a list of length {}", list.array().size()), fmt::format("length {}", length));
  }

  static Row row(const Node& node, std::size_t length) {
    require_length(node, length);
    Row row;
    for (const Node& number : node.array()) row.push_back(number.integer(-largest_weight, largest_weight));
    return row;
  }

  static Matrix matrix(const Node& node, std::size_t columns, std::optional<std::size_t> rows = std::nullopt) {
    if (rows) require_length(node, *rows);
    Matrix matrix;
    for (const Node& one : node.array()) matrix.push_back(row(one, columns));
    return matrix;
  }

  void read_embedding(const Node& node) {
    std::vector<Token> tokens;
    try {
      tokens = tokens_of(*result_.instance);
    } catch (const Unsupported& error) {
      throw Unsupported(fmt::format("{}: {}", root_.at("instance").where(), error.what()));
    }
    require_length(node, tokens.size());
    for (std::size_t k = 0; k < tokens.size(); ++k) {
      const Node& token = node.array()[k];
      token.table({"player", "token", "states"});
      token.at("player").integer(tokens[k].player, tokens[k].player);
      token.at("token").integer(tokens[k].position, tokens[k].position);
      result_.embedding.push_back(matrix(token.at("states"), result_.width(), tokens[k].values));
    }
  }

  void read_layer(const Node& node) {
    node.table({"heads", "update"});
    Layer layer;
    const Node& heads = node.at("heads");
    require_length(heads, result_.heads);
    for (const Node& head : heads.array()) {
      head.table({"Q", "K", "V"});
      Matrix query = matrix(head.at("Q"), result_.width());
      Matrix key = matrix(head.at("K"), result_.width(), query.size());
      layer.heads.push_back(
          {std::move(query), std::move(key), matrix(head.at("V"), result_.width(), result_.head_dimension)});
    }
    layer.update = update(node.at("update"));
    result_.layers.push_back(std::move(layer));
  }

  Update update(const Node& node) const {
    const std::size_t heard = std::size_t{result_.heads} * result_.head_dimension;
    node.table();
    const std::string& kind = node.at("kind").text();
    if (kind == "linear") {
      node.table({"kind", "matrix"});
      return LinearUpdate{matrix(node.at("matrix"), result_.width() + heard + 1, result_.width())};
    }
    if (kind == "relu") {
      node.table({"kind", "inner", "outer"});
      ReluUpdate relu{matrix(node.at("inner"), result_.width() + heard + 1), {}};
      relu.outer = matrix(node.at("outer"), relu.inner.size(), result_.width());
      return relu;
    }
    if (kind != "table") node.at("kind").expected("\"table\", \"linear\" or \"relu\"");
    node.table({"kind", "reads", "writes", "rows"});
    TableUpdate table{coordinates(node.at("reads")), coordinates(node.at("writes")), {}};
    const std::size_t known = table.reads.size() + heard;
    for (const Node& one : node.at("rows").array()) {
      const Row all = row(one, known + table.writes.size());
      const auto middle = all.begin() + static_cast<std::ptrdiff_t>(known);
      if (!table.rows.try_emplace(Row(all.begin(), middle), middle, all.end()).second) {
        one.fail("a second row for the same state", "one");
      }
    }
    return table;
  }

  /// Ascending.
  std::vector<std::uint32_t> coordinates(const Node& node) const {
    std::vector<std::uint32_t> list;
    for (const Node& one : node.array()) {
      list.push_back(coordinate(one));
      if (list.size() > 1 && list[list.size() - 2] >= list.back())
        one.fail("a coordinate that is not ascending", "that");
    }
    return list;
  }

  const Node& root_;
  Transformer result_;
};

}  // namespace

std::string to_json(const Transformer& transformer) {
  std::string text = fmt::format(
      "{{\"format\":\"arcsat-transformer\",\"version\":1,\n\"instance\":{},\n\"heads\":{},\"head_dimension\":{},"
      "\"precision\":{},\"fraction_bits\":{},\"normalised\":{},\n\"coordinates\":{},\n\"embedding\":[",
      canonical_json(*transformer.instance), transformer.heads, transformer.head_dimension, transformer.precision,
      transformer.fraction_bits, transformer.normalised, Json(transformer.coordinates).dump());
  const std::vector<Token> tokens = tokens_of(*transformer.instance);
  for (std::size_t k = 0; k < tokens.size(); ++k) {
    text += fmt::format("{}\n{{\"player\":{},\"token\":{},\"states\":{}}}", k == 0 ? "" : ",", tokens[k].player,
                        tokens[k].position, text_of(transformer.embedding[k], ","));
  }
  text += "],\n\"layers\":[";
  for (const Layer& layer : transformer.layers) {
    text += &layer == transformer.layers.data() ? "\n{\"heads\":[" : ",\n{\"heads\":[";
    for (const Head& head : layer.heads) {
      text += fmt::format("{}\n {{\"Q\":{},\n  \"K\":{},\n  \"V\":{}}}", &head == layer.heads.data() ? "" : ",",
                          text_of(head.query, ","), text_of(head.key, ","), text_of(head.value, ","));
    }
    text += fmt::format("],\n \"update\":{}}}", std::visit(UpdateText(), layer.update));
  }
  text += fmt::format("],\n\"answer\":{}", transformer.answer);
  if (facts_of(transformer.instance->model().kind).thoughts > 0) {
    text += fmt::format(",\"thought\":{}", transformer.thought);
  }
  return text + "}\n";
}

Transformer parse_transformer(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  return TransformerReader(document.root()).read();
}

Transformer read_transformer(const std::string& path) {
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 28;
  return parse_transformer(read_file(path, most_bytes), path);
}

}  // namespace arcsat
