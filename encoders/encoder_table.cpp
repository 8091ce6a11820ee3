#include "encoders/encoder_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

extern const EncoderRow automatic_row;
extern const EncoderRow compact_row;
extern const EncoderRow direct_row;
extern const EncoderRow tables_row;
extern const EncoderRow pairs_row;
extern const EncoderRow smt_row;
extern const EncoderRow copies_row;
extern const EncoderRow sums_row;

namespace {

constexpr const EncoderRow* all_encoders[] = {&automatic_row, &compact_row, &direct_row, &tables_row,
                                              &pairs_row,     &smt_row,     &copies_row, &sums_row};

std::vector<const EncoderRow*> those_that(bool (*wanted)(const EncoderRow&)) {
  std::vector<const EncoderRow*> some;
  for (const EncoderRow* row : all_encoders) {
    if (wanted(*row)) some.push_back(row);
  }
  return some;
}

InputError for_decoders_alone(const EncoderRow& row, const Instance& instance) {
  const auto others = those_that([](const EncoderRow& one) { return one.make != nullptr || one.writes_script(); });
  return InputError(fmt::format("found the encoder {} with the model {}, expected {}", row.name,
                                name_of(instance.model()), names_of(others)));
}

void require_breakable(const EncoderRow& row, std::optional<Symmetry> symmetry) {
  if (!symmetry || *symmetry <= row.most.value_or(Symmetry::none)) return;
  if (!row.most) {
    throw InputError(
        fmt::format("found the symmetry \"{}\" with the encoder {}, expected none", to_string(*symmetry), row.name));
  }
  throw InputError(fmt::format("found the symmetry \"{}\" with the encoder {}, expected the encoder compact or tables",
                               to_string(*symmetry), row.name));
}

}  // namespace

std::span<const EncoderRow* const> encoders() { return all_encoders; }

std::vector<const EncoderRow*> encoders_of_families() {
  return those_that([](const EncoderRow& row) { return row.make_family != nullptr; });
}

const EncoderRow& encoder_named(std::string_view name) {
  for (const EncoderRow* row : all_encoders) {
    if (row->name == name) return *row;
  }
  throw InputError(fmt::format("found the encoder \"{}\", expected {}", name, names_of(all_encoders)));
}

const EncoderRow& automatic_encoder() { return automatic_row; }
const EncoderRow& script_encoder() { return smt_row; }

std::string names_of(std::span<const EncoderRow* const> some) {
  std::vector<std::string_view> names;
  for (const EncoderRow* row : some) names.push_back(row->name);
  const std::string_view last = names.back();
  names.pop_back();
  return names.empty() ? std::string(last) : fmt::format("{} or {}", fmt::join(names, ", "), last);
}

std::unique_ptr<CnfEncoder> make_encoder(const EncoderRow& row, std::shared_ptr<const Instance> instance,
                                         std::optional<Symmetry> symmetry) {
  if (!row.refutes()) {
    const auto some = those_that([](const EncoderRow& one) { return one.refutes(); });
    throw InputError(fmt::format("found the encoder \"{}\", expected {}", row.name, names_of(some)));
  }
  if (instance->inputs().size() > std::uint64_t{1} << row.most_inputs) {
    throw LimitReached(fmt::format("the instance has {} allowed inputs, the encoder {} takes at most 2^{}",
                                   instance->inputs().size(), row.name, row.most_inputs));
  }
  require_breakable(row, symmetry);
  if (row.make != nullptr) return row.make(std::move(instance), symmetry);
  const std::optional<DecoderInstance> decoder = as_decoder(instance);
  if (!decoder) throw for_decoders_alone(row, *instance);
  return row.make_for_decoder(*decoder, symmetry);
}

InstanceFormula instance_formula(const EncoderRow& row, const std::shared_ptr<const Instance>& instance,
                                 std::optional<Symmetry> symmetry, EncodingWatch& watch) {
  if (row.make_family == nullptr) return instance_formula(make_encoder(row, instance, symmetry), watch);
  require_breakable(row, symmetry);
  const std::optional<DecoderInstance> decoder = as_decoder(instance);
  if (!decoder) throw for_decoders_alone(row, *instance);
  return row.make_family(*decoder, watch);
}

}  // namespace arcsat
