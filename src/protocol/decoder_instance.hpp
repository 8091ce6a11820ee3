// What holds of decoders alone says so in its type.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "protocol/instance.hpp"

namespace arcsat {

/// An instance whose model is the decoder, its players whole functions. There X_i depends on z_i … z_L alone, player L learns nothing, and player -1,
/// who answers, knows w. What relies on one of these takes such an instance; it points to one like a shared pointer.
class DecoderInstance {
 public:
  const Instance& operator*() const { return *instance_; }
  const Instance* operator->() const { return instance_.get(); }
  const std::shared_ptr<const Instance>& shared() const { return instance_; }

 private:
  friend std::optional<DecoderInstance> as_decoder(std::shared_ptr<const Instance> instance);
  explicit DecoderInstance(std::shared_ptr<const Instance> instance) : instance_(std::move(instance)) {}

  std::shared_ptr<const Instance> instance_;
};

/// The same instance; none if its model is another.
inline std::optional<DecoderInstance> as_decoder(std::shared_ptr<const Instance> instance) {
  if (!is_plain_decoder(instance->model())) return std::nullopt;
  return DecoderInstance(std::move(instance));
}

}  // namespace arcsat
