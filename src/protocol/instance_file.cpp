#include "protocol/instance_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_size = 0x7fffffff;

std::vector<std::uint32_t> sizes(const Node& node) {
  std::vector<std::uint32_t> result;
  for (const Node& size : node.array()) result.push_back(static_cast<std::uint32_t>(size.integer(1, largest_size)));
  return result;
}

/// Runs `make` and gives its complaints the position of `node`.
template <typename Make>
auto positioned(const Node& node, Make make) {
  try {
    return make();
  } catch (const Unsupported& error) {
    throw Unsupported(fmt::format("{}: {}", node.where(), error.what()));
  } catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", node.where(), error.what()));
  }
}

Task read_task(const Node& node) {
  node.table({"L", "m", "n", "q"});
  const std::int64_t length = node.at("L").integer(1, 1000);
  const auto m = static_cast<std::uint32_t>(node.at("m").integer(1, largest_size));
  const auto required = static_cast<std::size_t>(length - 1);
  std::vector<std::uint32_t> n;
  if (const Node* given = node.find("n")) {
    n = sizes(*given);
    if (n.size() != required) {
      given->fail(fmt::format("a list of length {}", n.size()), fmt::format("length L - 1 = {}", required));
    }
  } else if (required > 0) {
    node.at("n");
  }
  const Node* ranges = node.find("q");
  if (ranges == nullptr) return positioned(node, [&] { return Task::paper_shape(m, std::move(n)); });
  std::vector<std::uint32_t> q = sizes(*ranges);
  if (q.size() != required + 1) {
    ranges->fail(fmt::format("a list of length {}", q.size()), fmt::format("length L = {}", length));
  }
  return positioned(node, [&] { return Task(m, std::move(n), std::move(q)); });
}

InputIndex read_index(const Node& node, const Task& task, Player p) {
  return static_cast<InputIndex>(node.integer(0, static_cast<std::int64_t>(task.indices(p)) - 1));
}

std::string key_of(Player p) { return p == first_player ? "w" : fmt::format("z{}", p); }

Restriction read_restriction(const Node& node, const Task& task) {
  Restriction restriction;
  for (const Node::Entry& entry : node.table()) {
    if (entry.key == "tuples") {
      restriction.by_tuples = true;
      for (const Node& tuple : entry.value.array()) {
        const Node::Array& indices = tuple.array();
        if (indices.size() != static_cast<std::size_t>(task.players())) {
          tuple.fail(fmt::format("a tuple of length {}", indices.size()),
                     fmt::format("[w, z0, …, z{}] of length {}", task.length(), task.players()));
        }
        Input input;
        for (Player p = first_player; p <= task.length(); ++p) {
          input.push_back(read_index(indices[seat(p)], task, p));
        }
        restriction.tuples.push_back(std::move(input));
      }
      if (restriction.tuples.empty()) entry.value.fail("an empty list", "at least one tuple");
      continue;
    }
    Player player = first_player;
    while (player <= task.length() && key_of(player) != entry.key) ++player;
    if (player > task.length()) {
      entry.key_position.fail(fmt::format("the unknown key {}", in_quotes(entry.key)),
                              fmt::format("w, z0, …, z{}, or tuples", task.length()));
    }
    std::vector<InputIndex>& list = restriction.lists[player];
    std::unordered_set<InputIndex> seen;
    for (const Node& element : entry.value.array()) {
      const InputIndex index = read_index(element, task, player);
      if (!seen.insert(index).second) {
        element.fail(fmt::format("the index {} a second time", index), "each index once");
      }
      list.push_back(index);
    }
    if (list.empty()) entry.value.fail("an empty list", "at least one index");
  }
  if (restriction.by_tuples && !restriction.lists.empty()) node.fail("both tuples and lists", "one of the two");
  return restriction;
}

std::uint32_t read_bits_per_token(const Node& node) {
  const Node* bits = node.find("bits_per_token");
  const Node* both = node.find("B");
  if (bits != nullptr && both != nullptr) both->fail("both B and bits_per_token", "one of the two");
  if (bits != nullptr) return static_cast<std::uint32_t>(bits->integer(0, largest_size));
  if (both == nullptr) node.fail("neither bits_per_token nor B", "one of the two");
  const double doubled = 2 * both->number();
  if (!(doubled >= 0 && doubled <= static_cast<double>(largest_size)) || doubled != std::floor(doubled)) {
    both->expected("B, a multiple of 0.5 from 0 to 2^30");
  }
  return static_cast<std::uint32_t>(doubled);
}

