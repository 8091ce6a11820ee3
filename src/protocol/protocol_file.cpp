#include "protocol/protocol_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_value = 0x7fffffff;

std::string list_of(std::span<const std::uint32_t> values) { return fmt::format("[{}]", fmt::join(values, ",")); }

/// Appends the rows of a slot or of the output: "[A,[…],B,[…],VALUE]" with one input and one inbox per view, the first of which
/// has `first_view` entries. A thought's receiver knows nothing before it, so that view is left out.
void append_rows(const LookupTable& rows, std::size_t first_view, std::string& text) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto key = rows.key(row);
    text += row == 0 ? "[" : ",[";
    for (const auto view : {key.first(first_view), key.subspan(first_view)}) {
      if (!view.empty()) fmt::format_to(std::back_inserter(text), "{},{},", view[0], list_of(view.subspan(1)));
    }
    fmt::format_to(std::back_inserter(text), "{}]", rows.value(row));
  }
}

[[noreturn]] void reject(const Node& node, const std::string& words) {
  throw CheckFailed(fmt::format("{}: {}", node.where(), words));
}

/// Rejects the first row whose views (its cells but the last) an earlier row has; one does.
[[noreturn]] void reject_repeated_row(const Node& rows) {
  std::set<std::vector<std::int64_t>> seen;
  for (const Node& row : rows.array()) {
    std::vector<std::int64_t> views;
    for (const Node& cell : std::span(row.array()).first(row.array().size() - 1)) {
      if (const auto* inbox = std::get_if<Node::Array>(&cell.value())) {
        for (const Node& message : *inbox) views.push_back(message.integer(0, largest_value));
      } else {
        views.push_back(cell.integer(0, largest_value));
      }
    }
    if (!seen.insert(std::move(views)).second) reject(row, "found a second row for the same views, expected one");
  }
  throw InternalError("a repeated row that is not there");
}

class ProtocolReader {
 public:
  explicit ProtocolReader(const Node& root) : root_(root) {}

  Protocol read() {
    root_.table({"format", "version", "instance", "messages", "thoughts", "output"});
    if (root_.at("format").text() != "arcsat-protocol") root_.at("format").expected("\"arcsat-protocol\"");
    root_.at("version").integer(1, 1);
    const Node& tables = root_.at("instance");
    tables.table({"task", "inputs", "model"});
    instance_ = std::make_shared<const Instance>(instance_from_tables(tables, "", std::nullopt));
    facts_ = facts_of(instance_->model().kind);
    Protocol protocol(instance_);
    std::vector<bool> present(scheme().slots());
    const Node& messages = root_.at("messages");
    for (const Node& message : messages.array()) read_message(message, protocol, present);
    const Node* thoughts = root_.find("thoughts");
    if (thoughts != nullptr) {
      for (const Node& thought : thoughts->array()) read_thought(thought, protocol, present);
    }
    for (std::size_t k = 0; k < present.size(); ++k) {
      const Slot& slot = scheme().slot(k);
      if (!present[k] && slot.bits > 0) {
        const Node& where = slot.is_thought() && thoughts != nullptr ? *thoughts : messages;
        reject(where, fmt::format("found no {}, expected one", name_of(slot)));
      }
    }
    read_output(root_.at("output"), protocol);
    return protocol;
  }

 private:
  const Scheme& scheme() const { return instance_->scheme(); }

  /// Without "the".
  static std::string name_of(const Slot& slot) {
    const std::string words = words_of(slot);
    return slot.is_thought() ? words : words.substr(words.find(' ') + 1);
  }

