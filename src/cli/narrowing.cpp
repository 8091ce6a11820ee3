#include "cli/narrowing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/clock.hpp"
#include "protocol/instance_file.hpp"
#include "run/decide.hpp"

namespace arcsat::cli {

namespace {

using Bits = std::vector<std::uint64_t>;

Bits bits_of(const Instance& instance) {
  Bits bits;
  for (std::size_t number = 0; number < instance.scheme().slots(); ++number) {
    bits.push_back(instance.scheme().slot(number).bits);
  }
  return bits;
}

std::uint64_t bits_of_messages(const Instance& instance) {
  std::uint64_t sum = 0;
  for (std::size_t number = 0; number < instance.scheme().slots(); ++number) {
    const Slot& slot = instance.scheme().slot(number);
    if (!slot.is_thought()) sum += slot.bits;
  }
  return sum;
}

/// The instance, its messages having these bits.
std::shared_ptr<const Instance> with_bits(const Instance& instance, const Bits& bits) {
  Model model = instance.model();
  for (std::size_t number = 0; number < bits.size(); ++number) {
    const Slot& slot = instance.scheme().slot(number);
    if (slot.is_thought() || slot.bits == bits[number]) continue;
    const auto same = [&](const WidthOverride& one) { return one.message == slot.message(); };
    const auto found = std::find_if(model.widths.begin(), model.widths.end(), same);
    if (found == model.widths.end()) {
      model.widths.push_back({slot.message(), bits[number]});
    } else {
      found->bits = bits[number];
    }
  }
  return std::make_shared<const Instance>("", instance.task(), instance.restriction(), std::move(model));
}

Decision decided_within(const std::shared_ptr<const Instance>& instance, double seconds) {
  DecideOptions options;
  options.time_limit_seconds = seconds;
  options.progress = Progress::Mode::never;
  return decide(instance, options);
}

std::string widths_as_options(const Instance& instance) {
  std::string words;
  for (const WidthOverride& width : instance.model().widths) {
    const std::string token = width.message.token ? fmt::format(".{}", *width.message.token) : "";
    words += fmt::format(" --widths {}:{}:{}{}={}", width.message.epoch, width.message.sender, width.message.receiver,
                         token, width.bits);
  }
  return words;
}

}  // namespace

Narrowing narrow(const DescribedProtocol& described, double seconds, const Budget& budget) {
  const Instance& given = described.instance();
  Bits bits = bits_of(given);
  for (std::size_t number = 0; number < bits.size(); ++number) {
    if (!given.scheme().slot(number).is_thought()) bits[number] = std::min(bits[number], described.bits_said(number));
  }
  Narrowing found;
  found.instance = with_bits(given, bits);
  found.bits_given = bits_of_messages(given);
  evidence_of(described.as_tables(found.instance), budget);
  const auto started = Clock::now();
  std::map<std::size_t, TriedMessage> tried;
  std::vector<std::size_t> open;
  for (std::size_t number = 0; number < bits.size(); ++number) {
    if (!given.scheme().slot(number).is_thought() && bits[number] > 0) open.push_back(number);
  }
  // Most are decided in a moment; half of the time is left for those that are not.
  for (const double until : {seconds / 2, seconds}) {
    std::vector<std::size_t> still_open;
    for (std::size_t k = 0; k < open.size(); ++k) {
      const std::size_t number = open[k];
      Verdict verdict = Verdict::realizable;
      while (verdict == Verdict::realizable && bits[number] > 0) {
        Bits fewer = bits;
        --fewer[number];
        const double share = (until - seconds_since(started)) / static_cast<double>(open.size() - k);
        const auto narrower = with_bits(given, fewer);
        const Decision decision = decided_within(narrower, std::max(0.0, std::floor(share * 10) / 10));
        verdict = decision.evidence ? decision.verdict : Verdict::undecided;
        if (verdict == Verdict::realizable) {
          bits = fewer;
          found.instance = narrower;
        }
        tried[number] = {.slot = number,
                         .bits = bits[number],
                         .with_one_bit_less = verdict,
                         .by = decision.evidence ? std::string(kind_of(*decision.evidence).name) : decision.reason};
      }
      if (verdict == Verdict::undecided) still_open.push_back(number);
    }
    open = std::move(still_open);
  }
  for (const auto& [number, one] : tried) {
    if (one.bits > 0) found.tried.push_back(one);
  }
  found.bits = bits_of_messages(*found.instance);
  return found;
}

std::vector<std::string> words_of(const Narrowing& narrowing) {
  const Scheme& scheme = narrowing.instance->scheme();
  std::vector<std::string> lines = {fmt::format(
      "Narrower: {} bits of messages are enough in place of {}, by a protocol that was checked:", narrowing.bits,
      narrowing.bits_given)};
  const std::string widths = widths_as_options(*narrowing.instance);
  lines.push_back(widths.empty() ? "  no message has a bit that was found to be too many" : " " + widths);
  std::size_t open = 0;
  for (const TriedMessage& one : narrowing.tried) {
    const bool refuted = one.with_one_bit_less == Verdict::unrealizable;
    open += refuted ? 0 : 1;
    lines.push_back(fmt::format(
        "  {}: {} bit{}; with {} {}", place_of(scheme.slot(one.slot)), one.bits, one.bits == 1 ? "" : "s", one.bits - 1,
        refuted ? fmt::format("unrealizable, by {}", one.by) : fmt::format("undecided ({})", one.by)));
  }
  lines.push_back(open == 0
                      ? "  So no message can lose one bit more while the others stay as they are."
                      : fmt::format("  So {} of these messages stay open; no other can lose one bit more.", open));
  return lines;
}

Json json_of(const Narrowing& narrowing) {
  Json tried = Json::array();
  for (const TriedMessage& one : narrowing.tried) {
    Json entry = Json::object();
    entry["place"] = place_of(narrowing.instance->scheme().slot(one.slot));
    entry["bits"] = one.bits;
    entry["with_one_bit_less"] = std::string(to_string(one.with_one_bit_less));
    entry["by"] = one.by;
    tried.push_back(std::move(entry));
  }
  Json object = Json::object();
  object["instance"] = Json::parse(canonical_json(*narrowing.instance));
  object["bits"] = narrowing.bits;
  object["bits_given"] = narrowing.bits_given;
  object["tried"] = std::move(tried);
  return object;
}

}  // namespace arcsat::cli
