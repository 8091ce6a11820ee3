#include "certify/row_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "certify/colourings.hpp"

namespace arcsat {

namespace {

/// Partial colourings, and templates compared with one: about ten seconds' work.
constexpr std::uint64_t most_row_colourings = std::uint64_t{1} << 22;
constexpr std::uint64_t most_comparisons = std::uint64_t{1} << 30;

/// C^units / q_2^gain.
struct RowLoss {
  Integer units;
  Integer gain;
  friend bool operator<(const RowLoss& a, const RowLoss& b) {
    return std::tie(a.units, a.gain) < std::tie(b.units, b.gain);
  }
};

/// What a template asks of a colouring: lists of items, each of one colour.
struct RowCondition {
  std::vector<std::vector<std::size_t>> alike;
};

class RowCheck {
 public:
  RowCheck(const TwoStep& sizes, const RowCertificate& certificate) : sizes_(sizes), certificate_(certificate) {}

  RowReport report() {
    require_a_certificate();
    require_that_templates_fit();
    RowReport report{sizes_, least_n(), ahead() * sizes_.c};
    if (sizes_.n < report.least_n) {
      throw CheckFailed(
          fmt::format("found n = {}, expected at least {} (the certificate's)", sizes_.n, report.least_n));
    }
    return report;
  }

 private:
  std::size_t tables() const { return certificate_.z1.size(); }

  static void require_places(const std::vector<std::size_t>& places, std::size_t end, const char* what) {
    if (places.empty()) throw CheckFailed(fmt::format("found a part of a template without {}, expected some", what));
    for (std::size_t k = 0; k < places.size(); ++k) {
      if (places[k] >= end || (k > 0 && places[k - 1] >= places[k])) {
        throw CheckFailed(
            fmt::format("found {} in a part's list of {}, expected ascending places below {}", places[k], what, end));
      }
    }
  }

  void require_a_certificate() const {
    if (sizes_.m == 0 || sizes_.n == 0 || sizes_.q1 == 0 || sizes_.q2 == 0) throw CheckFailed("found a size of 0");
    if (certificate_.denominator == 0) throw CheckFailed("found the denominator 0, expected at least 1");
    require_inputs(sizes_, certificate_.z0, certificate_.z1);
    for (const RowTemplate& parts : certificate_.templates) {
      for (const RowPart& part : parts) {
        require_places(part.tables, tables(), "tables");
        require_places(part.positions, certificate_.z0.size(), "positions");
        if (part.weight == 0) throw CheckFailed("found the weight 0, expected at least 1");
      }
    }
  }

  Integer ahead() const { return Integer(sizes_.m) * tables() + certificate_.z0.size(); }

  RowLoss loss(const RowTemplate& parts) const {
    const Integer denominator = certificate_.denominator;
    RowLoss loss{denominator, 0};
    std::map<std::uint32_t, Integer> covered;
    for (const RowPart& part : parts) {
      loss.units += part.weight;
      std::vector<std::uint32_t> values;
      for (const std::size_t table : part.tables) {
        for (const std::size_t position : part.positions) {
          values.push_back(certificate_.z1[table][certificate_.z0[position]]);
        }
      }
      std::sort(values.begin(), values.end());
      values.erase(std::unique(values.begin(), values.end()), values.end());
      for (const std::uint32_t value : values) covered[value] += part.weight;
    }
    for (const auto& [value, weight] : covered) loss.gain += std::min(denominator, weight);
    return loss;
  }

  /// Items: the tables, then the positions. (A part with one table or one position asks nothing of it.)
  RowCondition condition(const RowTemplate& parts) const {
    RowCondition condition;
    for (const RowPart& part : parts) {
      if (part.tables.size() > 1) condition.alike.push_back(part.tables);
      if (part.positions.size() > 1) {
        auto& items = condition.alike.emplace_back(part.positions);
        for (std::size_t& item : items) item += tables();
      }
    }
    return condition;
  }

  static bool fits(const RowCondition& condition, const std::vector<int>& colour) {
    return std::all_of(condition.alike.begin(), condition.alike.end(), [&](const std::vector<std::size_t>& items) {
      return std::all_of(items.begin(), items.end(), [&](std::size_t item) {
        return colour[item] != Colouring::none && colour[item] == colour[items.front()];
      });
    });
  }

