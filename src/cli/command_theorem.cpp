#include <fmt/format.h>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "evidence/bundle_place.hpp"
#include "evidence/evidence.hpp"
#include "protocol/instance_file.hpp"
#include "theorem/exponents.hpp"
#include "theorem/paper_parameters.hpp"
#include "theorem/smallest_prompt.hpp"

namespace arcsat::cli {

namespace {

constexpr int shortest = 2;
constexpr int longest = 6;

/// In full if it is short, so that a program can count on it.
Json json_number(const Integer& number) {
  constexpr unsigned most_bits_in_full = 256;
  if (number <= 0 || boost::multiprecision::msb(number) < most_bits_in_full) return {{"value", number.str()}};
  return {{"floor_log2", boost::multiprecision::msb(number)}};
}

Json json_numbers(const std::vector<Integer>& numbers) {
  Json list = Json::array();
  for (const Integer& one : numbers) list.push_back(json_number(one));
  return list;
}

Json json_inequalities(const std::vector<Inequality>& inequalities) {
  Json list = Json::array();
  for (const Inequality& one : inequalities) {
    list.push_back({{"name", one.name},
                    {"left", one.left_words},
                    {"left_value", json_number(one.left)},
                    {"relation", one.strict ? ">" : ">="},
                    {"right", one.right_words},
                    {"right_value", json_number(one.right)},
                    {"holds", one.holds()},
                    {"slack_bits", one.slack_bits()},
                    {"tightest", &one == tightest(inequalities)}});
  }
  return list;
}

void print_inequalities(const std::vector<Inequality>& inequalities) {
  for (const Inequality& one : inequalities) {
    print_line("    {:<16} {:>18} {:<2} {:<18} slack {:>12.3f} bits{}{}", one.name, magnitude(one.left),
               one.strict ? ">" : ">=", magnitude(one.right), one.slack_bits(), one.holds() ? "" : "  FAILS",
               &one == tightest(inequalities) ? "  <- the tightest" : "");
    if (one.of_bits) print_line("      {} {} {}", one.left_words, one.strict ? ">" : ">=", one.right_words);
  }
}

std::string magnitudes(const std::vector<Integer>& numbers) {
  std::string text;
  for (const Integer& one : numbers) text += (text.empty() ? "" : ", ") + magnitude(one);
  return text;
}

bool all_hold(const std::vector<Inequality>& inequalities) {
  for (const Inequality& one : inequalities) {
    if (!one.holds()) return false;
  }
  return true;
}

std::vector<std::string> premise_words(const PaperParameters& of, const Premise& premise) {
  const std::string prompt = magnitude(of.numbers.prompt());
  const std::string asked = fmt::format("Hdp^{}", premise.exponent);
  return {
      fmt::format("Theorem 1.1 assumes Hdp <= n^(2^-{}), that is a prompt of n >= {} tokens.", 4 * of.length, asked),
      fmt::format("  With the parameters above, prompts of {} tokens, what it says of Hdp = {} is shown.", prompt,
                  of.width.str()),
      premise.implies_parameters ? fmt::format("  Its premise implies prompts that long: {} >= {}.", asked, prompt)
                                 : fmt::format("  Its premise alone does not imply prompts that long: {} < {}. It does "
                                               "for every Hdp >= {}; below, the "
                                               "parameters must be asked for besides.",
                                               asked, prompt, premise.least_width.str()),
  };
}

/// Whether the inequalities hold.
bool show_parameters(int length, const Integer& width, bool as_json, Json& out) {
  const PaperParameters of(length, width);
  const std::vector<Inequality> inequalities = chain_inequalities(of.numbers, Variant::paper);
  const Premise premise = premise_of(of);
  const bool hold = all_hold(inequalities);
  if (as_json) {
    out.push_back({{"L", length},
                   {"Hdp", json_number(width)},
                   {"c", json_number(of.numbers.c)},
                   {"K", json_number(of.K)},
                   {"m", json_number(of.numbers.m)},
                   {"n", json_numbers(of.numbers.n)},
                   {"N", json_numbers(of.N)},
                   {"x", json_numbers(of.numbers.x)},
                   {"theta", json_numbers(of.numbers.theta)},
                   {"prompt", json_number(of.numbers.prompt())},
                   {"inequalities", json_inequalities(inequalities)},
                   {"all_hold", hold},
                   {"theorem_1_1",
                    {{"premise_exponent", premise.exponent},
                     {"premise_implies_parameters", premise.implies_parameters},
                     {"least_Hdp_that_does", json_number(premise.least_width)}}}});
    return hold;
  }
  print_line("L = {}, Hdp = {}: c = 2Hdp = {} bits for each token", length, width.str(), of.numbers.c.str());
  print_line("  K = {}", magnitude(of.K));
  print_line("  x_0 ... x_{} = {}", length - 1, magnitudes(of.numbers.x));
  print_line("  n_1 ... n_{} = {}", length - 1, magnitudes(of.numbers.n));
  print_line("  m = N_0 ... N_{} = {}", length - 1, magnitudes(of.N));
  print_line("  theta_1 ... theta_{} = {}", length - 1, magnitudes(of.numbers.theta));
  print_line("  prompt: {} tokens", magnitude(of.numbers.prompt()));
  print_line("  {}", hold ? "Every inequality of the induction holds:" : "The induction fails:");
  print_inequalities(inequalities);
  for (const std::string& line : premise_words(of, premise)) print_line("  {}", line);
  return hold;
}

void show_exponents(bool as_json, Json& out) {
  if (!as_json) {
    print_line("Exponents k for which L layers need Hdp >= n^(1/k), n the tokens of the prompt:");
    print_line("  {:>3} {:>12} {:>16} {:>18} {:>18}", "L", "Theorem 1.1", "its parameters", "best for its proof",
               "sharp first step");
  }
  for (int length = shortest; length <= longest; ++length) {
    const Exponents one = exponents_of(length);
    if (as_json) {
      out.push_back({{"L", length},
                     {"theorem_1_1", one.theorem.str()},
                     {"parameters", one.parameters.str()},
                     {"paper", one.paper.value.str()},
                     {"sharp", one.sharp.value.str()}});
    } else {
      print_line("  {:>3} {:>12} {:>16} {:>18} {:>18}", length, one.theorem.str(), one.parameters.str(),
                 one.paper.value.str(), one.sharp.value.str());
    }
  }
  if (as_json) return;
  print_line(
      "The last two are optima of linear programs, each certified by a dual solution in exact rationals; factors");
  print_line("n^o(1) do not count.");
}

void show_prompt(Shape shape, Variant variant, const SmallPrompt& found, bool as_json, Json& out) {
  if (as_json) {
    out.push_back({{"shape", to_string(shape)},
                   {"variant", to_string(variant)},
                   {"instance", Json::parse(canonical_json(*found.instance))},
                   {"prompt", json_number(found.prompt)},
                   {"x", found.chain.x},
                   {"theta", found.chain.theta},
                   {"inequalities", json_inequalities(found.inequalities)}});
    return;
  }
  const Task& task = found.instance->task();
  print_line("{} shape, {} induction: a prompt of {} tokens", to_string(shape), to_string(variant), found.prompt.str());
  print_line("  {}.", statement(*found.instance, Verdict::unrealizable));
  print_line("  (m; n_1; q_1, q_2) = ({}; {}; {}, {}), x = ({}), theta_1 = {}", task.m(), task.n()[0], task.q()[0],
             task.q()[1], fmt::join(found.chain.x, ", "), found.chain.theta.front());
  print_inequalities(found.inequalities);
}

template <typename Choice>
std::vector<Choice> choices(const CommandLine& line, const char* option, std::vector<Choice> all) {
  if (!line.has(option)) return all;
  std::string names;
  for (const Choice one : all) {
    if (line.text(option) == to_string(one)) return {one};
    names += (names.empty() ? "" : " or ") + std::string(to_string(one));
  }
  CommandLine::reject(option, line.text(option), names);
}

void show_smallest(const CommandLine& line, bool as_json, Json& out) {
  const std::string directory = line.has("out") ? line.text("out") : "";
  if (line.has("out")) require_bundle_place(directory);
  const std::vector<Shape> shapes = choices(line, "shape", std::vector{Shape::free, Shape::paper});
  const std::vector<Variant> variants = choices(line, "variant", std::vector{Variant::sharp, Variant::paper});
  const Budget budget;
  if (!as_json) {
    print_line(
        "The smallest prompts found for which two layers are proved not to be enough, though a message holds every");
    print_line(
        "value: c = the logarithm of the largest size, rounded up, so that three epochs are enough. That nothing is");
    print_line("smaller is not proved.");
  }
  std::optional<SmallPrompt> first;
  for (const Shape shape : shapes) {
    for (const Variant variant : variants) {
      SmallPrompt found = find_small_prompt(shape, variant, budget);
      show_prompt(shape, variant, found, as_json, out);
      if (!first) first = std::move(found);
    }
  }
  if (directory.empty()) return;
  write_bundle(directory, *first->instance, ChainRefutation{first->chain, first->report}, std::nullopt, "chain", {});
  if (!as_json) print_line("bundle: {} (arcsat check {} judges it anew)", directory, directory);
}

int run_theorem(const Words& words) {
  CommandLine line("theorem", "theorem [--L N] [--Hdp N] | --exponents | --smallest [--out DIR]",
                   "The induction of Chen, Peng and Wu (arXiv 2412.02975) in numbers: at the paper's parameters, every "
                   "inequality with both sides. Exit code 0 if all hold, else 2.");
  line.option("L", "layers, 2 to 6; without it all of these");
  line.option("Hdp", "heads times width times bits of the Transformer (default 1)");
  line.flag("exponents", "instead: the exponents k of Hdp >= n^(1/k), by exact linear programming");
  line.flag("smallest", "instead: the smallest prompts found that the induction proves impossible for two layers");
  line.option("shape", "of --smallest: free or paper alone");
  line.option("variant", "of --smallest: sharp or paper alone");
  line.option("out", "of --smallest: write the certificate bundle of the first prompt there");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 0)) return 0;
  const bool as_json = line.has("json");
  for (const char* option : {"shape", "variant", "out"}) {
    if (line.has(option) && !line.has("smallest")) {
      throw InputError(fmt::format("found --{} without --smallest, expected both", option));
    }
  }
  for (const char* option : {"L", "Hdp", "exponents"}) {
    if (line.has(option) && (line.has("smallest") || (option[0] != 'e' && line.has("exponents")))) {
      throw InputError(fmt::format("found --{} and --{}, expected one of them", option,
                                   line.has("smallest") ? "smallest" : "exponents"));
    }
  }
  constexpr std::int64_t widest = std::int64_t{1} << 40;
  const auto one = line.integer("L", shortest, longest);
  const Integer width = line.integer("Hdp", 1, widest).value_or(1);
  Json list = Json::array();
  bool hold = true;
  std::string part = "parameters";
  if (line.has("exponents")) {
    part = "exponents";
    show_exponents(as_json, list);
  } else if (line.has("smallest")) {
    part = "smallest";
    show_smallest(line, as_json, list);
  } else {
    for (std::int64_t length = one.value_or(shortest); length <= one.value_or(longest); ++length) {
      hold = show_parameters(static_cast<int>(length), width, as_json, list) && hold;
    }
  }
  if (as_json) arcsat::print_json({{"format", "arcsat-theorem"}, {"version", 1}, {part, std::move(list)}});
  return hold ? 0 : 2;
}

}  // namespace

const Command theorem_command = {"theorem", "the paper's induction in numbers", run_theorem};

}  // namespace arcsat::cli
