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
      runs_.push_back({std::vector<std::uint32_t>(instance_.messages()), instance_.task().answer(inputs_.back())});
    }
  }

  std::optional<BruteForceResult> run() {
    const bool solved = epoch(1);
    if (result_.protocols > most_) return std::nullopt;
    result_.realizable = solved;
    return std::move(result_);
  }

 private:
  /// A pair of views in which one message is sent, the inputs on which it occurs, and how many values there are.
  struct Occurrence {
    std::size_t number;
    std::vector<std::size_t> inputs;
    std::uint32_t values;
  };

  std::vector<std::uint32_t> views(const Message& message, std::size_t input) const {
    std::vector<std::uint32_t> key;
    for (const Player p : {message.sender, message.receiver}) {
      append_view(instance_, p, message.epoch, inputs_[input][seat(p)], runs_[input].values, key);
    }
    return key;
  }

  /// Tries all messages of this epoch and all later ones; true (and stops) at the first protocol that solves.
  bool epoch(int epoch) {
    if (epoch > instance_.epochs()) return solves();
    std::vector<Occurrence> todo;
    const std::size_t begin = instance_.first_to(epoch, first_player);
    const std::size_t end =
        epoch < instance_.epochs() ? instance_.first_to(epoch + 1, first_player) : instance_.messages();
    for (std::size_t number = begin; number < end; ++number) {
      const Message message = instance_.message(number);
      // In the last epoch only messages to player -1 can change the output.
      if (!instance_.matters(message)) continue;
      std::map<std::vector<std::uint32_t>, std::vector<std::size_t>> occurrences;
      for (std::size_t k = 0; k < inputs_.size(); ++k) occurrences[views(message, k)].push_back(k);
      for (auto& [key, where] : occurrences) {
        todo.push_back({number, std::move(where), std::uint32_t{1} << instance_.width(message)});
      }
    }
    return try_values(epoch, todo, 0);
  }

  bool try_values(int epoch_number, const std::vector<Occurrence>& todo, std::size_t next) {
    if (next == todo.size()) return epoch(epoch_number + 1);
    const Occurrence& here = todo[next];
    for (std::uint32_t value = 0; value < here.values; ++value) {
      for (const std::size_t k : here.inputs) runs_[k].values[here.number] = value;
      if (try_values(epoch_number, todo, next + 1)) return true;
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
      append_view(instance_, first_player, instance_.epochs() + 1, inputs_[k][0], runs_[k].values, view);
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
