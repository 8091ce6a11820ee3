#include "certify/brute_force.hpp"

#include <map>
#include <utility>
#include <vector>

namespace arcsat {

namespace {

class Enumeration {
 public:
  Enumeration(std::shared_ptr<const Instance> instance, std::uint64_t most, const Budget& budget)
      : shared_(std::move(instance)), instance_(*shared_), most_(most), budget_(budget) {
    const InputSet& inputs = instance_.inputs();
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      inputs_.push_back(inputs.input(k));
      runs_.push_back({std::vector<std::uint32_t>(instance_.scheme().slots()), instance_.task().answer(inputs_.back()),
                       std::vector<std::uint32_t>(instance_.scheme().terms())});
    }
  }

  std::optional<BruteForceResult> run() {
    const bool solved = slot(0);
    if (result_.protocols > most_) return std::nullopt;
    result_.realizable = solved;
    return std::move(result_);
  }

 private:
  /// Tries all values of this slot and of all later ones; true (and stops) at the first protocol that solves.
  bool slot(std::size_t number) {
    const Scheme& scheme = instance_.scheme();
    while (number < scheme.slots() && !scheme.matters(number)) ++number;
    if (number == scheme.slots()) return solves();
    const Slot& slot = scheme.slot(number);
    std::vector<Row> rows;
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      std::map<std::vector<std::uint32_t>, std::vector<std::size_t>> occurrences;
      for (std::size_t k = 0; k < inputs_.size(); ++k) {
        std::vector<std::uint32_t> views;
        append_views(scheme, slot, term, inputs_[k], runs_[k].values, views);
        occurrences[views].push_back(k);
      }
      for (auto& [views, where] : occurrences) rows.push_back({term, std::move(where)});
    }
    return row(number, rows, 0);
  }

  /// The inputs on which a term has one pair of views.
  struct Row {
    std::size_t term;
    std::vector<std::size_t> inputs;
  };

  /// The same for the rows of a slot from `next` on.
  bool row(std::size_t number, const std::vector<Row>& rows, std::size_t next) {
    if (next == rows.size()) return slot(number + 1);
    const Slot& slot = instance_.scheme().slot(number);
    for (std::uint32_t value = 0; value >> slot.width() == 0; ++value) {
      for (const std::size_t k : rows[next].inputs) runs_[k].set_term(number, slot, rows[next].term, value);
      if (row(number, rows, next + 1)) return true;
      if (result_.protocols > most_) return false;
    }
    return false;
  }

  bool solves() {
    if ((++result_.protocols & 0xfff) == 0) budget_.check();
    if (result_.protocols > most_) return false;
    std::map<std::vector<std::uint32_t>, std::uint32_t> answer_of;
    for (std::size_t k = 0; k < inputs_.size(); ++k) {
      std::vector<std::uint32_t> view;
      append_view(instance_.scheme(), instance_.scheme().answer(), inputs_[k], runs_[k].values, view);
      if (answer_of.try_emplace(std::move(view), runs_[k].answer).first->second != runs_[k].answer) return false;
    }
    ProtocolBuilder builder(shared_);
    for (std::size_t k = 0; k < inputs_.size(); ++k) builder.record(k, runs_[k]);
    result_.witness = builder.finish();
    return true;
  }

  std::shared_ptr<const Instance> shared_;
  const Instance& instance_;
  std::uint64_t most_;
  const Budget& budget_;
  std::vector<Input> inputs_;
  std::vector<Transcript> runs_;
  BruteForceResult result_;
};

}  // namespace

std::optional<BruteForceResult> brute_force(std::shared_ptr<const Instance> instance, std::uint64_t most_protocols,
                                            const Budget& budget) {
  return Enumeration(std::move(instance), most_protocols, budget).run();
}

}  // namespace arcsat