  void read_message(const Node& node, Protocol& protocol, std::vector<bool>& present) {
    const bool sums = instance_->model().granularity == Granularity::sums;
    if (sums) {
      node.table({"epoch", "from", "to", "token", "bits", "terms"});
    } else {
      node.table({"epoch", "from", "to", "bits", "rows"});
    }
    const Player last = instance_->last_player();
    const int epoch = static_cast<int>(node.at("epoch").integer(1, instance_->epochs()));
    const auto sender = static_cast<Player>(node.at("from").integer(facts_.first_sender(), last));
    const auto receiver = static_cast<Player>(node.at("to").integer(
        facts_.first_receiver(), facts_.last_receiver(sender, last, instance_->model().granularity)));
    const auto token = read_token(node, instance_->model().granularity, receiver, instance_->task());
    const std::optional<std::size_t> number = scheme().find({epoch, sender, receiver, token});
    if (!number && sums) reject(node, "found a message that the model does not have, expected one that it has");
    if (!number) reject(node, fmt::format("found a message of player {} to itself, expected two players", sender));
    if (present[*number]) reject(node, "found this message a second time, expected it once");
    present[*number] = true;
    read_width(node, scheme().slot(*number));
    if (sums) {
      read_terms(node.at("terms"), *number, protocol);
    } else {
      read_rows(node.at("rows"), *number, 0, protocol);
    }
  }

  /// One for each of the sender's tokens that the receiver may hear, in any order.
  void read_terms(const Node& node, std::size_t number, Protocol& protocol) {
    const Slot& slot = scheme().slot(number);
    std::vector<bool> present(slot.terms.size());
    for (const Node& entry : node.array()) {
      entry.table({"token", "rows"});
      const auto token = read_token(entry, Granularity::sums, slot.sender(), instance_->task());
      std::size_t term = 0;
      while (term < slot.terms.size() && scheme().token_of(slot.terms[term].holder) != token) ++term;
      if (term == slot.terms.size()) reject(entry, "found the term of a token that the receiver does not hear");
      if (present[term]) reject(entry, "found this term a second time, expected it once");
      present[term] = true;
      read_rows(entry.at("rows"), number, term, protocol);
    }
    const auto missing = std::find(present.begin(), present.end(), false);
    if (missing == present.end() || slot.bits == 0) return;
    const auto term = static_cast<std::size_t>(missing - present.begin());
    const auto token = scheme().token_of(slot.terms[term].holder);
    reject(node,
           token ? fmt::format("found no term of token {}, expected one", *token) : "found no term, expected one");
  }

  void read_thought(const Node& node, Protocol& protocol, std::vector<bool>& present) {
    node.table({"thought", "bits", "rows"});
    const Node& thought = node.at("thought");
    const auto holder = first_player - static_cast<Player>(thought.integer(1, std::max(1, facts_.thoughts)));
    const std::optional<std::size_t> number =
        holder >= scheme().first_holder() ? scheme().thought_of(holder) : std::nullopt;
    if (!number) reject(node, "found a thought, expected none in this model");
    if (present[*number]) reject(node, "found this thought a second time, expected it once");
    present[*number] = true;
    read_width(node, scheme().slot(*number));
    read_rows(node.at("rows"), *number, 0, protocol);
  }

  static void read_width(const Node& node, const Slot& slot) {
    const Node& bits = node.at("bits");
    if (static_cast<std::uint64_t>(bits.integer(0, Scheme::most_bits)) != slot.bits) {
      reject(bits, fmt::format("found a width of {}, expected {} as in the instance",
                               bits.integer(0, Scheme::most_bits), slot.bits));
    }
  }

  void read_rows(const Node& rows, std::size_t number, std::size_t term, Protocol& protocol) {
    const Slot& slot = scheme().slot(number);
    LookupTable& table = protocol.slot(number, term);
    const auto values = static_cast<std::int64_t>(slot.values_held());
    const std::size_t length = slot.is_thought() ? 3 : 5;
    for (const Node& row : rows.array()) {
      const Node::Array& cells = row.array();
      if (cells.size() != length) {
        row.fail(fmt::format("a row of length {}", cells.size()),
                 slot.is_thought() ? "[input, inbox, value]"
                                   : "[sender input, sender inbox, receiver input, receiver inbox, value]");
      }
      key_.clear();
      read_view(cells[0], cells[1], slot.terms[term]);
      if (!slot.is_thought()) read_view(cells[2], cells[3], slot.to);
      const std::int64_t value = cells.back().integer(0, largest_value);
      if (value >= values)
        reject(cells.back(), fmt::format("found the value {}, expected one below {} for this width", value, values));
      table.add(key_, static_cast<std::uint32_t>(value));
    }
    if (table.sort() != LookupTable::Sorted::unique) reject_repeated_row(rows);
  }

