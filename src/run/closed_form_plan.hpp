// Plans of closed_forms.hpp: who tells whom what, and when.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "encoders/count.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// The sizes of a task with names that hold for every level l: z_l is a table from [n(l-1)] × [q(l-1)] to [q(l)].
class Levels {
 public:
  explicit Levels(const Task& task) : task_(task) {}

  Player last() const { return task_.length(); }
  std::uint64_t n(Player l) const { return l == 0 ? 1 : task_.n()[static_cast<std::size_t>(l - 1)]; }
  std::uint64_t q(Player l) const { return l == 0 ? task_.m() : task_.q()[static_cast<std::size_t>(l - 1)]; }
  /// Positions of z_l's domain; z_0 has one.
  std::uint64_t positions(Player l) const { return task_.tokens(l); }
  /// How many (w_l … w_{L-1}) there are.
  Count later_queries(Player l) const {
    Count result(1);
    for (Player k = l; k < last(); ++k) result = result * Count(n(k));
    return result;
  }

  /// z_l at a position.
  std::uint64_t entry(const Input& x, Player l, std::uint64_t position) const {
    return x[slot(l)] / power(q(l), position) % q(l);
  }
  /// w_l, and (w_l … w_{L-1}) as an index, w_l least significant.
  std::uint64_t query(const Input& x, Player l) const { return queries_from(x, l) % n(l); }
  std::uint64_t queries_from(const Input& x, Player l) const {
    std::uint64_t result = x[0];
    for (Player k = 1; k < l; ++k) result /= n(k);
    return result;
  }
  /// i_l.
  std::uint64_t intermediate(const Input& x, Player l) const {
    return l == 0 ? x[slot(0)] : entry(x, l, asked_position(x, l));
  }
  /// The position of z_l that is asked for: (w_{l-1}, i_{l-1}).
  std::uint64_t asked_position(const Input& x, Player l) const {
    return l == 0 ? 0 : query(x, l - 1) * q(l - 1) + intermediate(x, l - 1);
  }
  /// The answer from z_a's domain on: F_a at (w_a … w_{L-1}) as an index, and a position. x is a whole input.
  std::uint64_t answer_from(const Input& x, Player a, std::uint64_t later_queries, std::uint64_t position) const {
    for (;; ++a) {
      const std::uint64_t value = entry(x, a, position);
      if (a == last()) return value;
      position = later_queries % n(a) * q(a) + value;
      later_queries /= n(a);
    }
  }
  /// The row z_l(w_{l-1}, ·) as a number.
  std::uint64_t row(const Input& x, Player l) const {
    return x[slot(l)] / power(q(l), query(x, l - 1) * q(l - 1)) % power(q(l), q(l - 1));
  }
  std::uint64_t rows(Player l) const { return power(q(l), q(l - 1)); }

 private:
  static std::size_t slot(Player p) { return static_cast<std::size_t>(p + 1); }
  /// Of an entry's place in a table's index, hence at most 2^31.
  static std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent > 0 && base > 1; --exponent) result *= base;
    return result;
  }

  const Task& task_;
};

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
std::optional<std::vector<Stream>> plan_streams(const Instance& instance, bool packed);

/// A message's part of a stream.
struct Piece {
  std::size_t stream;
  std::uint64_t first;
  std::uint64_t bits;
};

/// What the messages carry of the streams, by message number.
std::map<std::size_t, Piece> pieces_of(const Instance& instance, const std::vector<Stream>& streams);

}  // namespace arcsat