ModelKind read_kind(const Node& node) {
  const Node* kind = node.find("kind");
  const Node* thoughts = node.find("thoughts");
  const Node* bits = node.find("thought_bits");
  std::optional<ThoughtBits> thought_bits;
  if (bits != nullptr) {
    if (const auto* word = std::get_if<std::string>(&bits->value())) {
      if (*word != "unlimited") bits->expected("a number of bits or \"unlimited\"");
      thought_bits = ThoughtBits{true, 0};
    } else {
      thought_bits = ThoughtBits{false, static_cast<unsigned>(bits->integer(0, largest_size))};
    }
  }
  const std::string name = kind != nullptr ? kind->text() : "decoder";
  std::optional<int> count;
  if (thoughts != nullptr) count = static_cast<int>(thoughts->integer(1, Scheme::most_slots));
  return positioned(kind != nullptr ? *kind : node, [&] { return model_kind(name, count, thought_bits); });
}

}  // namespace

std::optional<std::uint32_t> read_token(const Node& message, Granularity granularity, Player player, const Task& task) {
  const Node* token = message.find("token");
  if (granularity == Granularity::functions) return std::nullopt;
  if (player < 1) {
    if (token != nullptr) token->fail("a token", "none, as the player is not one of several");
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(message.at("token").integer(0, static_cast<std::int64_t>(task.tokens(player)) - 1));
}

namespace {

Model read_model(const Node& node, const Task& task) {
  node.table({"kind", "granularity", "thoughts", "thought_bits", "epochs", "bits_per_token", "B", "widths"});
  Model model;
  model.kind = read_kind(node);
  if (const Node* granularity = node.find("granularity")) {
    model.granularity = positioned(*granularity, [&] { return granularity_named(granularity->text()); });
  }
  model.epochs = static_cast<int>(node.at("epochs").integer(1, Scheme::most_slots));
  model.bits_per_token = read_bits_per_token(node);
  if (const Node* widths = node.find("widths")) {
    const ModelFacts facts = facts_of(model.kind);
    std::set<std::tuple<int, Player, Player, std::optional<std::uint32_t>>> seen;
    for (const Node& width : widths->array()) {
      if (model.granularity == Granularity::sums) {
        width.table({"epoch", "from", "to", "token", "bits"});
      } else {
        width.table({"epoch", "from", "to", "bits"});
      }
      const int epoch = static_cast<int>(width.at("epoch").integer(1, model.epochs));
      const auto sender = static_cast<Player>(width.at("from").integer(facts.first_sender(), task.length()));
      const auto receiver = static_cast<Player>(width.at("to").integer(
          facts.first_receiver(), facts.last_receiver(sender, task.length(), model.granularity)));
      const auto token = read_token(width, model.granularity, receiver, task);
      const auto bits = static_cast<std::uint64_t>(width.at("bits").integer(0, Scheme::most_bits));
      if (!seen.emplace(epoch, sender, receiver, token).second) {
        width.fail("a second width of the same message", "one");
      }
      model.widths.push_back({{epoch, sender, receiver, token}, bits});
    }
  }
  return model;
}

std::optional<Expectation> read_expectation(const Node* node) {
  if (node == nullptr) return std::nullopt;
  node->table({"verdict", "reason"});
  Expectation expectation;
  const Node& verdict = node->at("verdict");
  const std::string& word = verdict.text();
  if (word == to_string(Verdict::realizable)) {
    expectation.verdict = Verdict::realizable;
  } else if (word == to_string(Verdict::unrealizable)) {
    expectation.verdict = Verdict::unrealizable;
  } else {
    verdict.expected("\"realizable\" or \"unrealizable\"");
  }
  if (const Node* reason = node->find("reason")) expectation.reason = reason->text(2000);
  return expectation;
}

}  // namespace

Instance instance_from_tables(const Node& parts, std::string name, std::optional<Expectation> expectation) {
  const Task task = read_task(parts.at("task"));
  Restriction restriction;
  if (const Node* inputs = parts.find("inputs")) restriction = read_restriction(*inputs, task);
  const Node& model_node = parts.at("model");
  const Model model = read_model(model_node, task);
  try {
    return Instance(std::move(name), task, restriction, model, std::move(expectation));
  } catch (const InputError&) {
    // Whose fault is it? The inputs' if they do not even fit a model of one epoch without bits; else the model's.
    const Node* inputs = parts.find("inputs");
    positioned(inputs != nullptr ? *inputs : parts.at("task"), [&] {
      return Instance("", task, restriction, Model{1, 0, {}});
    });
    return positioned(model_node, [&]() -> Instance { throw; });
  }
}

Instance parse_instance(std::string_view text, const std::string& file) {
  const Document document = Document::from_toml(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "name", "task", "inputs", "model", "expect"});
  const Node& format = root.at("format");
  if (format.text() != "arcsat-instance") format.expected("\"arcsat-instance\"");
  root.at("version").integer(1, 1);
  const Node* name = root.find("name");
  return instance_from_tables(root, name != nullptr ? name->text() : "", read_expectation(root.find("expect")));
}

