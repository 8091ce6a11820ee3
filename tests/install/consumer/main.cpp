// What a user of the installed library writes: one bit per token is too few for L = 1, m = 2 in one epoch, two suffice.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include <arcsat/certify/witness.hpp>
#include <arcsat/cnf/formula.hpp>
#include <arcsat/encoders/encoder.hpp>
#include <arcsat/protocol/instance.hpp>
#include <arcsat/run/decide.hpp>
#include <arcsat/solve/engines.hpp>

namespace {

bool found(arcsat::Verdict expected, std::uint32_t bits_per_token) {
  const arcsat::Task task = arcsat::Task::paper_shape(2, {});
  const arcsat::Model model{1, bits_per_token, {}};
  const arcsat::Decision decision =
      arcsat::decide(std::make_shared<const arcsat::Instance>("", task, arcsat::Restriction{}, model), {});
  std::printf("%s\n", decision.statement.c_str());
  return decision.verdict == expected;
}

}  // namespace

int main() {
  const bool right = found(arcsat::Verdict::unrealizable, 1) && found(arcsat::Verdict::realizable, 2);
  return right ? 0 : 1;
}
