#include "certify/lrat_writer.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

}  // namespace

void LratWriter::add(std::int64_t id, std::span<const Lit> literals, std::span<const std::int64_t> hints) {
  if (format_ == LratFormat::binary) buffer_.push_back('a');
  put(id);
  for (const Lit lit : literals) put(lit.dimacs());
  put(0);
  for (const std::int64_t hint : hints) put(hint);
  put_end();
}

void LratWriter::remove(std::int64_t last_id, std::span<const std::int64_t> ids) {
  if (format_ == LratFormat::binary) {
    buffer_.push_back('d');
  } else {
    put(last_id);
    buffer_.push_back('d');
    buffer_.push_back(' ');
  }
  for (const std::int64_t id : ids) put(id);
  put_end();
}

void LratWriter::finish() {
  flush();
  if (std::fflush(file_) != 0) throw Error("the LRAT proof could not be written: is the disk full?");
}

void LratWriter::put(std::int64_t number) {
  if (format_ == LratFormat::text) {
    const fmt::format_int digits(number);
    buffer_.insert(buffer_.end(), digits.data(), digits.data() + digits.size());
    buffer_.push_back(' ');
    return;
  }
  std::uint64_t code =
      number < 0 ? 2 * static_cast<std::uint64_t>(-number) + 1 : 2 * static_cast<std::uint64_t>(number);
  for (; code > 127; code >>= 7) buffer_.push_back(static_cast<char>(code % 128 + 128));
  buffer_.push_back(static_cast<char>(code));
}

void LratWriter::put_end() {
  if (format_ == LratFormat::text) {
    buffer_.push_back('0');
    buffer_.push_back('\n');
  } else {
    put(0);
  }
  if (buffer_.size() >= buffer_bytes) flush();
}

void LratWriter::flush() {
  if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) {
    throw Error("the LRAT proof could not be written: is the disk full?");
  }
  buffer_.clear();
}

}  // namespace arcsat
