#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "encoders/compact.hpp"
#include "encoders/reachable.hpp"

namespace arcsat {

Protocol CompactEncoder::decode(const Assignment& model) const {
  const InputSet& inputs = instance_->inputs();
  std::vector<Transcript> runs(inputs.size());
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    Transcript& run = runs[k];
    run.values.resize(instance_->messages());
    for (std::size_t number = 0; number < instance_->messages(); ++number) {
      if (whole_[number]) {
        const std::uint64_t p = inputs.projection(instance_->message(number).receiver, k);
        run.values[number] = whole_[number]->rank(whole_[number]->of(p));
      }
    }
    for (const Table& table : tables_) {
      const std::uint64_t group = table.groups.of(projection(table, k));
      const std::uint64_t content = content_of(table.content, run.values);
      for (unsigned bit = 0; bit < table.width; ++bit) {
        run.values[table.number] |= std::uint32_t{model.value(cell(table, group, content, bit))} << bit;
      }
    }
    if (answer_bits_ == 0) continue;
    const std::uint64_t group = final_.groups.of(k);
    const std::uint64_t content = content_of(final_.content, run.values);
    if (!listed_) {
      for (unsigned bit = 0; bit < answer_bits_; ++bit) {
        run.answer |= std::uint32_t{model.value(output_cell(group, content, bit))} << bit;
      }
      continue;
    }
    // The listed message says which answer of the final view's list it is.
    run.answer = instance_->task().answer(inputs.input(k));
    if (!model.value(output_cell(group, content, run.answer))) {
      throw CheckFailed(fmt::format("the answer {} is not in its final view's list", run.answer));
    }
    std::uint32_t& number_in_list = run.values[plan_.listed()];
    for (std::uint32_t answer = 0; answer < run.answer; ++answer) {
      number_in_list += std::uint32_t{model.value(output_cell(group, content, answer))};
    }
    if (number_in_list >> listed_width_ != 0) throw CheckFailed("a final view's list has too many answers");
  }
  set_relays(runs);
  ProtocolBuilder builder(instance_);
  for (std::uint64_t k = 0; k < inputs.size(); ++k) builder.record(k, runs[k]);
  return builder.finish();
}

// What j+1 tells an informed player j: for each message that j sends from then on, and each view of its receiver, what
// to say; bit after bit, over as many epochs as it takes (MessagePlan has the proof that it arrives in time).
void CompactEncoder::set_relays(std::vector<Transcript>& runs) const {
  const InputSet& inputs = instance_->inputs();
  // What j+1 tells j may itself be relayed to j+1 by j+2, so the lowest player comes first.
  for (Player j = 0; j < instance_->last_player(); ++j) {
    const int from = plan_.informed_from(j);
    struct Item {
      std::size_t number;
      Message message;
      std::vector<MessagePlan::ViewPart> shape;
      std::uint64_t first_bit;
    };
    std::vector<Item> items;
    std::uint64_t bits = 0;
    for (int epoch = from; epoch <= instance_->epochs(); ++epoch) {
      for (Player i = first_player; i < j; ++i) {
        const Message message{epoch, j, i};
        const std::size_t number = instance_->number(message);
        if (plan_.kind(number) == MessagePlan::Kind::absent) continue;
        items.push_back({number, message, plan_.view_shape(i, j, epoch), bits});
        std::uint64_t views = 1;
        for (const MessagePlan::ViewPart& part : items.back().shape) views *= part.values;
        bits += views * instance_->width(message);
      }
    }
    if (items.empty()) continue;
    std::vector<ReachableInputs> receivers;
    for (Player i = first_player; i < j; ++i) receivers.emplace_back(inputs, i);
    std::vector<std::vector<bool>> told(inputs.projections(j), std::vector<bool>(bits));
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      for (const Item& item : items) {
        const Player i = item.message.receiver;
        std::uint64_t view = 0;
        for (const MessagePlan::ViewPart& part : item.shape) {
          const std::uint32_t value = part.number == instance_->messages()
                                          ? receivers[seat(i)].of(inputs.projection(i, k))
                                          : runs[k].values[part.number];
          view = view * part.values + value;
        }
        const unsigned width = instance_->width(item.message);
        for (unsigned bit = 0; bit < width; ++bit) {
          told[inputs.projection(j, k)][item.first_bit + view * width + bit] =
              (runs[k].values[item.number] >> bit & 1) != 0;
        }
      }
    }
    std::uint64_t next = 0;
    for (int epoch = from - 1; epoch < instance_->epochs(); ++epoch) {
      const Message relay{epoch, j + 1, j};
      const unsigned width = instance_->width(relay);
      for (unsigned bit = 0; bit < width && next < bits; ++bit, ++next) {
        for (std::uint64_t k = 0; k < inputs.size(); ++k) {
          runs[k].values[instance_->number(relay)] |= std::uint32_t{told[inputs.projection(j, k)][next]} << bit;
        }
      }
    }
  }
}

}  // namespace arcsat
