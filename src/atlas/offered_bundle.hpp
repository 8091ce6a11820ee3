// A bundle from elsewhere that is offered to an atlas.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/budget.hpp"
#include "base/private_directory.hpp"
#include "evidence/bundle.hpp"

namespace arcsat {

class OfferedBundle {
 public:
  /// Copies it, so that what is judged is what is kept, and reads what it claims. Throws CheckFailed, naming the file, if it is no bundle.
  /// `budget` must outlive it.
  OfferedBundle(const std::string& directory, const Budget& budget);

  const std::shared_ptr<const Instance>& instance() const { return instance_; }
  Verdict verdict() const { return verdict_; }
  const std::string& method() const { return method_; }
  /// Where the copy is.
  std::string copy() const;

  /// As `arcsat check` does. Throws CheckFailed if it does not hold, or if that was not found out within the budget.
  void judge() const;

 private:
  void refused_by_name(const std::function<void()>& work) const;

  std::string name_;
  const Budget& budget_;
  CheckOptions options_;
  std::unique_ptr<PrivateDirectory> place_;
  std::shared_ptr<const Instance> instance_;
  Verdict verdict_ = Verdict::undecided;
  std::string method_;
};

}  // namespace arcsat
