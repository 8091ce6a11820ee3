#include "certify/clrat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/error.hpp"

namespace arcsat {

namespace {

// ACL2's checker reads no more than 55 bits of a number and would take a larger one for another, without a word.
constexpr std::int64_t id_limit = std::int64_t{1} << 50;

class ClratWriter {
 public:
  ClratWriter(LratReader& reader, std::FILE* out) : reader_(reader), out_(out) {}

  void write(LratStep& step) {
    // A deletion of nothing has no binary form: ACL2 would take its zero for the end of the line.
    if (step.deletion && step.hints.empty()) return;
    bytes_.push_back(step.deletion ? 'd' : 'a');
    if (!step.deletion) {
      put(step.id);
      sort(step);
      for (const std::int32_t lit : step.literals) put(lit);
      bytes_.push_back('\0');
    }
    for (const std::int64_t hint : step.hints) put(hint);
    bytes_.push_back('\0');
    if (bytes_.size() > (1 << 20)) flush();
  }

  void flush() {
    if (std::fwrite(bytes_.data(), 1, bytes_.size(), out_) != bytes_.size() || std::fflush(out_) != 0) {
      throw Error("the binary proof could not be written: is the disk full?");
    }
    written_ += bytes_.size();
    bytes_.clear();
  }

  std::uint64_t written() const { return written_; }

 private:
  void put(std::int64_t number) {
    if (number >= id_limit || number <= -id_limit) {
      throw Unsupported(fmt::format("the proof has a clause id of {}, expected less than 2^50", number));
    }
    auto rest = 2 * static_cast<std::uint64_t>(std::abs(number)) + (number < 0 ? 1 : 0);
    for (; rest > 127; rest >>= 7) bytes_.push_back(static_cast<char>(rest | 128));
    bytes_.push_back(static_cast<char>(rest));
  }

  void sort(LratStep& step) {
    if (step.literals.empty()) return;
    const auto by_variable = [](std::int32_t a, std::int32_t b) { return std::abs(a) < std::abs(b); };
    const auto rest = step.literals.begin() + 1;
    std::sort(rest, step.literals.end(), by_variable);
    for (auto lit = rest; lit != step.literals.end(); ++lit) {
      if (std::abs(*lit) == std::abs(step.literals.front()) || std::abs(*lit) == std::abs(*(lit - 1))) {
        reader_.fail(fmt::format("step {}: two literals of variable {}", step.id, std::abs(*lit)));
      }
    }
  }

  LratReader& reader_;
  std::FILE* out_;
  std::string bytes_;
  std::uint64_t written_ = 0;
};

}  // namespace

std::uint64_t write_clrat(const ByteSource& lrat, const std::string& file_name, std::FILE* out, const Budget& budget) {
  LratReader reader(lrat, file_name);
  ClratWriter writer(reader, out);
  LratStep step;
  for (std::uint64_t steps = 1; reader.next(step); ++steps) {
    writer.write(step);
    if (steps % 4096 == 0) budget.check();
  }
  writer.flush();
  return writer.written();
}

}  // namespace arcsat
