// The same search on several threads, each with a seed of its own, until one finds something.
#pragma once

#include <atomic>
#include <exception>
#include <optional>
#include <thread>
#include <vector>

namespace arcsat {

/// What search(number, stop) returned on some thread, the first of those numbers below `threads` that found something;
/// `stop` turns true as soon as one has. What a search throws is thrown if none finds anything.
template <typename Search>
auto first_of_threads(unsigned threads, const Search& search) {
  std::atomic<bool> stop = false;
  std::vector<decltype(search(0U, stop))> found(threads);
  std::vector<std::exception_ptr> thrown(threads);
  const auto run = [&](unsigned number) {
    try {
      found[number] = search(number, stop);
      if (found[number]) stop = true;
    } catch (...) {
      thrown[number] = std::current_exception();
      stop = true;
    }
  };
  std::vector<std::thread> others;
  for (unsigned number = 1; number < threads; ++number) others.emplace_back(run, number);
  run(0);
  for (std::thread& other : others) other.join();
  for (auto& one : found) {
    if (one) return std::move(one);
  }
  for (const std::exception_ptr& one : thrown) {
    if (one) std::rethrow_exception(one);
  }
  return decltype(search(0U, stop))(std::nullopt);
}

}  // namespace arcsat
