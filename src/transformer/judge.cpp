#include "transformer/judge.hpp"

#include <fmt/format.h>

#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <random>
#include <thread>

#include "base/error.hpp"
#include "transformer/cases.hpp"
#include "transformer/forward.hpp"

namespace arcsat {

namespace {

bool restricted(const Instance& instance) {
  return instance.restriction().by_tuples || !instance.restriction().lists.empty();
}

/// What the threads of one judgement share.
class Shared {
 public:
  Shared(const Transformer& transformer, const Budget& budget, Progress& progress)
      : budget_(budget),
        progress_(progress),
        pairs_(transformer.layers.size() * transformer.embedding.size() * transformer.embedding.size()) {}

  /// Whether work on item k is still of use: no fault was found before it. At times it looks at the budget.
  bool wanted(std::uint64_t k, bool shows) {
    if ((++steps_ & 0xff) == 0) {
      budget_.check();
      // Of weights from elsewhere there may be more cases than will ever be judged.
      if (steps_ > most_pairs / pairs_) {
        throw LimitReached(fmt::format("found more than {} inputs or cases of {} pairs of tokens, expected fewer",
                                       most_pairs / pairs_, pairs_));
      }
      if (shows) progress_.update(fmt::format("{} judged", steps_.load()));
    }
    return k < first_fault_;
  }
  void found(std::uint64_t k, TransformerFault fault) {
    const std::lock_guard lock(mutex_);
    if (k >= first_fault_) return;
    first_fault_ = k;
    fault_ = std::move(fault);
  }
  void failed() {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
    first_fault_ = 0;
  }
  void count(std::uint64_t judged) { judged_ += judged; }

  /// Runs `work(number of the thread)` on each of the threads.
  TransformerReport run(AllInputs way, unsigned threads, const std::function<void(unsigned)>& work) {
    const auto guarded = [&](unsigned thread) {
      try {
        work(thread);
      } catch (...) {
        failed();
      }
    };
    std::vector<std::thread> others;
    for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(guarded, thread);
    guarded(0);
    for (std::thread& other : others) other.join();
    if (error_) std::rethrow_exception(error_);
    return {way, judged_, std::move(fault_)};
  }

 private:
  static constexpr std::uint64_t most_pairs = std::uint64_t{1} << 38;

  const Budget& budget_;
  Progress& progress_;
  std::uint64_t pairs_;
  std::atomic<std::uint64_t> steps_ = 0;
  std::atomic<std::uint64_t> first_fault_ = UINT64_MAX;
  std::atomic<std::uint64_t> judged_ = 0;
  std::mutex mutex_;
  std::optional<TransformerFault> fault_;
  std::exception_ptr error_;
};

/// The allowed inputs one after the other, each in few steps from the one before it.
class InputWalk {
 public:
  explicit InputWalk(const Instance& instance, const Prompt& prompt) : instance_(instance), prompt_(prompt) {}

  const Values& at(std::uint64_t k) {
    const Task& task = instance_.task();
    const bool fresh = values_.empty();
    values_.resize(prompt_.size());
    indices_.resize(static_cast<std::size_t>(task.players()));
    for (Player p = first_player; p <= task.length(); ++p) {
      const InputIndex index = instance_.inputs().value(p, k);
      if (!fresh && indices_[seat(p)] == index) continue;
      indices_[seat(p)] = index;
      std::uint64_t rest = index;
      const std::size_t first = prompt_.token_of(p);
      for (std::size_t token = first; token < prompt_.end_of_block(first); ++token) {
        values_[token] = p >= 1 ? rest % task.range(p) : index;
        rest = p >= 1 ? rest / task.range(p) : 0;
      }
    }
    return values_;
  }

 private:
  const Instance& instance_;
  const Prompt& prompt_;
  Values values_;
  Input indices_;
};

TransformerReport judge_each(const Transformer& transformer, unsigned threads, Shared& shared) {
  constexpr std::uint64_t inputs_at_once = 1024;
  const Instance& instance = *transformer.instance;
  const std::uint64_t inputs = instance.inputs().size();
  std::atomic<std::uint64_t> next = 0;
  return shared.run(AllInputs::each, threads, [&](unsigned thread) {
    Forward forward(transformer);
    InputWalk walk(instance, forward.prompt());
    while (true) {
      const std::uint64_t begin = next.fetch_add(inputs_at_once);
      const std::uint64_t end = std::min(inputs, begin + inputs_at_once);
      for (std::uint64_t k = begin; k < end; ++k) {
        if (!shared.wanted(k, thread == 0)) return;
        if (auto fault = fault_on(forward, walk.at(k))) {
          shared.found(k, std::move(*fault));
          return;
        }
        shared.count(1);
      }
      if (end >= inputs) return;
    }
  });
}

/// The cases that one of several threads judges. Those that know just what the right answer asks for are shared out.
class CaseWalk {
 public:
  CaseWalk(const Transformer& transformer, unsigned thread, unsigned threads, Shared& shared)
      : cases_(transformer), forward_(transformer), thread_(thread), threads_(threads), shared_(shared) {}