  void read_output(const Node& node, Protocol& protocol) {
    for (const Node& row : node.array()) {
      const Node::Array& cells = row.array();
      if (cells.size() != 3) row.fail(fmt::format("a row of length {}", cells.size()), "[input, inbox, answer]");
      key_.clear();
      read_view(cells[0], cells[1], scheme().answer());
      const std::int64_t answer = cells[2].integer(0, largest_value);
      if (answer >= instance_->task().answers())
        reject(cells[2],
               fmt::format("found the answer {}, expected one below {}", answer, instance_->task().answers()));
      protocol.output().add(key_, static_cast<std::uint32_t>(answer));
    }
    if (protocol.output().sort() != LookupTable::Sorted::unique) reject_repeated_row(node);
  }

  /// A holder's input is its part or, of a thought, the thought.
  std::int64_t inputs_of(const View& view) const {
    const auto parts = scheme().parts(view.holder);
    const Task& task = instance_->task();
    if (!parts.empty() && parts[0].position != Part::whole) return task.range(parts[0].player);
    if (!parts.empty()) return static_cast<std::int64_t>(task.indices(parts[0].player));
    return static_cast<std::int64_t>(scheme().slot(scheme().received(view)[0]).values_held());
  }

  void read_view(const Node& input, const Node& inbox, const View& view) {
    key_.push_back(static_cast<std::uint32_t>(input.integer(0, inputs_of(view) - 1)));
    const Node::Array& values = inbox.array();
    const std::size_t expected = scheme().entries(view) - 1;
    if (values.size() != expected) {
      inbox.fail(fmt::format("an inbox of length {}", values.size()), fmt::format("length {}", expected));
    }
    for (const Node& value : values) key_.push_back(static_cast<std::uint32_t>(value.integer(0, largest_value)));
  }

  const Node& root_;
  std::shared_ptr<const Instance> instance_;
  ModelFacts facts_;
  std::vector<std::uint32_t> key_;
};

}  // namespace

std::string protocol_text(const Protocol& protocol) {
  const Instance& instance = protocol.instance();
  const Scheme& scheme = instance.scheme();
  std::string messages;
  std::string thoughts;
  // The rows are integers and brackets only: written directly, because a tree of millions of JSON values is not needed.
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    std::string& text = slot.is_thought() ? thoughts : messages;
    if (!text.empty()) text += ',';
    if (slot.is_thought()) {
      text += fmt::format("\n{{\"thought\":{}", first_player - slot.receiver());
    } else {
      text += fmt::format("\n{{\"epoch\":{},\"from\":{},\"to\":{}", slot.epoch, slot.sender(), slot.receiver());
      if (slot.token) text += fmt::format(",\"token\":{}", *slot.token);
    }
    fmt::format_to(std::back_inserter(text), ",\"bits\":{},", slot.bits);
    if (slot.is_thought() || instance.model().granularity == Granularity::functions) {
      text += "\"rows\":[";
      append_rows(protocol.slot(number), scheme.entries(slot.terms.front()), text);
    } else {
      text += "\"terms\":[";
      for (std::size_t term = 0; term < slot.terms.size(); ++term) {
        text += term == 0 ? "\n {" : ",\n {";
        if (const auto token = scheme.token_of(slot.terms[term].holder)) text += fmt::format("\"token\":{},", *token);
        text += "\"rows\":[";
        append_rows(protocol.slot(number, term), scheme.entries(slot.terms[term]), text);
        text += "]}";
      }
    }
    text += "]}";
  }
  std::string text = fmt::format("{{\"format\":\"arcsat-protocol\",\"version\":1,\n\"instance\":{},\n\"messages\":[",
                                 canonical_json(instance));
  text += messages;
  if (!thoughts.empty()) text += "],\n\"thoughts\":[" + thoughts;
  text += "],\n\"output\":[";
  append_rows(protocol.output(), scheme.entries(scheme.answer()), text);
  text += "]}\n";
  return text;
}

void write_protocol(const Protocol& protocol, const std::string& path) { write_file(path, protocol_text(protocol)); }

Protocol parse_protocol(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  return ProtocolReader(document.root()).read();
}

Protocol read_protocol(const std::string& path) {
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 29;  // as a tree it is a hundred times as large
  return parse_protocol(read_file(path, most_bytes), path);
}

}  // namespace arcsat
