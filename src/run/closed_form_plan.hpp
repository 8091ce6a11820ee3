// Plans of closed_forms.hpp: who tells whom what, and when.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "encoders/count.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// How many (w_l … w_{L-1}) there are.
Count later_queries(const Task& task, Player l);
/// The answer from z_a's domain on: F_a at (w_a … w_{L-1}) as an index, and a position. x is a whole input.
std::uint64_t answer_from(const Task& task, const Input& x, Player a, std::uint64_t later_queries,
                          std::uint64_t position);
/// The row z_l(w_{l-1}, ·) as a number, and how many such rows there are.
std::uint64_t row_of(const Task& task, const Input& x, Player l);
std::uint64_t rows(const Task& task, Player l);

enum class Content {
  value,  // i_l, or the answer
  row,    // the same for each i_{l-1}, or i_{a-1}, that there is
  relay,  // F_receiver
};

struct Stream {
  Player sender;
  Player receiver;
  Content content;
  /// The l of i_l; L: it is about the answer, thus data.
  Player about;
  int begin;  // the first epoch
  std::uint64_t bits;
};

/// The streams of the first plan that fits, the answer's last; none if none does. Whether the answers in a row or a
/// relay are packed into one number, of at most 64 bits, rather than each as many bits as one needs.
std::optional<std::vector<Stream>> plan_streams(const DecoderInstance& instance, bool packed);

/// A message's part of a stream.
struct Piece {
  std::size_t stream;
  std::uint64_t first;
  std::uint64_t bits;
};

/// What the messages carry of the streams, by message number.
std::map<std::size_t, Piece> pieces_of(const Instance& instance, const std::vector<Stream>& streams);

}  // namespace arcsat
