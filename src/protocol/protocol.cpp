#include "protocol/protocol.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

Protocol::Protocol(std::shared_ptr<const Instance> instance)
    : instance_(std::move(instance)), output_(instance_->scheme().entries(instance_->scheme().answer())) {
  const Scheme& scheme = instance_->scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    slots_.emplace_back(scheme.entries(slot.from) + scheme.entries(slot.to));
  }
}

ProtocolBuilder::ProtocolBuilder(std::shared_ptr<const Instance> instance)
    : protocol_(std::move(instance)), projections_(protocol_.instance().inputs(), protocol_.instance().scheme()) {
  const Scheme& scheme = protocol_.instance().scheme();
  // What the receiver knows at last depends on all that the slot depends on.
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    recorded_.push_back(&projections_.of(scheme.last_view(scheme.slot(number).receiver())));
  }
}

void ProtocolBuilder::record(std::uint64_t k, const Transcript& transcript) {
  const Instance& instance = protocol_.instance();
  const Scheme& scheme = instance.scheme();
  const Input input = instance.inputs().input(k);
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (recorded_[number]->first(recorded_[number]->of(k)) != k) continue;
    const Slot& slot = scheme.slot(number);
    key_.clear();
    append_views(scheme, slot, input, transcript.values, key_);
    protocol_.slot(number).add(key_, transcript.values[number]);
  }
  key_.clear();
  append_view(scheme, scheme.answer(), input, transcript.values, key_);
  protocol_.output().add(key_, transcript.answer);
}

Protocol ProtocolBuilder::finish() {
  const Scheme& scheme = protocol_.instance().scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (protocol_.slot(number).sort() == LookupTable::Sorted::contradiction) {
      throw CheckFailed(fmt::format("two runs with equal views differ in {}", words_of(scheme.slot(number))));
    }
  }
  if (protocol_.output().sort() == LookupTable::Sorted::contradiction) {
    throw CheckFailed("two runs with equal final views need different answers");
  }
  return std::move(protocol_);
}

}  // namespace arcsat
