// A protocol: for every message a table from the two views to its value, and a table from the final view to the answer.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "protocol/instance.hpp"
#include "protocol/lookup_table.hpp"

namespace arcsat {

/// All message values of one run, by message number (see Instance::number), and the answer. Messages without bits, or
/// that nobody needs, have the value 0.
struct Transcript {
  std::vector<std::uint32_t> values;
  std::uint32_t answer = 0;
};

/// Appends player p's view before `epoch` (its input, then its inbox) to `key`.
void append_view(const Instance& instance, Player p, int epoch, InputIndex input,
                 std::span<const std::uint32_t> message_values, std::vector<std::uint32_t>& key);

class Protocol {
 public:
  /// A protocol without rows.
  explicit Protocol(std::shared_ptr<const Instance> instance);

  const Instance& instance() const { return *instance_; }
  const std::shared_ptr<const Instance>& shared_instance() const { return instance_; }

  /// Rows of message number k: sender's view, receiver's view → value.
  const LookupTable& message(std::size_t number) const { return messages_[number]; }
  LookupTable& message(std::size_t number) { return messages_[number]; }
  /// Rows of the output: player -1's view after the last epoch → answer.
  const LookupTable& output() const { return output_; }
  LookupTable& output() { return output_; }

 private:
  std::shared_ptr<const Instance> instance_;
  std::vector<LookupTable> messages_;
  LookupTable output_;
};

/// Makes a protocol out of what is sent on each allowed input.
class ProtocolBuilder {
 public:
  explicit ProtocolBuilder(std::shared_ptr<const Instance> instance) : protocol_(std::move(instance)) {}

  /// Records the run on allowed input number k.
  void record(std::uint64_t k, const Transcript& transcript);

  /// Throws CheckFailed if two recorded runs with equal views have different messages or answers.
  Protocol finish();

 private:
  Protocol protocol_;
  std::vector<std::uint32_t> key_;
};

}  // namespace arcsat
