#include "protocol/sums_protocol_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "protocol/decoder_instance.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_index = std::int64_t{1} << 31;
constexpr std::uint64_t most_in_a_number = 62;

/// How many coordinates player L's table has.
std::uint64_t coordinates_of(const Instance& instance) {
  return answer_bits(instance) * instance.task().positions(instance.last_player());
}

/// As a number, coordinate k in bit k, where all that there are fit into one; else as a list.
Json json_of(const Coordinates& coordinates, std::uint64_t all) {
  if (all > most_in_a_number) return coordinates;
  std::uint64_t number = 0;
  for (const std::uint64_t coordinate : coordinates) number |= std::uint64_t{1} << coordinate;
  return number;
}

Coordinates read_coordinates(const Node& node, std::uint64_t all) {
  if (all <= most_in_a_number) {
    return coordinates_in(static_cast<std::uint64_t>(node.integer(0, (std::int64_t{1} << most_in_a_number) - 1)));
  }
  Coordinates coordinates;
  for (const Node& coordinate : node.array()) {
    const std::int64_t next = coordinates.empty() ? 0 : static_cast<std::int64_t>(coordinates.back()) + 1;
    coordinates.push_back(
        static_cast<std::uint64_t>(coordinate.integer(next, std::max(next, static_cast<std::int64_t>(all) - 1))));
  }
  return coordinates;
}

std::vector<std::vector<std::uint32_t>> read_sums(const Node& node) {
  std::vector<std::vector<std::uint32_t>> sums;
  for (const Node& sum : node.array()) {
    std::vector<std::uint32_t>& added = sums.emplace_back();
    for (const Node& bit : sum.array()) added.push_back(static_cast<std::uint32_t>(bit.integer(0, largest_index)));
  }
  return sums;
}

SumsBit read_bit_of_last_player(const Node& node, std::uint64_t all) {
  SumsBit bit;
  node.table({"coordinates"});
  for (const Node& vector : node.at("coordinates").array()) bit.coordinates.push_back(read_coordinates(vector, all));
  return bit;
}

SumsBit read_bit(const Node& node) {
  SumsBit bit;
  node.table({"data", "control", "added"});
  for (const Node& is : node.at("data").array()) bit.data.push_back(static_cast<std::uint8_t>(is.integer(0, 1)));
  for (const Node& is : node.at("control").array()) bit.control.push_back(static_cast<std::uint8_t>(is.integer(0, 1)));
  bit.added = read_sums(node.at("added"));
  return bit;
}

}  // namespace

std::string to_json(const SumsProtocol& protocol) {
  const std::uint64_t all = coordinates_of(*protocol.instance);
  Json messages = Json::array();
  for (const SumsMessageBits& sent : protocol.messages) {
    Json bits = Json::array();
    for (const SumsBit& bit : sent.bits) {
      if (sent.message.sender == protocol.instance->last_player()) {
        Json vectors = Json::array();
        for (const Coordinates& summed : bit.coordinates) vectors.push_back(json_of(summed, all));
        bits.push_back({{"coordinates", std::move(vectors)}});
      } else {
        bits.push_back({{"data", bit.data}, {"control", bit.control}, {"added", bit.added}});
      }
    }
    messages.push_back({{"epoch", sent.message.epoch},
                        {"from", sent.message.sender},
                        {"to", sent.message.receiver},
                        {"bits", std::move(bits)}});
  }
  return fmt::format(
      "{{\"format\":\"arcsat-xor-protocol\",\"version\":1,\n\"instance\":{},\n\"control_inputs\":{},\n\"messages\":{},"
      "\n\"output\":{}}}\n",
      canonical_json(*protocol.instance), Json(protocol.control_inputs).dump(), messages.dump(),
      Json(protocol.output).dump());
}

SumsProtocol parse_sums_protocol(std::string_view text, const std::string& file) {
  const Document document = Document::from_json(text, file);
  const Node& root = document.root();
  root.table({"format", "version", "instance", "control_inputs", "messages", "output"});
  if (root.at("format").text() != "arcsat-xor-protocol") root.at("format").expected("\"arcsat-xor-protocol\"");
  root.at("version").integer(1, 1);
  const Node& tables = root.at("instance");
  tables.table({"task", "inputs", "model"});
  SumsProtocol protocol;
  protocol.instance = std::make_shared<const Instance>(instance_from_tables(tables, "", std::nullopt));
  if (!as_decoder(protocol.instance)) {
    throw InputError(fmt::format("{}: found the model {}, expected decoder (sums are read for decoders alone)",
                                 tables.at("model").where(), name_of(protocol.instance->model())));
  }
  const std::uint64_t all = coordinates_of(*protocol.instance);
  for (const Node& control : root.at("control_inputs").array()) {
    Input& input = protocol.control_inputs.emplace_back();
    for (const Node& index : control.array()) input.push_back(static_cast<InputIndex>(index.integer(0, largest_index)));
  }
  for (const Node& node : root.at("messages").array()) {
    node.table({"epoch", "from", "to", "bits"});
    SumsMessageBits& sent = protocol.messages.emplace_back();
    sent.message.epoch = static_cast<int>(node.at("epoch").integer(1, protocol.instance->epochs()));
    sent.message.sender = static_cast<Player>(node.at("from").integer(0, protocol.instance->last_player()));
    sent.message.receiver = static_cast<Player>(node.at("to").integer(first_player, sent.message.sender - 1));
    const bool from_last = sent.message.sender == protocol.instance->last_player();
    for (const Node& bit : node.at("bits").array()) {
      sent.bits.push_back(from_last ? read_bit_of_last_player(bit, all) : read_bit(bit));
    }
  }
  for (const Node& bit : root.at("output").array()) protocol.output.push_back(read_sums(bit));
  return protocol;
}

}  // namespace arcsat