  void run() {
    PartialValues values(cases_.prompt().size());
    share_out(values);
  }

 private:
  template <typename Visit>
  void split(PartialValues& values, std::size_t token, Visit visit) {
    for (std::uint64_t value = 0; value < cases_.prompt().tokens()[token].values; ++value) {
      values[token] = value;
      visit();
    }
    values[token].reset();
  }

  void share_out(PartialValues& values) {
    const Prompt::Asked asked = cases_.prompt().asked(values);
    if (asked.token) {
      split(values, *asked.token, [&] { share_out(values); });
      return;
    }
    const std::uint64_t number = next_++;
    if (number % threads_ == thread_) judge(values, asked.answer, number);
  }

  void judge(PartialValues& values, std::uint64_t right, std::uint64_t number) {
    if (!shared_.wanted(number, thread_ == 0)) return;
    const Cases::Outcome outcome = cases_.run(values);
    if (outcome.split) {
      split(values, *outcome.split, [&] { judge(values, right, number); });
      return;
    }
    shared_.count(1);
    const bool correct =
        !outcome.fault && outcome.answers.front() >= 0 && static_cast<std::uint64_t>(outcome.answers.front()) == right;
    if (correct) return;
    Values some;
    for (const std::optional<std::uint64_t>& value : values) some.push_back(value.value_or(0));
    std::optional<TransformerFault> fault = fault_on(forward_, some);
    if (!fault) throw InternalError("a case is wrong, and an input of it is right");
    shared_.found(number, std::move(*fault));
  }

  Cases cases_;
  Forward forward_;
  std::uint64_t next_ = 0;
  unsigned thread_;
  unsigned threads_;
  Shared& shared_;
};

}  // namespace

AllInputs way_for(const Instance& instance, std::uint64_t most_each) {
  const bool fewer = restricted(instance);
  const std::uint64_t most = fewer ? most_inputs_run_one_by_one : most_each;
  if (instance.inputs().numbered() && instance.inputs().size() <= most) return AllInputs::each;
  if (fewer) throw Unsupported("found more than 2^21 allowed inputs that are restricted, expected fewer or all");
  return AllInputs::by_cases;
}

unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

std::string TransformerReport::words() const {
  if (fault) return fault->what;
  return way == AllInputs::each ? fmt::format("right on each of {} inputs", judged)
                                : fmt::format("right on all inputs, in {} cases", judged);
}

std::optional<TransformerFault> fault_on(Forward& forward, const Values& values) {
  const std::uint64_t right = forward.prompt().right_answer(values);
  try {
    const std::int64_t answer = forward.answer(values);
    if (answer >= 0 && static_cast<std::uint64_t>(answer) == right) return std::nullopt;
    return TransformerFault{values, fmt::format("found the answer {}, expected {}", answer, right)};
  } catch (const CheckFailed& error) {
    return TransformerFault{values, error.what()};
  }
}

TransformerReport judge(const Transformer& transformer, AllInputs way, unsigned threads, const Budget& budget,
                        Progress& progress) {
  Shared shared(transformer, budget, progress);
  if (way == AllInputs::each) return judge_each(transformer, threads, shared);
  if (restricted(*transformer.instance)) throw Unsupported("found restricted inputs, expected all for cases");
  return shared.run(AllInputs::by_cases, threads,
                    [&](unsigned thread) { CaseWalk(transformer, thread, threads, shared).run(); });
}

TransformerReport sample(const Transformer& transformer, std::uint64_t inputs, std::uint64_t seed, const Budget& budget,
                         Progress& progress) {
  if (restricted(*transformer.instance)) throw Unsupported("found restricted inputs, expected all for a sample");
  Shared shared(transformer, budget, progress);
  return shared.run(AllInputs::each, 1, [&](unsigned) {
    Forward forward(transformer);
    std::mt19937_64 random(seed);
    for (std::uint64_t k = 0; k < inputs && shared.wanted(k, true); ++k) {
      Values values;
      for (std::size_t token = 0; token < forward.prompt().size(); ++token) {
        values.push_back(random() % forward.prompt().tokens()[token].values);
      }
      if (auto fault = fault_on(forward, values))
        shared.found(k, std::move(*fault));
      else
        shared.count(1);
    }
  });
}

}  // namespace arcsat
