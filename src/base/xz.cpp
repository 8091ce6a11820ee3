#include "base/xz.hpp"

#include <fmt/format.h>
#include <lzma.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::size_t chunk_bytes = 1 << 16;
constexpr std::uint64_t most_decoder_memory = std::uint64_t{256} << 20;

}  // namespace

struct XzStream {
  std::string path;
  std::FILE* file = nullptr;
  lzma_stream lzma = LZMA_STREAM_INIT;
  unsigned char chunk[chunk_bytes];

  XzStream(const std::string& where, const char* mode) : path(where), file(std::fopen(where.c_str(), mode)) {}
  XzStream(const XzStream&) = delete;
  XzStream& operator=(const XzStream&) = delete;
  ~XzStream() {
    lzma_end(&lzma);
    if (file != nullptr) std::fclose(file);
  }
};

struct XzWriter::State : XzStream {
  using XzStream::XzStream;
};

XzWriter::XzWriter(const std::string& path) : state_(std::make_unique<State>(path, "wb")) {
  if (state_->file == nullptr) throw Error(fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
  constexpr std::uint32_t preset = 1;  // proofs have tens of megabytes; 3 takes several times as long to save 3 %
  if (lzma_easy_encoder(&state_->lzma, preset, LZMA_CHECK_CRC64) != LZMA_OK) {
    throw Error(fmt::format("{}: the xz encoder could not be started", path));
  }
}

XzWriter::~XzWriter() = default;

void XzWriter::run(bool finishing) {
  lzma_stream& lzma = state_->lzma;
  while (true) {
    lzma.next_out = state_->chunk;
    lzma.avail_out = chunk_bytes;
    const lzma_ret result = lzma_code(&lzma, finishing ? LZMA_FINISH : LZMA_RUN);
    const std::size_t count = chunk_bytes - lzma.avail_out;
    if ((result != LZMA_OK && result != LZMA_STREAM_END) ||
        std::fwrite(state_->chunk, 1, count, state_->file) != count) {
      throw Error(fmt::format("{}: cannot be written: is the disk full?", state_->path));
    }
    if (result == LZMA_STREAM_END || (!finishing && lzma.avail_in == 0)) return;
  }
}

void XzWriter::write(std::string_view bytes) {
  if (bytes.empty()) return;
  state_->lzma.next_in = reinterpret_cast<const unsigned char*>(bytes.data());
  state_->lzma.avail_in = bytes.size();
  run(false);
}

void XzWriter::finish() {
  run(true);
  std::FILE* file = state_->file;
  state_->file = nullptr;
  const bool flushed = std::fflush(file) == 0;
  if (std::fclose(file) != 0 || !flushed) {
    throw Error(fmt::format("{}: cannot be written: {}", state_->path, std::strerror(errno)));
  }
}

struct XzReader::State : XzStream {
  using XzStream::XzStream;
  std::uint64_t most_bytes = 0;
  std::uint64_t given = 0;
  bool input_ended = false;
  bool ended = false;
};

XzReader::XzReader(const std::string& path, std::uint64_t most_bytes) : state_(std::make_unique<State>(path, "rb")) {
  if (state_->file == nullptr) throw CheckFailed(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
  state_->most_bytes = most_bytes;
  if (lzma_stream_decoder(&state_->lzma, most_decoder_memory, 0) != LZMA_OK) {
    throw Error(fmt::format("{}: the xz decoder could not be started", path));
  }
}

XzReader::~XzReader() = default;

std::size_t XzReader::read(char* bytes, std::size_t capacity) {
  if (state_->ended || capacity == 0) return 0;
  lzma_stream& lzma = state_->lzma;
  lzma.next_out = reinterpret_cast<unsigned char*>(bytes);
  lzma.avail_out = capacity;
  while (lzma.avail_out == capacity) {
    if (lzma.avail_in == 0 && !state_->input_ended) {
      lzma.next_in = state_->chunk;
      lzma.avail_in = std::fread(state_->chunk, 1, chunk_bytes, state_->file);
      state_->input_ended = lzma.avail_in == 0;
      if (std::ferror(state_->file) != 0) throw CheckFailed(fmt::format("{}: cannot be read", state_->path));
    }
    const lzma_ret result = lzma_code(&lzma, state_->input_ended ? LZMA_FINISH : LZMA_RUN);
    if (result == LZMA_STREAM_END) {
      if (lzma.avail_in != 0 || std::fgetc(state_->file) != EOF) {
        throw CheckFailed(fmt::format("{}: bytes follow the end of the xz stream", state_->path));
      }
      state_->ended = true;
      break;
    }
    if (result == LZMA_BUF_ERROR) throw CheckFailed(fmt::format("{}: the xz stream is truncated", state_->path));
    if (result == LZMA_FORMAT_ERROR) throw CheckFailed(fmt::format("{}: is not an xz file", state_->path));
    if (result != LZMA_OK) throw CheckFailed(fmt::format("{}: the xz stream is damaged", state_->path));
  }
  const std::size_t count = capacity - lzma.avail_out;
  state_->given += count;
  if (state_->given > state_->most_bytes) {
    throw CheckFailed(fmt::format("{}: more than {} bytes once uncompressed", state_->path, state_->most_bytes));
  }
  return count;
}

}  // namespace arcsat
