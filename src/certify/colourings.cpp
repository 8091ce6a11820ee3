#include "certify/colourings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"

namespace arcsat {

namespace {

class ColouringTrial {
 public:
  ColouringTrial(Colouring& colouring, const ShownFor& shown, std::uint64_t most)
      : colouring_(colouring), shown_(shown), most_(most) {
    colouring_.colour.assign(colouring_.groups.size(), Colouring::none);
  }

  bool from(std::size_t item) {
    if (++nodes_ > most_) {
      throw LimitReached(fmt::format("found more than {} partial colourings to try, expected fewer", most_));
    }
    if (shown_(colouring_, item)) return true;
    if (item == colouring_.groups.size()) return false;
    // A colour that its group has not used yet stands for all such colours.
    std::uint64_t& used = used_[colouring_.groups[item]];
    const std::uint64_t before = used;
    for (std::uint64_t colour = 0; colour < std::min(before + 1, colouring_.colours); ++colour) {
      colouring_.colour[item] = static_cast<int>(colour);
      used = std::max(before, colour + 1);
      if (!from(item + 1)) return false;
    }
    used = before;
    colouring_.colour[item] = Colouring::none;
    return true;
  }

 private:
  Colouring& colouring_;
  const ShownFor& shown_;
  std::uint64_t most_;
  std::uint64_t nodes_ = 0;
  std::map<std::size_t, std::uint64_t> used_;
};

}  // namespace

bool shown_for_every_colouring(Colouring& colouring, const ShownFor& shown, std::uint64_t most_nodes) {
  return ColouringTrial(colouring, shown, most_nodes).from(0);
}

}  // namespace arcsat