  void require_that_templates_fit() const {
    // By the number of items that must have colours before the template can fit.
    std::vector<std::vector<RowCondition>> ready(tables() + certificate_.z0.size() + 1);
    for (const RowTemplate& parts : certificate_.templates) {
      RowCondition asked = condition(parts);
      std::size_t needed = 0;
      for (const auto& items : asked.alike) needed = std::max(needed, items.back() + 1);
      ready[needed].push_back(std::move(asked));
    }
    // What no template asks about need not be coloured.
    while (ready.size() > 1 && ready.back().empty()) ready.pop_back();
    Colouring colouring;
    for (std::size_t item = 0; item + 1 < ready.size(); ++item) colouring.groups.push_back(item < tables() ? 1 : 0);
    colouring.colours = sizes_.c < 32 ? std::uint64_t{1} << sizes_.c : ready.size();
    std::uint64_t comparisons = 0;
    const ShownFor shown = [&](const Colouring& tried, std::size_t coloured) {
      comparisons += ready[coloured].size();
      if (comparisons > most_comparisons) {
        throw LimitReached("found more than 2^30 templates to compare with colourings, expected fewer");
      }
      return std::any_of(ready[coloured].begin(), ready[coloured].end(),
                         [&](const RowCondition& asked) { return fits(asked, tried.colour); });
    };
    if (!shown_for_every_colouring(colouring, shown, most_row_colourings)) {
      throw CheckFailed(
          fmt::format("found the colouring ({}) of the tables and positions, expected one that a template fits",
                      fmt::join(colouring.colour, ",")));
    }
  }

  /// C^(D·ahead) · loss^n < 1.
  bool refutes(const RowLoss& loss, std::uint64_t n) const {
    const Integer units = ahead() * certificate_.denominator + loss.units * n;
    return power_within_bounds(2, units * sizes_.c) < power_within_bounds(sizes_.q2, loss.gain * n);
  }

  std::uint32_t least_n() const {
    std::set<RowLoss> losses;
    for (const RowTemplate& parts : certificate_.templates) losses.insert(loss(parts));
    if (losses.empty()) throw CheckFailed("found a certificate without templates, expected some");
    for (const RowLoss& loss : losses) {
      if (power_within_bounds(2, loss.units * sizes_.c) >= power_within_bounds(sizes_.q2, loss.gain)) {
        throw CheckFailed("found a template that gains nothing in a row, expected a gain in each");
      }
    }
    const auto all_refute = [&](std::uint64_t n) {
      return std::all_of(losses.begin(), losses.end(), [&](const RowLoss& loss) { return refutes(loss, n); });
    };
    std::uint64_t refuting = 1;
    while (!all_refute(refuting)) {
      if (refuting >= sizes_.n) {
        throw CheckFailed(
            fmt::format("found n = {}, expected more rows: what is said ahead of them suffices", sizes_.n));
      }
      refuting *= 2;
    }
    std::uint64_t too_few = refuting / 2;  // 0 or one that does not refute
    while (refuting - too_few > 1) {
      const std::uint64_t middle = too_few + (refuting - too_few) / 2;
      (all_refute(middle) ? refuting : too_few) = middle;
    }
    // It may be more than the sizes' n. (So many rows have powers that are refused before.)
    if (refuting > std::numeric_limits<std::uint32_t>::max()) {
      throw Unsupported(fmt::format("found that {} rows are needed, expected fewer than 2^32", refuting));
    }
    return static_cast<std::uint32_t>(refuting);
  }

  const TwoStep& sizes_;
  const RowCertificate& certificate_;
};

}  // namespace

std::string RowReport::statement() const {
  return fmt::format(
      "for every n of at least {} (with m={}, q_1 of at least {} and q_2 of at least {}): whatever player -1 hears of "
      "z_1 "
      "and z_0, {} bits about the last table ahead of the rows and what each row then gets do not suffice",
      least_n, sizes.m, sizes.q1, sizes.q2, ahead.str());
}

RowReport check_rows(const TwoStep& sizes, const RowCertificate& certificate) {
  return RowCheck(sizes, certificate).report();
}

RowReport check_rows(const Instance& instance, const RowCertificate& certificate) {
  RowReport report = check_rows(two_step_of(instance), certificate);
  require_allowed(instance, certificate.z0, certificate.z1);
  return report;
}

}  // namespace arcsat
