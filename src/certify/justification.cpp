#include "certify/justification.hpp"

namespace arcsat::elaboration {

namespace {

std::uint64_t distance(ClauseRef ref, ClauseRef end) {
  return static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(ref);
}

ClauseRef at_distance(std::uint64_t distance, ClauseRef end) {
  return ClauseRef{static_cast<std::uint32_t>(static_cast<std::uint64_t>(end) - distance)};
}

}  // namespace

void JustificationLog::push(const Justification& justification, ClauseRef end) {
  for (auto resolvent = justification.resolvents.rbegin(); resolvent != justification.resolvents.rend(); ++resolvent) {
    push_hints(resolvent->hints, end);
    push_number(distance(resolvent->candidate, end));
  }
  if (justification.rat) push_number(justification.resolvents.size());
  push_hints(justification.hints, end);
  push_number(justification.rat ? 1 : 0);
}

void JustificationLog::pop(Justification& justification, ClauseRef end) {
  justification.clear();
  justification.rat = pop_number() == 1;
  pop_hints(justification.hints, end);
  if (!justification.rat) return;
  justification.resolvents.resize(static_cast<std::size_t>(pop_number()));
  for (auto& resolvent : justification.resolvents) {
    resolvent.candidate = at_distance(pop_number(), end);
    pop_hints(resolvent.hints, end);
  }
}

// Distances are small where locality is good, and then take two or three bytes.
void JustificationLog::push_hints(const std::vector<Hint>& hints, ClauseRef end) {
  for (auto hint = hints.rbegin(); hint != hints.rend(); ++hint) {
    push_number(2 * distance(hint->clause, end) + (hint->last_use ? 1 : 0));
  }
  push_number(hints.size());
}

void JustificationLog::pop_hints(std::vector<Hint>& hints, ClauseRef end) {
  for (std::uint64_t left = pop_number(); left > 0; --left) {
    const std::uint64_t number = pop_number();
    hints.push_back({at_distance(number / 2, end), number % 2 == 1});
  }
}

// Groups of seven bits, pushed from the highest so that the lowest is popped first; all but the highest carry a mark.
void JustificationLog::push_number(std::uint64_t number) {
  unsigned shift = 0;
  while (number >> shift >= 128) shift += 7;
  std::uint8_t mark = 0;
  for (unsigned left = shift + 7; left > 0; left -= 7) {
    push_byte(static_cast<std::uint8_t>((number >> (left - 7) & 127U) | mark));
    mark = 128;
  }
}

std::uint64_t JustificationLog::pop_number() {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const std::uint8_t byte = pop_byte();
    number |= static_cast<std::uint64_t>(byte & 127U) << shift;
    if (byte < 128) return number;
  }
}

void JustificationLog::push_byte(std::uint8_t byte) {
  if (used_ == block_bytes) {
    budget_.require_memory(static_cast<double>(bytes_elsewhere_ + bytes() + block_bytes), "the hints of the proof");
    blocks_.push_back(std::make_unique<Block>());
    used_ = 0;
  }
  (*blocks_.back())[used_++] = byte;
}

std::uint8_t JustificationLog::pop_byte() {
  const std::uint8_t byte = (*blocks_.back())[--used_];
  if (used_ == 0) {
    blocks_.pop_back();
    used_ = block_bytes;
  }
  return byte;
}

}  // namespace arcsat::elaboration
