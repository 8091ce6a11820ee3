#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "transformer/construction_parts.hpp"

namespace arcsat {

namespace {

constexpr std::uint32_t most_marks = 12;

/// What a token is; others are 0.
constexpr std::int64_t of_table = 1;
constexpr std::int64_t last_token = 2;

std::string mark(std::uint32_t a) { return fmt::format("mark{}", a); }
std::string wanted_mark(std::uint32_t a) { return fmt::format("wanted{}", a); }

/// Two layers of an encoder, L = 2. Layer 1: an entry (w, i) of z_2 hears from z_1 the sum of 2^a over the a with z_1(a) = i,
/// and marks itself with these a; the last token hears z_0. Layer 2: the last token hears, of row w_1, the entry that is
/// marked with z_0: there is one, for i_1 = z_1(z_0).
Transformer build_flag(const Task& task, const Wanted& wanted) {
  if (task.length() != 2) {
    throw InputError(fmt::format("found L = {}, expected L = 2 for the construction flag", task.length()));
  }
  const std::uint32_t m = task.m();
  if (m > most_marks) {
    throw Unsupported(fmt::format("found m = {}, expected at most {} for the construction flag", m, most_marks));
  }
  if (m > 1 && wanted.normalised) {
    throw InputError(
        fmt::format("found m = {} normalised, expected m = 1 or --unnormalised for the construction flag: "
                    "an entry hears a sum, of which a normalised head has the mean",
                    m));
  }
  const unsigned bits = std::max({m, precision_for(m), precision_for(task.q()[1])});
  std::vector<std::string> coordinates = {"row", "row^2", "want", "want^2", "said", "value", "kind"};
  for (std::uint32_t a = 0; a < m; ++a) coordinates.push_back(mark(a));
  for (std::uint32_t a = 0; a < m; ++a) coordinates.push_back(wanted_mark(a));
  coordinates.push_back("answer");
  ConstructionWriter writer(task, Encoder{}, 2, wanted, bits, coordinates);
  const Prompt& prompt = writer.prompt();
  const std::int64_t key_of_z0 = task.q()[0];
  for (std::size_t t = 0; t < prompt.tokens().size(); ++t) {
    const Token& token = prompt.tokens()[t];
    for (std::uint64_t value = 0; value < token.values; ++value) {
      const auto number = static_cast<std::int64_t>(value);
      writer.set(t, value, "key", -2);
      writer.set(t, value, "row", -2);
      writer.set(t, value, "want", -1);
      if (token.player == 2) {
        writer.set(t, value, "ask", token.position % task.q()[0]);
        writer.set(t, value, "row", token.position / task.q()[0]);
        writer.at(t, value, "value") = number;
        writer.at(t, value, "kind") = of_table;
      } else if (token.player == 1) {
        writer.set(t, value, "key", number);
        writer.at(t, value, "said") = std::int64_t{1} << token.position;
      } else if (token.player == 0) {
        writer.set(t, value, "key", key_of_z0);
        writer.at(t, value, "said") = number;
      } else {
        writer.set(t, value, "ask", key_of_z0);
        writer.set(t, value, "want", number);
        writer.at(t, value, "kind") = last_token;
      }
    }
  }
  std::vector<std::string> marks(coordinates.end() - 1 - 2 * std::ptrdiff_t{m}, coordinates.end() - 1);
  TableUpdate first = writer.table({"kind"}, marks);
  for (std::int64_t set = 0; set < std::int64_t{1} << m; ++set) {
    Row row(2 * std::size_t{m}, 0);
    for (std::uint32_t a = 0; a < m; ++a) row[a] = set >> a & 1;
    writer.add_row(first, {of_table, set}, std::move(row));
  }
  for (std::uint32_t z0 = 0; z0 < m; ++z0) {
    Row row(2 * std::size_t{m}, 0);
    row[m + z0] = 1;
    writer.add_row(first, {last_token, z0}, std::move(row));
  }
  writer.add_layer(writer.matching("ask", "key", "said"), std::move(first));
  // -(row - want)² - 1 + [marked with what is wanted]
  Head head = writer.matching("want", "row", "value");
  const std::size_t width = head.query.front().size();
  const auto add_product = [&](const std::string& query, const std::string& key, std::int64_t factor) {
    head.query.emplace_back(width, 0)[writer.coordinate(query)] = factor;
    head.key.emplace_back(width, 0)[writer.coordinate(key)] = 1;
  };
  add_product("one", "one", -1);
  for (std::uint32_t a = 0; a < m; ++a) add_product(wanted_mark(a), mark(a), 1);
  TableUpdate second = writer.table({"kind"}, {"answer"});
  for (std::int64_t answer = 0; answer < task.q()[1]; ++answer) {
    writer.add_row(second, {last_token, answer}, {answer});
  }
  writer.add_layer(std::move(head), std::move(second));
  return writer.finish();
}

}  // namespace

const Construction flag_construction = {
    "flag", "encoder", "L = 2: two layers; entries of z_2 learn whether they are asked for", build_flag};

}  // namespace arcsat
