#include "certify/one_step.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "certify/plain_decoder.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_bits_of_a_step = std::uint64_t{1} << 20;

}  // namespace

OneStep one_step_of(const Instance& instance) {
  require_plain_decoder(instance);
  const Task& task = instance.task();
  if (task.length() != 1) throw CheckFailed(fmt::format("found L = {}, expected one step", task.length()));
  const Model& model = instance.model();
  return {task.m(), task.q()[0], model.bits_per_token, static_cast<std::uint32_t>(model.epochs)};
}

Integer power_of_c(const OneStep& sizes, std::uint64_t exponent) {
  if (sizes.c != 0 && exponent > most_bits_of_a_step / sizes.c) {
    throw Unsupported(fmt::format("found the number 2^({}·{}), expected at most 2^20 bits", sizes.c, exponent));
  }
  return Integer(1) << (sizes.c * exponent);
}

Integer reach(const OneStep& sizes) { return power_of_c(sizes, sizes.rounds()); }

Integer leaves(const OneStep& sizes) { return power_of_c(sizes, std::uint64_t{2} * sizes.rounds()); }

}  // namespace arcsat
