#include "certify/closed_form_file.hpp"

#include <fmt/format.h>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "certify/two_step_file.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t most_bits_in_a_file = std::int64_t{1} << 62;
constexpr std::int64_t largest_number = std::int64_t{1} << 20;

Json json_of(const Task& task, const Item& item) {
  const Quantity& quantity = item.quantity;
  if (quantity.kind == Quantity::Kind::query) {
    Json out = {{"w", quantity.number}};
    if (item != whole(task, quantity)) out["bits"] = {item.first, item.end};
    return out;
  }
  Json out = {{"i", quantity.number}};
  if (quantity.start) out["of_i"] = *quantity.start;
  if (!quantity.queries.empty()) out["of_w"] = quantity.queries;
  if (item != whole(task, quantity)) out["bits"] = {item.first, item.end};
  return out;
}

Player player_in(const Node& node) { return static_cast<Player>(node.integer(0, largest_number)); }

class Reader {
 public:
  explicit Reader(const Node& root) : root_(root) {}

  ClosedForm read() {
    root_.table({"format", "version", "instance", "slots"});
    require_format(root_, "arcsat-closed-form", 1);
    const Node& tables = root_.at("instance");
    tables.table({"task", "inputs", "model"});
    form_.instance = std::make_shared<const Instance>(instance_from_tables(tables, "", std::nullopt));
    for (const Node& slot : root_.at("slots").array()) read_slot(slot);
    return std::move(form_);
  }

 private:
  const Task& task() const { return form_.instance->task(); }

  void read_slot(const Node& node) {
    const bool thought = node.find("thought") != nullptr;
    thought ? node.table({"thought", "terms"}) : node.table({"epoch", "from", "to", "terms"});
    const std::optional<std::size_t> number = thought ? thought_at(node.at("thought")) : message_at(node);
    if (!number) throw CheckFailed(fmt::format("{}: found a slot that the model does not have", node.where()));
    std::vector<Term> terms;
    for (const Node& term : node.at("terms").array()) terms.push_back(term_at(term));
    if (terms.empty()) node.at("terms").fail("an empty list", "terms");
    if (!form_.slots.emplace(*number, std::move(terms)).second) node.fail("a slot a second time", "each slot once");
  }

  std::optional<std::size_t> thought_at(const Node& node) const {
    const Scheme& scheme = form_.instance->scheme();
    const Player holder = first_player - static_cast<Player>(node.integer(1, largest_number));
    return holder >= scheme.first_holder() ? scheme.thought_of(holder) : std::nullopt;
  }

  std::optional<std::size_t> message_at(const Node& node) const {
    const auto player = [](const Node& number) {
      return static_cast<Player>(number.integer(-largest_number, largest_number));
    };
    return form_.instance->scheme().find({static_cast<int>(node.at("epoch").integer(1, largest_number)),
                                          player(node.at("from")), player(node.at("to"))});
  }

  Term term_at(const Node& node) const {
    node.table({"of", "first", "bits"});
    Term term;
    for (const Node& item : node.at("of").array()) term.items.push_back(item_at(item));
    term.first = static_cast<std::uint64_t>(node.at("first").integer(0, most_bits_in_a_file));
    term.bits = static_cast<std::uint64_t>(node.at("bits").integer(1, most_bits_in_a_file));
    return term;
  }

  Item item_at(const Node& node) const {
    Quantity quantity;
    if (node.find("w") != nullptr) {
      node.table({"w", "bits"});
      quantity.kind = Quantity::Kind::query;
      quantity.number = player_in(node.at("w"));
      if (quantity.number < 1 || quantity.number >= task().length()) {
        node.at("w").expected(fmt::format("a query of the task, 1 to {}", task().length() - 1));
      }
    } else {
      node.table({"i", "of_i", "of_w", "bits"});
      quantity.number = player_in(node.at("i"));
      if (quantity.number > task().length()) node.at("i").expected(fmt::format("0 to {}", task().length()));
      if (const Node* start = node.find("of_i")) quantity.start = player_in(*start);
      if (const Node* queries = node.find("of_w")) {
        for (const Node& query : queries->array()) quantity.queries.push_back(player_in(query));
      }
    }
    Item item = whole(task(), std::move(quantity));
    if (const Node* bits = node.find("bits")) {
      const Node::Array& pair = bits->array();
      if (pair.size() != 2) bits->expected("[first, end]");
      item.first = static_cast<unsigned>(pair[0].integer(0, 64));
      item.end = static_cast<unsigned>(pair[1].integer(0, 64));
    }
    return item;
  }

  const Node& root_;
  ClosedForm form_;
};

}  // namespace

std::string to_json(const ClosedForm& form) {
  const Scheme& scheme = form.instance->scheme();
  Json slots = Json::array();
  for (const auto& [number, terms] : form.slots) {
    const Slot& slot = scheme.slot(number);
    Json out = {{"epoch", slot.epoch}, {"from", slot.sender()}, {"to", slot.receiver()}};
    if (slot.is_thought()) out = {{"thought", first_player - slot.receiver()}};
    Json listed = Json::array();
    for (const Term& term : terms) {
      Json items = Json::array();
      for (const Item& item : term.items) items.push_back(json_of(form.instance->task(), item));
      listed.push_back({{"of", std::move(items)}, {"first", term.first}, {"bits", term.bits}});
    }
    out["terms"] = std::move(listed);
    slots.push_back(std::move(out));
  }
  const Json out = {{"format", "arcsat-closed-form"},
                    {"version", 1},
                    {"instance", Json::parse(canonical_json(*form.instance))},
                    {"slots", std::move(slots)}};
  std::string text = out.dump();
  // A line for each slot.
  for (const char* key : {"{\"epoch\":", "{\"thought\":"}) {
    for (std::size_t at = text.find(key, text.find("\"slots\":")); at != std::string::npos;
         at = text.find(key, at + 2)) {
      text.insert(at, 1, '\n');
    }
  }
  return text + "\n";
}

ClosedForm parse_closed_form(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  return Reader(document.root()).read();
}

}  // namespace arcsat
