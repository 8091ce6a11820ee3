#include "protocol/protocol.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

void Transcript::set_term(std::size_t number, const Slot& slot, std::size_t term, std::uint32_t value) {
  if (!slot.is_sum()) {
    values[number] = value;
    return;
  }
  std::uint32_t& was = terms[slot.first_term + term];
  values[number] ^= was ^ value;
  was = value;
}

Protocol::Protocol(std::shared_ptr<const Instance> instance)
    : instance_(std::move(instance)), output_(instance_->scheme().entries(instance_->scheme().answer())) {
  const Scheme& scheme = instance_->scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (const View& term : slot.terms) terms_.emplace_back(scheme.entries(term) + scheme.entries(slot.to));
  }
}

ProtocolBuilder::ProtocolBuilder(std::shared_ptr<const Instance> instance)
    : protocol_(std::move(instance)), projections_(protocol_.instance().inputs(), protocol_.instance().scheme()) {
  const Scheme& scheme = protocol_.instance().scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      // What the receiver knows at last depends on all that a slot depends on; that tells more runs apart than need be.
      recorded_.push_back(slot.is_sum() ? &projections_.of(slot, term)
                                        : &projections_.of(scheme.last_view(slot.to.holder)));
    }
  }
}

void ProtocolBuilder::record(std::uint64_t k, const Transcript& transcript) {
  const Instance& instance = protocol_.instance();
  const Scheme& scheme = instance.scheme();
  const Input input = instance.inputs().input(k);
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      const Projection& recorded = *recorded_[slot.first_term + term];
      if (recorded.first(recorded.of(k)) != k) continue;
      key_.clear();
      append_views(scheme, slot, term, input, transcript.values, key_);
      protocol_.slot(number, term).add(key_, transcript.term(number, slot, term));
    }
  }
  key_.clear();
  append_view(scheme, scheme.answer(), input, transcript.values, key_);
  protocol_.output().add(key_, transcript.answer);
}

Protocol ProtocolBuilder::finish() {
  const Scheme& scheme = protocol_.instance().scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      if (protocol_.slot(number, term).sort() == LookupTable::Sorted::contradiction) {
        throw CheckFailed(
            fmt::format("two runs with equal views differ in {}{}", words_of_term(scheme, slot, term), words_of(slot)));
      }
    }
  }
  if (protocol_.output().sort() == LookupTable::Sorted::contradiction) {
    throw CheckFailed("two runs with equal final views need different answers");
  }
  return std::move(protocol_);
}

}  // namespace arcsat
