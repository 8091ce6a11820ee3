#include "run/row_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include "base/error.hpp"
#include "run/row_templates.hpp"
#include "run/step_limit.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_row_steps = std::uint64_t{1} << 23;
constexpr std::size_t most_tables = 64;
constexpr std::uint32_t most_values = 16;
constexpr std::uint32_t most_colours_log2 = 6;
constexpr int row_restarts = 16;

/// All tables with values below `values`; none if they are too many.
std::vector<FirstTable> all_tables(std::uint32_t m, std::uint32_t values) {
  std::vector<FirstTable> tables = {{}};
  for (std::uint32_t position = 0; position < m; ++position) {
    std::vector<FirstTable> longer;
    for (const FirstTable& table : tables) {
      for (std::uint32_t value = 0; value < values; ++value) {
        longer.push_back(table);
        longer.back().push_back(value);
      }
    }
    if (longer.size() > most_tables) return {};
    tables = std::move(longer);
  }
  return tables;
}

bool is_prime(std::uint32_t number) {
  for (std::uint32_t factor = 2; factor * factor <= number; ++factor) {
    if (number % factor == 0) return false;
  }
  return number > 1;
}

/// The points (x, y) of the plane over a prime field as tables: which line of the parallel class `position` they are on.
/// Any two of them differ at all positions but one.
std::vector<FirstTable> lines(std::uint32_t m, std::uint32_t prime) {
  std::vector<FirstTable> tables;
  for (std::uint32_t x = 0; x < prime; ++x) {
    for (std::uint32_t y = 0; y < prime; ++y) {
      FirstTable& table = tables.emplace_back();
      for (std::uint32_t slope = 0; slope < m; ++slope) table.push_back(slope < prime ? (x + slope * y) % prime : y);
    }
  }
  return tables;
}

std::vector<std::vector<FirstTable>> table_families(const TwoStep& sizes) {
  std::vector<std::vector<FirstTable>> families;
  for (std::uint32_t values = 2; values <= std::min(sizes.q1, most_values); ++values) {
    if (sizes.m > 2 && sizes.m <= values + 1 && values * values <= most_tables && is_prime(values)) {
      families.push_back(lines(sizes.m, values));
    }
    if (sizes.m < 7) {
      std::vector<FirstTable> all = all_tables(sizes.m, values);
      if (!all.empty()) families.push_back(std::move(all));
    }
  }
  return families;
}

class RowSearch {
 public:
  RowSearch(const TwoStep& sizes, const Budget& budget) : sizes_(sizes), limit_(most_row_steps, budget) {}

  std::optional<RowCertificate> run() {
    const double width = sizes_.c;
    const double entry = std::log2(sizes_.q2);
    std::set<double, std::greater<>> gains;
    for (unsigned entries = 1; entries <= std::min(sizes_.q1, most_values); ++entries) {
      for (unsigned parts = 1; parts <= entries; ++parts) {
        const double gain = entries * entry - (1 + parts) * width;
        if (gain > 1e-9) gains.insert(gain);
      }
    }
    for (const std::vector<FirstTable>& family : table_families(sizes_)) {
      for (const double gain : gains) {
        if (auto found = with(family, gain)) return found;
      }
    }
    return std::nullopt;
  }

 private:
  /// The most tables for which a gain of so many bits in each row is more than what is said ahead of the rows.
  double most_useful(double gain, std::size_t positions) const {
    return (gain * sizes_.n / sizes_.c - static_cast<double>(positions)) / sizes_.m;
  }

  EntriesNeeded needed(double gain, const std::vector<FirstTable>& tables) const {
    std::uint32_t values = 0;
    for (const FirstTable& table : tables) values = std::max(values, *std::max_element(table.begin(), table.end()) + 1);
    EntriesNeeded needed;
    for (unsigned parts = 1; parts <= values; ++parts) {
      const double entries = std::ceil((gain + (1 + parts) * double{1} * sizes_.c) / std::log2(sizes_.q2) - 1e-9);
      if (entries > values) break;
      needed.push_back(static_cast<unsigned>(entries));
    }
    return needed;
  }

  std::optional<RowCertificate> with(const std::vector<FirstTable>& family, double gain) {
    RowCertificate best;
    best.z0.resize(sizes_.m);
    std::iota(best.z0.begin(), best.z0.end(), 0);
    const EntriesNeeded enough = needed(gain, family);
    // Fewer tables than colours may all have colours of their own.
    const double fewest = static_cast<double>(colours());
    if (enough.empty() || most_useful(gain, 1) <= fewest) return std::nullopt;
    if (!every_colouring_covers(family, best.z0, colours(), enough, limit_, nullptr)) return std::nullopt;
    for (std::uint64_t seed = 0; seed < row_restarts; ++seed) {
      RowCertificate certificate = best;
      certificate.z1 = family;
      take_away(certificate, enough, seed);
      if (static_cast<double>(certificate.z1.size()) >= most_useful(gain, certificate.z0.size())) continue;
      if (!every_colouring_covers(certificate.z1, certificate.z0, colours(), enough, limit_, &certificate.templates)) {
        continue;
      }
      try {
        check_rows(sizes_, certificate);
        return certificate;
      } catch (const CheckFailed&) {  // it gains too little after all
      }
    }
    return std::nullopt;
  }

  std::uint64_t colours() const { return std::uint64_t{1} << sizes_.c; }

  /// Takes tables, then positions, away in random order as long as every colouring still covers enough.
  void take_away(RowCertificate& certificate, const EntriesNeeded& enough, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<FirstTable> order = certificate.z1;
    std::shuffle(order.begin(), order.end(), random);
    for (const FirstTable& table : order) {
      std::vector<FirstTable> fewer = certificate.z1;
      std::erase(fewer, table);
      if (every_colouring_covers(fewer, certificate.z0, colours(), enough, limit_, nullptr)) {
        certificate.z1 = std::move(fewer);
      }
    }
    for (const std::uint32_t position : std::vector<std::uint32_t>(certificate.z0)) {
      std::vector<std::uint32_t> fewer = certificate.z0;
      std::erase(fewer, position);
      if (!fewer.empty() && every_colouring_covers(certificate.z1, fewer, colours(), enough, limit_, nullptr)) {
        certificate.z0 = std::move(fewer);
      }
    }
  }

  const TwoStep& sizes_;
  StepLimit limit_;
};

}  // namespace

std::optional<RowCertificate> find_row_certificate(const TwoStep& sizes, const Budget& budget) {
  if (sizes.c == 0 || sizes.c > most_colours_log2 || sizes.q2 == 1) return std::nullopt;
  return RowSearch(sizes, budget).run();
}

}  // namespace arcsat
