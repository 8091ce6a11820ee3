#include "cli/other_solver.hpp"

#include <fmt/format.h>

#include <charconv>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/xz.hpp"
#include "certify/lrat_reader.hpp"
#include "certify/mapped_file.hpp"

namespace arcsat::cli {

namespace {

/// The words of one line.
std::vector<std::string_view> words_of_line(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t next = 0; next < line.size();) {
    const std::size_t begin = line.find_first_not_of(" \t\r", next);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    next = end;
  }
  return words;
}

class ModelReader {
 public:
  ModelReader(const std::string& file, std::int32_t variables)
      : file_(file), variables_(variables), given_(static_cast<std::size_t>(variables) + 1, 0) {
    assignment_.values.assign(given_.size(), false);
  }

  void read_line(std::string_view text) {
    ++line_;
    std::vector<std::string_view> words = words_of_line(text);
    if (words.empty() || words.front().front() == 'c') return;
    if (words.front() == "s" || words.front() == "SAT" || words.front() == "UNSAT" || words.front() == "INDET") {
      read_answer(words.front() == "s" ? text.substr(text.find('s') + 1) : text);
      return;
    }
    if (words.front() == "v") words.erase(words.begin());
    for (const std::string_view word : words) read_literal(word);
  }

  std::optional<Assignment> finish() {
    if (unknown_) {
      if (any_) fail("a model of what the solver left undecided", "none");
      return std::nullopt;
    }
    if (!ended_) fail("the end of the file", "a 0 behind the last literal of the model");
    return std::move(assignment_);
  }

 private:
  [[noreturn]] void fail(const std::string& found, const std::string& expected) const {
    throw InputError(fmt::format("{}:{}: found {}, expected {}", file_, line_, found, expected));
  }

  void read_answer(std::string_view text) {
    const std::vector<std::string_view> words = words_of_line(text);
    const std::string answer(words.empty() ? "" : words.front());
    if (answered_) fail("a second answer", "one");
    answered_ = true;
    if (answer == "UNKNOWN" || answer == "INDETERMINATE" || answer == "INDET") {
      unknown_ = true;
    } else if (answer != "SATISFIABLE" && answer != "SAT") {
      fail("the answer " + in_quotes(answer),
           "SATISFIABLE, with a model (for UNSATISFIABLE give the proof with --proof)");
    }
  }

  void read_literal(std::string_view word) {
    std::int64_t number = 0;
    const auto [after, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || after != word.data() + word.size())
      fail(in_quotes(std::string(word)), "a literal or 0");
    if (ended_) fail(in_quotes(std::string(word)), "nothing behind the 0 that ends the model");
    if (number == 0) {
      ended_ = true;
      return;
    }
    if (number > variables_ || number < -std::int64_t{variables_}) {
      fail(fmt::format("the literal {}", number), fmt::format("a variable of the formula, 1 to {}", variables_));
    }
    any_ = true;
    const auto variable = static_cast<std::size_t>(number < 0 ? -number : number);
    const signed char sign = number < 0 ? -1 : 1;
    if (given_[variable] == -sign) fail(fmt::format("both {} and {}", -number, number), "one of the two");
    given_[variable] = sign;
    assignment_.values[variable] = sign > 0;
  }

  const std::string& file_;
  std::int32_t variables_;
  std::size_t line_ = 0;
  bool answered_ = false;
  bool unknown_ = false;
  bool any_ = false;
  bool ended_ = false;
  std::vector<signed char> given_;
  Assignment assignment_;
};

/// Calls `take` for each line.
template <typename Take>
void for_each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void append_literal(std::string& out, std::int32_t literal) {
  std::uint64_t number = literal < 0 ? 2 * static_cast<std::uint64_t>(-std::int64_t{literal}) + 1
                                     : 2 * static_cast<std::uint64_t>(literal);
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>((number & 0x7f) | 0x80));
  out.push_back(static_cast<char>(number));
}

}  // namespace

std::optional<Assignment> read_model(std::string_view text, const std::string& file, std::int32_t variables) {
  ModelReader reader(file, variables);
  for_each_line(text, [&](std::string_view line) { reader.read_line(line); });
  return reader.finish();
}

std::string unpacked(const std::string& path, const std::filesystem::path& directory) {
  constexpr std::string_view magic(
      "\xfd"
      "7zXZ\0",
      6);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return path;
  if (!MappedFile(path).bytes().starts_with(magic)) return path;
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 36;
  const std::string plain = directory / "unpacked";
  FileWriter writer(plain);
  try {
    XzReader reader(path, most_bytes);
    std::vector<char> block(std::size_t{1} << 20);
    while (const std::size_t count = reader.read(block.data(), block.size())) {
      if (std::fwrite(block.data(), 1, count, writer.stream()) != count) break;  // commit says why
    }
  } catch (const CheckFailed& error) {
    std::string_view why = error.what();
    if (why.starts_with(path + ": ")) why.remove_prefix(path.size() + 2);
    throw InputError(fmt::format("{}: found an xz file that is broken ({}), expected a whole one", path, why));
  }
  writer.commit();
  return plain;
}

OtherProof kind_of_proof(std::string_view bytes) {
  // A proof in binary form has no lines; its format is told by the reader of proofs.
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    if (line.find('\0') != std::string_view::npos) return OtherProof::drat;
    const std::vector<std::string_view> words = words_of_line(line);
    if (!words.empty() && words.front() != "c") {
      const auto zeros = std::count(words.begin(), words.end(), std::string_view("0"));
      return zeros == 2 || (words.size() > 1 && words[1] == "d") ? OtherProof::lrat : OtherProof::drat;
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return OtherProof::drat;
}

std::string drat_of_lrat(const Formula& formula, std::string_view bytes, const std::string& file) {
  std::string drat;
  // Where the literals of a lemma stand in `drat`, by its number.
  std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> lemmas;
  const ByteSource source = source_of(bytes);
  LratReader reader(source, file);
  LratStep step;
  while (reader.next(step)) {
    if (!step.deletion) {
      drat.push_back('a');
      const std::size_t begin = drat.size();
      for (const std::int32_t literal : step.literals) append_literal(drat, literal);
      lemmas[step.id] = {begin, drat.size() - begin};
      drat.push_back('\0');
      continue;
    }
    for (const std::int64_t id : step.hints) {
      drat.push_back('d');
      if (id <= formula.clauses()) {
        for (const Lit literal : formula.clause(id - 1)) append_literal(drat, literal.dimacs());
      } else if (const auto found = lemmas.find(id); found != lemmas.end()) {
        drat.append(std::string(drat, found->second.first, found->second.second));
      } else {
        reader.fail(fmt::format("deletes the clause {}, which is not there", id));
      }
      drat.push_back('\0');
    }
  }
  return drat;
}

}  // namespace arcsat::cli
