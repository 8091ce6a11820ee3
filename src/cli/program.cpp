#include "cli/program.hpp"

#include <exception>
#include <filesystem>
#include <new>
#include <system_error>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"

namespace arcsat::cli {

void describe_program(std::string_view name) {
  const Json codes = {
      {"0", "what the command asserts holds; decide and certify: undecided, or not certified"},
      {"1", "bad usage or bad input"},
      {"2", "a check failed: a witness, a proof or a hash did not hold, or a verdict is not the expected one"},
      {"3", "an internal error, or output that could not be written"},
      {"4", "stopped without a result: by a limit, an interrupt, a place that could not be written"},
      {"10", "decide, derive and certify: realizable"},
      {"20", "decide, derive and certify: unrealizable"}};
  const Json program = {{"format", "arcsat-program"},
                        {"version", 1},
                        {"name", name},
                        {"program_version", ARCSAT_VERSION},
                        {"exit_codes", codes}};
  print_json(program, -1);
}

int run_guarded(int (*command)(const std::vector<std::string>&), const std::vector<std::string>& words) {
  constexpr int exit_bad_input = 1;
  constexpr int exit_check_failed = 2;
  constexpr int exit_internal = 3;
  constexpr int exit_stopped = 4;
  const auto fail = [](int code, const char* what, const char* text) {
    flush_output();
    print_error_line("arcsat: {}{}", what, text);
    return code;
  };
  int code = exit_internal;
  try {
    code = command(words);
  } catch (const InputError& error) {
    return fail(exit_bad_input, "", error.what());
  } catch (const CheckFailed& error) {
    return fail(exit_check_failed, "check failed: ", error.what());
  } catch (const LimitReached& limit) {
    return fail(exit_stopped, "", limit.what());
  } catch (const std::filesystem::filesystem_error& error) {
    // What a system call found of a file or a directory is a fault of the place, not of arcsat.
    return fail(exit_bad_input, "", words_of(error).c_str());
  } catch (const std::bad_alloc&) {
    return fail(exit_stopped, "", "out of memory");
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::resource_unavailable_try_again) return fail(exit_internal, "", error.what());
    return fail(exit_stopped, "", "no thread can be started: too little memory or too few processes are allowed");
  } catch (const std::exception& error) {
    return fail(exit_internal, "", error.what());
  }
  flush_output();
  if (const std::string failure = output_failure(); !failure.empty()) {
    return fail(exit_internal, "standard output could not be written: ", failure.c_str());
  }
  return code;
}

}  // namespace arcsat::cli
