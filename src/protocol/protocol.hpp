// A protocol: for every slot a table from the two views to its value, and a table from the answering view to the answer.
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
};

class Protocol {
 public:
  /// A protocol without rows.
  explicit Protocol(std::shared_ptr<const Instance> instance);

  const Instance& instance() const { return *instance_; }
  const std::shared_ptr<const Instance>& shared_instance() const { return instance_; }

  /// Rows of slot number k: sender's view, receiver's view → value.
  const LookupTable& slot(std::size_t number) const { return slots_[number]; }
  LookupTable& slot(std::size_t number) { return slots_[number]; }
  /// Rows of the output: the answering view → answer.
  const LookupTable& output() const { return output_; }
  LookupTable& output() { return output_; }

 private:
  std::shared_ptr<const Instance> instance_;
  std::vector<LookupTable> slots_;
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
  std::vector<const Projection*> recorded_;  // by slot: one run for each class of it is enough
  std::vector<std::uint32_t> key_;
};

}  // namespace arcsat
