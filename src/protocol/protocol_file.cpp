#include "protocol/protocol_file.hpp"

#include <fmt/format.h>

#include <iterator>
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

/// "[A,[…],B,[…],VALUE]": one input and one inbox per view.
std::string message_row(const LookupTable& rows, std::size_t row, std::size_t sender_view) {
  const auto key = rows.key(row);
  const auto sender = key.first(sender_view);
  const auto receiver = key.subspan(sender_view);
  return fmt::format("[{},{},{},{},{}]", sender[0], list_of(sender.subspan(1)), receiver[0],
                     list_of(receiver.subspan(1)), rows.value(row));
}

std::size_t view_length(const Instance& instance, Player p, int epoch) {
  return 1 + static_cast<std::size_t>(epoch - 1) * instance.senders(p);
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
    root_.table({"format", "version", "instance", "messages", "output"});
    if (root_.at("format").text() != "arcsat-protocol") root_.at("format").expected("\"arcsat-protocol\"");
    root_.at("version").integer(1, 1);
    const Node& tables = root_.at("instance");
    tables.table({"task", "inputs", "model"});
    instance_ = std::make_shared<const Instance>(instance_from_tables(tables, "", std::nullopt));
    Protocol protocol(instance_);
    std::vector<bool> present(instance_->messages());
    for (const Node& message : root_.at("messages").array()) read_message(message, protocol, present);
    for (std::size_t k = 0; k < present.size(); ++k) {
      const Message message = instance_->message(k);
      if (!present[k] && instance_->width(message) > 0) {
        reject(root_.at("messages"), fmt::format("found no message of player {} to player {} in epoch {}, expected one",
                                                 message.sender, message.receiver, message.epoch));
      }
    }
    read_output(root_.at("output"), protocol);
    return protocol;
  }

 private:
  void read_message(const Node& node, Protocol& protocol, std::vector<bool>& present) {
    node.table({"epoch", "from", "to", "bits", "rows"});
    const int epoch = static_cast<int>(node.at("epoch").integer(1, instance_->epochs()));
    const auto sender = static_cast<Player>(node.at("from").integer(0, instance_->last_player()));
    const auto receiver = static_cast<Player>(node.at("to").integer(first_player, sender - 1));
    const Message message{epoch, sender, receiver};
    const std::size_t number = instance_->number(message);
    if (present[number]) reject(node, "found this message a second time, expected it once");
    present[number] = true;
    const Node& bits = node.at("bits");
    if (bits.integer(0, Instance::most_message_bits) != instance_->width(message)) {
      reject(bits, fmt::format("found a width of {}, expected {} as in the instance",
                               bits.integer(0, Instance::most_message_bits), instance_->width(message)));
    }
    const std::int64_t values = std::int64_t{1} << instance_->width(message);
    for (const Node& row : node.at("rows").array()) {
      const Node::Array& cells = row.array();
      if (cells.size() != 5) {
        row.fail(fmt::format("a row of length {}", cells.size()),
                 "[sender input, sender inbox, receiver input, receiver inbox, value]");
      }
      key_.clear();
      read_view(cells[0], cells[1], sender, epoch);
      read_view(cells[2], cells[3], receiver, epoch);
      const std::int64_t value = cells[4].integer(0, largest_value);
      if (value >= values)
        reject(cells[4], fmt::format("found the value {}, expected one below {} for this width", value, values));
      protocol.message(number).add(key_, static_cast<std::uint32_t>(value));
    }
    if (protocol.message(number).sort() != LookupTable::Sorted::unique) {
      reject_repeated_row(node.at("rows"));
    }
  }

  void read_output(const Node& node, Protocol& protocol) {
    for (const Node& row : node.array()) {
      const Node::Array& cells = row.array();
      if (cells.size() != 3) row.fail(fmt::format("a row of length {}", cells.size()), "[input, inbox, answer]");
      key_.clear();
      read_view(cells[0], cells[1], first_player, instance_->epochs() + 1);
      const std::int64_t answer = cells[2].integer(0, largest_value);
      if (answer >= instance_->task().answers())
        reject(cells[2],
               fmt::format("found the answer {}, expected one below {}", answer, instance_->task().answers()));
      protocol.output().add(key_, static_cast<std::uint32_t>(answer));
    }
    if (protocol.output().sort() != LookupTable::Sorted::unique) reject_repeated_row(node);
  }

  void read_view(const Node& input, const Node& inbox, Player p, int epoch) {
    key_.push_back(
        static_cast<std::uint32_t>(input.integer(0, static_cast<std::int64_t>(instance_->task().domain(p)) - 1)));
    const Node::Array& values = inbox.array();
    const std::size_t expected = view_length(*instance_, p, epoch) - 1;
    if (values.size() != expected) {
      inbox.fail(fmt::format("an inbox of length {}", values.size()), fmt::format("length {}", expected));
    }
    for (const Node& value : values) key_.push_back(static_cast<std::uint32_t>(value.integer(0, largest_value)));
  }

  const Node& root_;
  std::shared_ptr<const Instance> instance_;
  std::vector<std::uint32_t> key_;
};

}  // namespace

std::string protocol_text(const Protocol& protocol) {
  const Instance& instance = protocol.instance();
  std::string text;
  const auto out = std::back_inserter(text);
  // The rows are integers and brackets only: written directly, because a tree of millions of JSON values is not needed.
  fmt::format_to(out, "{{\"format\":\"arcsat-protocol\",\"version\":1,\n\"instance\":{},\n\"messages\":[",
                 canonical_json(instance));
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    const LookupTable& rows = protocol.message(number);
    fmt::format_to(out, "{}\n{{\"epoch\":{},\"from\":{},\"to\":{},\"bits\":{},\"rows\":[", number == 0 ? "" : ",",
                   message.epoch, message.sender, message.receiver, instance.width(message));
    const std::size_t sender_view = view_length(instance, message.sender, message.epoch);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      fmt::format_to(out, "{}{}", row == 0 ? "" : ",", message_row(rows, row, sender_view));
    }
    fmt::format_to(out, "]}}");
  }
  fmt::format_to(out, "],\n\"output\":[");
  for (std::size_t row = 0; row < protocol.output().size(); ++row) {
    const auto key = protocol.output().key(row);
    fmt::format_to(out, "{}[{},{},{}]", row == 0 ? "" : ",", key[0], list_of(key.subspan(1)),
                   protocol.output().value(row));
  }
  fmt::format_to(out, "]}}\n");
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
