// The table of encoders: all that the rest of the program knows of each.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "encoders/encoder.hpp"
#include "encoders/instance_formula.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// A row of the table. It stands at the end of the encoder's file; encoder_table.cpp lists them. Of the three functions
/// one at most is given; none for an encoder that writes a script, not a formula.
struct EncoderRow {
  std::string_view name;
  /// For help texts.
  std::string_view summary = {};
  /// Whether it stands for another encoder, which it chooses. No certificate names it.
  bool chooses = false;
  /// The most that it can break; none if there is nothing to break.
  std::optional<Symmetry> most = Symmetry::labels;
  /// It takes at most 2^most_inputs allowed inputs, each of which is a clause at least.
  unsigned most_inputs = 26;
  /// An encoder whose formula is satisfiable if and only if a protocol solves the instance, breaking that or, without a
  /// symmetry, the most that it can.
  std::unique_ptr<CnfEncoder> (*make)(std::shared_ptr<const Instance>, std::optional<Symmetry>) = nullptr;
  /// The same for decoders alone.
  std::unique_ptr<CnfEncoder> (*make_for_decoder)(const DecoderInstance&, std::optional<Symmetry>) = nullptr;
  /// The formula of a family of protocols of decoders: unsatisfiability says nothing of other protocols.
  InstanceFormula (*make_family)(const DecoderInstance&, EncodingWatch&) = nullptr;
  /// What the family is called.
  std::string_view family = {};

  bool refutes() const { return make != nullptr || make_for_decoder != nullptr; }
  bool writes_script() const { return !refutes() && make_family == nullptr; }
};

/// All encoders; the first is the one that is taken unless the user says otherwise.
std::span<const EncoderRow* const> encoders();
/// Those that look for protocols of a family.
std::vector<const EncoderRow*> encoders_of_families();
/// Throws InputError for a name that is in no row.
const EncoderRow& encoder_named(std::string_view name);
const EncoderRow& automatic_encoder();
/// The encoder that writes scripts.
const EncoderRow& script_encoder();

/// "auto, compact or direct"
std::string names_of(std::span<const EncoderRow* const> some);

/// The encoder of a row that refutes. Throws InputError for another model than its own and for a symmetry that it
/// cannot break, LimitReached for an instance with more inputs than it takes.
std::unique_ptr<CnfEncoder> make_encoder(const EncoderRow& row, std::shared_ptr<const Instance> instance,
                                         std::optional<Symmetry> symmetry);

/// The formula of a row that writes one. Throws what make_encoder and the encoder throw.
InstanceFormula instance_formula(const EncoderRow& row, const std::shared_ptr<const Instance>& instance,
                                 std::optional<Symmetry> symmetry, EncodingWatch& watch);

}  // namespace arcsat
