#include "evidence/closed_form_words.hpp"

#include <fmt/format.h>

#include "certify/closed_form_file.hpp"
#include "evidence/bundle.hpp"
#include "evidence/closed_form_witness.hpp"

namespace arcsat {

namespace {

/// "i_2", "w_1", "i_2 as a table over i_1 and w_1".
std::string quantity_in_words(const Task& task, const Quantity& written) {
  if (written.kind == Quantity::Kind::query) return fmt::format("w_{}", written.number);
  const Quantity quantity = plain(task, written);
  std::vector<std::string> over;
  if (quantity.start) over.push_back(fmt::format("i_{}", *quantity.start));
  for (const Player query : quantity.queries) over.push_back(fmt::format("w_{}", query));
  const std::string name = quantity.number == 0 ? "z_0" : fmt::format("i_{}", quantity.number);
  return over.empty() ? name : fmt::format("{} as a table over {}", name, fmt::join(over, " and "));
}

std::string span_in_words(std::uint64_t first, std::uint64_t bits) {
  return bits == 1 ? fmt::format("bit {}", first) : fmt::format("bits {} to {}", first, first + bits - 1);
}

std::string item_in_words(const Task& task, const Item& item) {
  const std::string quantity = quantity_in_words(task, item.quantity);
  const bool all = item.first == 0 && item.end >= bits_of(task, item.quantity);
  return all ? quantity : fmt::format("{} of {}", span_in_words(item.first, item.end - item.first), quantity);
}

std::string term_in_words(const Task& task, const Term& term) {
  std::vector<std::string> items;
  for (const Item& item : term.items) items.push_back(item_in_words(task, item));
  const std::string number = fmt::format("{}", fmt::join(items, " together with "));
  const bool all = term.first == 0 && term.bits >= bits_of(task, term.items);
  return all ? number : fmt::format("{} of {}", span_in_words(term.first, term.bits), number);
}

}  // namespace

std::map<std::size_t, std::string> closed_form_in_words(const Bundle& bundle) {
  std::map<std::size_t, std::string> slots;
  if (bundle.certificate().kind != &ClosedFormWitness::kind) return slots;
  const std::string& file = ClosedFormWitness::kind.files.front();
  const ClosedForm form = parse_closed_form(bundle.read(file), bundle.path(file));
  for (const auto& [number, terms] : form.slots) {
    std::vector<std::string> words;
    for (const Term& term : terms) words.push_back(term_in_words(form.instance->task(), term));
    if (!words.empty()) slots.emplace(number, fmt::format("{}", fmt::join(words, "; then ")));
  }
  return slots;
}

}  // namespace arcsat
