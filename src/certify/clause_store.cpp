#include "certify/clause_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "base/error.hpp"

namespace arcsat::elaboration {

namespace {

constexpr std::uint64_t max_units = std::uint64_t{1} << 31;

std::uint32_t units_of(std::size_t literals) { return static_cast<std::uint32_t>(1 + (literals + 1) / 2); }

}  // namespace

ClauseRef ClauseStore::add(std::span<const Lit> literals, bool tautology, std::uint32_t tag) {
  if (literals.size() > Clause::max_size) {
    throw Unsupported(fmt::format("a clause of {} literals, expected at most {}", literals.size(), Clause::max_size));
  }
  const ClauseRef ref{used_};
  const std::uint64_t used = std::uint64_t{used_} + units_of(literals.size());
  if (used > capacity_) grow(used);
  Clause& clause = *new (address(ref)) Clause;
  clause.size_and_flags_ = static_cast<std::uint32_t>(literals.size()) << 4;
  clause.tag = tag;
  clause.set_flag(Clause::tautology_bit, tautology);
  std::copy(literals.begin(), literals.end(), clause.literals().begin());
  used_ = static_cast<std::uint32_t>(used);
  return ref;
}

ClauseRef ClauseStore::after(ClauseRef ref) const {
  return ClauseRef{static_cast<std::uint32_t>(ref) + units_of((*this)[ref].size())};
}

void ClauseStore::grow(std::uint64_t units) {
  if (units >= max_units) throw Unsupported("a proof of more than 16 GiB of clauses, expected at most 16 GiB");
  constexpr std::uint64_t least = std::uint64_t{1} << 16;
  const std::uint64_t wanted = std::min(std::max(units + units / 4, least), max_units - 1);
  const std::size_t bytes = static_cast<std::size_t>(wanted) * unit_bytes;
  budget_.require_memory(static_cast<double>(bytes), "the clauses of the proof");
  void* const block = std::realloc(block_.get(), bytes);
  if (block == nullptr) throw std::bad_alloc();
  static_cast<void>(block_.release());  // realloc has freed or moved it
  block_.reset(static_cast<std::byte*>(block));
  capacity_ = static_cast<std::uint32_t>(wanted);
}

}  // namespace arcsat::elaboration
