// Short names and command lines, as pages show them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/instance.hpp"

namespace arcsat {

/// "(2; 1; 2,5)": m, then n if there are queries, then q.
std::string sizes_in_words(const Task& task);
/// "decoder", "chain of thought, 3 thoughts of 4 bits".
std::string kind_in_words(const Model& model);
/// The same with its players: "encoder, sums over tokens".
std::string model_in_words(const Model& model);
/// "(2; 1; 2,5), c = 1, E = 2", for titles.
std::string cell_in_words(const Instance& instance);
/// "player 2", "thought 1".
std::string holder_in_words(Player player);
/// Where a slot is: "epoch 1, player 2 to thought 1", "epoch 1, player 2 to token 0 of player 1", "thought 1".
std::string slot_in_words(const Slot& slot);
/// "1 bit", "12 bits".
std::string bits_in_words(std::uint64_t bits);
/// "3,146 bytes", "12 KiB".
std::string bytes_in_words(std::uint64_t bytes);

/// A word as a shell reads it: as it is, or in quotes; with bytes that are not printable as escapes of bash.
std::string shell_word(std::string_view text);
/// Whether the sizes and the model say everything: all inputs are allowed, and no message has a width of its own.
bool sizes_say_all(const Instance& instance);
/// The command that decides the instance again: by its sizes, if they say everything, else by the file `instance_file`.
std::string decide_command(const Instance& instance, const std::string& instance_file);

}  // namespace arcsat
