// Half of all mutations work on words and lines: of formulas and proofs, which are lists of numbers, mere changes of
// bytes seldom leave anything that is one.
#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "input.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t most_bytes);

namespace {

using Random = std::minstd_rand;

struct Span {
  std::size_t begin;
  std::size_t size;
};

std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

/// The words that consist of letters, digits, minus and underscore.
std::vector<Span> words_of(std::string_view text) {
  const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; };
  std::vector<Span> words;
  for (auto at = text.begin(); at != text.end();) {
    at = std::find_if(at, text.end(), in_word);
    const auto end = std::find_if_not(at, text.end(), in_word);
    if (at != end) words.push_back({static_cast<std::size_t>(at - text.begin()), static_cast<std::size_t>(end - at)});
    at = end;
  }
  return words;
}

/// The lines, their newlines included.
std::vector<Span> lines_of(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t at = 0; at < text.size(); at += lines.back().size) {
    lines.push_back({at, std::min(text.find('\n', at), text.size() - 1) + 1 - at});
  }
  return lines;
}

std::string changed_number(std::string_view word, Random& random) {
  const bool negative = word.starts_with('-');
  const std::string_view digits = word.substr(negative ? 1 : 0);
  const bool number = !digits.empty() && digits.size() < 10 && digits.find_first_not_of("0123456789") == word.npos;
  const long value = number ? std::stol(std::string(word)) : 0;
  switch (below(random, 4)) {
    case 0:
      return std::to_string(-value);
    case 1:
      return std::to_string(value + 1);
    case 2:
      return std::to_string(value - 1);
    default:
      return std::to_string(below(random, 10));
  }
}

void mutate(std::string& text, Random& random) {
  const std::vector<Span> words = words_of(text);
  const std::vector<Span> lines = lines_of(text);
  if (words.empty()) return;
  const Span word = words[below(random, words.size())];
  const Span other_word = words[below(random, words.size())];
  const Span line = lines[below(random, lines.size())];
  const Span other_line = lines[below(random, lines.size())];
  switch (below(random, 6)) {
    case 0:
      text.replace(word.begin, word.size, text.substr(other_word.begin, other_word.size));
      return;
    case 1:
      text.insert(word.begin, text.substr(other_word.begin, other_word.size) + ' ');
      return;
    case 2:
      text.erase(word.begin, word.size + 1);  // with what separates it from the next one
      return;
    case 3:
      text.erase(line.begin, line.size);
      return;
    case 4:
      text.insert(line.begin, text.substr(other_line.begin, other_line.size));
      return;
    default:
      text.replace(word.begin, word.size, changed_number(text.substr(word.begin, word.size), random));
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t most_bytes,
                                               unsigned seed) {
  Random random(seed);
  if (random() % 2 == 0) return LLVMFuzzerMutate(bytes, size, most_bytes);
  std::string text(arcsat::fuzz::text_of(bytes, size));
  for (auto changes = 1 + below(random, 4); changes > 0; --changes) mutate(text, random);
  if (text == arcsat::fuzz::text_of(bytes, size) || text.size() > most_bytes) {
    return LLVMFuzzerMutate(bytes, size, most_bytes);
  }
  std::copy(text.begin(), text.end(), bytes);
  return text.size();
}