Instance read_instance(const std::string& path) {
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 28;  // some ten million tuples
  return parse_instance(read_file(path, most_bytes), path);
}

namespace {

Json canonical_tables(const Instance& instance) {
  const Task& task = instance.task();
  Json inputs = Json::object();
  const Restriction& restriction = instance.restriction();
  if (restriction.by_tuples) {
    Json tuples = Json::array();
    for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) tuples.push_back(instance.inputs().input(k));
    inputs["tuples"] = std::move(tuples);
  }
  for (const auto& [player, list] : restriction.lists) {
    std::vector<InputIndex> sorted = list;
    std::sort(sorted.begin(), sorted.end());
    inputs[key_of(player)] = sorted;
  }
  const Model& model = instance.model();
  const ModelFacts facts = facts_of(model.kind);
  Json json_model = {{"kind", facts.kind}};
  if (model.granularity != Granularity::functions) json_model["granularity"] = to_string(model.granularity);
  for (const auto& [key, value] : facts.parameters) json_model[key] = value ? Json(*value) : Json("unlimited");
  json_model["epochs"] = model.epochs;
  json_model["bits_per_token"] = model.bits_per_token;
  if (!model.widths.empty()) json_model["widths"] = Json::array();
  for (const WidthOverride& width : model.widths) {
    const Message& message = width.message;
    Json json_width = {{"epoch", message.epoch}, {"from", message.sender}, {"to", message.receiver}};
    if (message.token) json_width["token"] = *message.token;
    json_width["bits"] = width.bits;
    json_model["widths"].push_back(std::move(json_width));
  }
  return Json{{"task", {{"L", task.length()}, {"m", task.m()}, {"n", task.n()}, {"q", task.q()}}},
              {"inputs", std::move(inputs)},
              {"model", std::move(json_model)}};
}

}  // namespace

std::string canonical_json(const Instance& instance) { return canonical_tables(instance).dump(); }

std::string canonical_toml(const Instance& instance) {
  // The strings, numbers and arrays that occur here are written alike in JSON and TOML; tables get their headers.
  std::string text = "format = \"arcsat-instance\"\nversion = 1\n";
  const Json tables = canonical_tables(instance);
  for (const auto& [table, content] : tables.members()) {
    if (content.members().empty()) continue;
    text += fmt::format("\n[{}]\n", table);
    for (const auto& [key, value] : content.members()) {
      if (key != "widths") {
        text += fmt::format("{} = {}\n", key, value.dump());
        continue;
      }
      text += "widths = [\n";
      for (const Json& width : value.elements()) {
        std::string entries;
        for (const auto& [name, number] : width.members()) {
          entries += fmt::format("{}{} = {}", entries.empty() ? "" : ", ", name, number.dump());
        }
        text += fmt::format("  {{ {} }},\n", entries);
      }
      text += "]\n";
    }
  }
  return text;
}

}  // namespace arcsat
