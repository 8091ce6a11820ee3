#include "run/row_templates.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "certify/colourings.hpp"

namespace arcsat {

namespace {

using Entries = std::uint64_t;  // a bit for each value of z_1

/// The tables of one colour, at one position.
struct ClassPart {
  int colour;
  std::size_t position;
  Entries entries;
};

unsigned size(Entries entries) { return static_cast<unsigned>(std::popcount(entries)); }

class RowCover {
 public:
  RowCover(const std::vector<FirstTable>& z1, const std::vector<std::uint32_t>& z0, const EntriesNeeded& needed,
           StepLimit& limit)
      : z1_(z1), z0_(z0), needed_(needed), limit_(limit) {}

  /// Parts that cover enough, one of them of the item that was coloured last: without it the colouring before had some.
  std::optional<std::vector<ClassPart>> of(const std::vector<int>& colour, std::size_t coloured) {
    if (coloured == 0 || !limit_.take(coloured)) return std::nullopt;
    parts_.clear();
    for (std::size_t position = 0; position < z0_.size(); ++position) {
      std::vector<ClassPart> by_colour;
      for (std::size_t item = 0; item < coloured; ++item) {
        const auto number = static_cast<std::size_t>(colour[item]);
        while (by_colour.size() <= number) by_colour.push_back({static_cast<int>(by_colour.size()), position, 0});
        by_colour[number].entries |= Entries{1} << z1_[item][z0_[position]];
      }
      parts_.insert(parts_.end(), by_colour.begin(), by_colour.end());
    }
    for (std::size_t count = 1; count <= needed_.size(); ++count) {
      if (needed_[count - 1] == 0) continue;
      for (const ClassPart& first : parts_) {
        if (first.colour != colour[coloured - 1]) continue;
        chosen_ = {first};
        if (more(0, first.entries, count, needed_[count - 1])) return chosen_;
        if (limit_.reached()) return std::nullopt;
      }
    }
    return std::nullopt;
  }

 private:
  bool more(std::size_t begin, Entries covered, std::size_t count, unsigned needed) {
    if (!limit_.take(1)) return false;
    if (chosen_.size() == count) return size(covered) >= needed;
    for (std::size_t k = begin; k < parts_.size(); ++k) {
      if ((parts_[k].entries & ~covered) == 0) continue;
      chosen_.push_back(parts_[k]);
      if (more(k + 1, covered | parts_[k].entries, count, needed)) return true;
      if (limit_.reached()) return false;
      chosen_.pop_back();
    }
    return false;
  }

  const std::vector<FirstTable>& z1_;
  const std::vector<std::uint32_t>& z0_;
  const EntriesNeeded& needed_;
  StepLimit& limit_;
  std::vector<ClassPart> parts_;
  std::vector<ClassPart> chosen_;
};

/// For each value that the parts cover one table that shows it.
RowTemplate row_template_of(const std::vector<ClassPart>& parts, const std::vector<FirstTable>& z1,
                            const std::vector<std::uint32_t>& z0, const std::vector<int>& colour, std::size_t coloured,
                            const EntriesNeeded& needed) {
  RowTemplate result;
  Entries covered = 0;
  for (const ClassPart& part : parts) {
    RowPart shown{{}, {part.position}, 1};
    for (std::size_t item = 0; item < coloured && size(covered) < needed[parts.size() - 1]; ++item) {
      const Entries entry = Entries{1} << z1[item][z0[part.position]];
      if (colour[item] != part.colour || (covered & entry) != 0) continue;
      covered |= entry;
      shown.tables.push_back(item);
    }
    if (!shown.tables.empty()) result.push_back(std::move(shown));
  }
  return result;
}

bool row_template_fits(const RowTemplate& parts, const std::vector<int>& colour) {
  return std::all_of(parts.begin(), parts.end(), [&](const RowPart& part) {
    return std::all_of(part.tables.begin(), part.tables.end(), [&](std::size_t item) {
      return colour[item] != Colouring::none && colour[item] == colour[part.tables.front()];
    });
  });
}

}  // namespace

bool every_colouring_covers(const std::vector<FirstTable>& z1, const std::vector<std::uint32_t>& z0,
                            std::uint64_t colours, const EntriesNeeded& needed, StepLimit& limit,
                            std::vector<RowTemplate>* templates) {
  RowCover cover(z1, z0, needed, limit);
  Colouring colouring;
  colouring.groups.assign(z1.size(), 0);
  colouring.colours = colours;
  const ShownFor shown = [&](const Colouring& tried, std::size_t coloured) {
    if (limit.reached()) return true;
    if (templates != nullptr && std::any_of(templates->begin(), templates->end(), [&](const RowTemplate& parts) {
          return row_template_fits(parts, tried.colour);
        })) {
      return true;
    }
    const auto parts = cover.of(tried.colour, coloured);
    if (!parts) return limit.reached();  // then nothing is tried any more
    if (templates != nullptr) {
      templates->push_back(row_template_of(*parts, z1, z0, tried.colour, coloured, needed));
    }
    return true;
  };
  const std::uint64_t no_limit_of_nodes = std::numeric_limits<std::uint64_t>::max();
  return shown_for_every_colouring(colouring, shown, no_limit_of_nodes) && !limit.reached();
}

}  // namespace arcsat
