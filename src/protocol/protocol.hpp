// A protocol: for every term of a slot a table from its two views to its value, and one from the answering view to the answer.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "protocol/instance.hpp"
#include "protocol/lookup_table.hpp"
#include "protocol/projection.hpp"

namespace arcsat {

/// The values of all slots in one run, by number (see Scheme), and the answer. Slots without bits, or that nobody needs,
/// have the value 0.
struct Transcript {
  std::vector<std::uint32_t> values;
  std::uint32_t answer = 0;
  /// By number (Slot::first_term), the terms of slots that are sums; empty in a scheme without sums.
  std::vector<std::uint32_t> terms = {};

  std::uint32_t term(std::size_t number, const Slot& slot, std::size_t term) const {
    return slot.is_sum() ? terms[slot.first_term + term] : values[number];
  }
  /// Sets a term, and with it the slot.
  void set_term(std::size_t number, const Slot& slot, std::size_t term, std::uint32_t value);
};

class Protocol {
 public:
  /// A protocol without rows.
  explicit Protocol(std::shared_ptr<const Instance> instance);

  const Instance& instance() const { return *instance_; }
  const std::shared_ptr<const Instance>& shared_instance() const { return instance_; }

  /// Rows of a term of slot number k: sender's view, receiver's view → value.
  const LookupTable& slot(std::size_t number, std::size_t term = 0) const { return terms_[first_term(number) + term]; }
  LookupTable& slot(std::size_t number, std::size_t term = 0) { return terms_[first_term(number) + term]; }
  /// Rows of the output: the answering view → answer.
  const LookupTable& output() const { return output_; }
  LookupTable& output() { return output_; }

 private:
  std::size_t first_term(std::size_t number) const { return instance_->scheme().slot(number).first_term; }

  std::shared_ptr<const Instance> instance_;
  std::vector<LookupTable> terms_;
  LookupTable output_;
};

/// Makes a protocol out of the runs on the allowed inputs.
class ProtocolBuilder {
 public:
  explicit ProtocolBuilder(std::shared_ptr<const Instance> instance);

  /// Records the run on allowed input number k.
  void record(std::uint64_t k, const Transcript& transcript);

  /// Throws CheckFailed if two recorded runs with equal views have different values or answers.
  Protocol finish();

 private:
  Protocol protocol_;
  Projections projections_;
  std::vector<const Projection*> recorded_;  // by term: one run for each class of it is enough
  std::vector<std::uint32_t> key_;
};

}  // namespace arcsat
