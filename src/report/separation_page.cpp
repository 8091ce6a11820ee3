#include "report/separation_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "report/page.hpp"
#include "report/words.hpp"

namespace arcsat {

namespace {

Json side(const BundleContent& bundle, const std::string& id, const std::string& name, const std::string& page) {
  Json content = bundle.content;
  content["id"] = id;
  content["name"] = name;
  content["href"] = page;
  content["diagram"]["label"] = id;
  return content;
}

Json both_sizes(const Instance& impossible, const Instance& possible) {
  const std::vector<SizeRow> one = size_rows(impossible);
  const std::vector<SizeRow> other = size_rows(possible);
  Json rows = Json::array();
  for (std::size_t k = 0; k < std::min(one.size(), other.size()); ++k) {
    rows.push_back({{"name", one[k].name},
                    {"one", one[k].value},
                    {"other", other[k].value},
                    {"differs", one[k].chosen && one[k].value != other[k].value}});
  }
  return rows;
}

std::string advantage_in_words(Difference difference, const Instance& impossible, const Instance& possible) {
  switch (difference) {
    case Difference::epochs:
      return fmt::format("They differ in their epochs alone: {} against {}.", impossible.epochs(), possible.epochs());
    case Difference::model:
      return fmt::format("They differ in their model alone: {} against {}.", kind_in_words(impossible.model()),
                         kind_in_words(possible.model()));
    case Difference::thoughts:
      return fmt::format("They differ in their thoughts alone: {} against {}.", kind_in_words(impossible.model()),
                         kind_in_words(possible.model()));
  }
  throw InternalError("a difference without a name");
}

}  // namespace

std::string difference_in_words(Difference difference, const Instance& impossible, const Instance& possible) {
  std::string words = advantage_in_words(difference, impossible, possible);
  if (impossible.model().granularity != possible.model().granularity) {
    words += " What is possible is so even for tokens that hear sums, which can do less than whole functions.";
  }
  return words;
}

std::string separation_page(const std::string& directory, const Separation& separation, const BundleContent& impossible,
                            const std::string& impossible_page, const BundleContent& possible,
                            const std::string& possible_page) {
  Json content = {
      {"title", fmt::format("Separation by {}: {}, c = {}", to_string(separation.difference),
                            sizes_in_words(impossible.instance->task()), impossible.instance->model().bits_per_token)},
      {"path", directory},
      {"sentence", separation.sentence},
      {"difference", difference_in_words(separation.difference, *impossible.instance, *possible.instance)},
      {"both", both_sizes(*impossible.instance, *possible.instance)},
      {"up", false},
      {"is_index", false}};
  Json sides = Json::array();
  sides.push_back(side(impossible, "impossible", "Impossible", impossible_page));
  sides.push_back(side(possible, "possible", "Possible", possible_page));
  content["sides"] = std::move(sides);
  Json commands = Json::array();
  commands.push_back(command_row("Judge both sides again, without a solver", "arcsat check " + shell_word(directory)));
  content["commands"] = std::move(commands);
  return page_text("separation", std::move(content), {"protocol.css", "separation.css"});
}

}  // namespace arcsat
