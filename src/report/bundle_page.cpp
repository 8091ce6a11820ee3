#include "report/bundle_page.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "evidence/closed_form_words.hpp"
#include "evidence/transformer_witness.hpp"
#include "explain/bundle_argument.hpp"
#include "explain/input_words.hpp"
#include "report/epoch_diagram.hpp"
#include "report/page.hpp"
#include "report/words.hpp"
#include "transformer/reduction.hpp"
#include "transformer/transformer_file.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

// A witness with more inputs is shown without a run.
constexpr std::uint64_t most_inputs_shown = std::uint64_t{1} << 16;
constexpr std::size_t most_steps = 120;

std::string class_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::realizable:
      return "possible";
    case Verdict::unrealizable:
      return "impossible";
    case Verdict::undecided:
      return "open";
  }
  throw InternalError("a verdict that is none of the three");
}

/// The witness as tables; none if it has no such form, for the reason in `why_not`.
std::optional<Protocol> protocol_of(const Bundle& bundle, std::string& why_not) {
  const Instance& instance = *bundle.instance();
  if (!instance.inputs().numbered() || instance.inputs().size() > most_inputs_shown) {
    why_not = fmt::format("there are more than {} inputs", most_inputs_shown);
    return std::nullopt;
  }
  try {
    const EvidenceKind& kind = *bundle.certificate().kind;
    if (&kind == &TransformerWitness::kind) {
      const std::string file = "transformer.json";
      Progress silent(Progress::Mode::never);
      return reduce(parse_transformer(bundle.read(file), bundle.path(file)), instance.model().granularity,
                    bundle.budget(), silent);
    }
    std::optional<Protocol> tables;
    if (kind.tables_in != nullptr) tables = kind.tables_in(bundle);
    if (!tables) why_not = "the witness is not written as tables";
    return tables;
  } catch (const Unsupported& error) {
    why_not = error.what();
    return std::nullopt;
  }
}

/// "i_0 = z_0 = 1, i_1 = z_1(1) = 0, i_2 = z_2(0, 0) = 3".
std::string composition(const Task& task, const Input& input) {
  std::string text = fmt::format("i_0 = z_0 = {}", task.intermediate(input, 0));
  for (Player l = 1; l <= task.length(); ++l) {
    const std::string query = l == 1 ? "" : fmt::format("{}, ", task.query(input[seat(first_player)], l - 1));
    text += fmt::format(", i_{} = z_{}({}{}) = {}", l, l, query, task.intermediate(input, l - 1),
                        task.intermediate(input, l));
  }
  return text;
}

Json steps_of(const WorkedProtocol& worked, std::size_t& more) {
  const Instance& instance = worked.protocol.instance();
  const Scheme& scheme = instance.scheme();
  const std::vector<std::optional<std::size_t>> arrows = arrows_of(instance);
  Json steps = Json::array();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.matters(number) || !worked.needs(number)) continue;
    if (steps.elements().size() == most_steps) {
      ++more;
      continue;
    }
    const Slot& slot = scheme.slot(number);
    steps.push_back({{"step", steps.elements().size() + 1},
                     {"what", slot_in_words(slot)},
                     {"bits", bits_in_words(slot.bits)},
                     {"value", worked.run.values[number]},
                     {"slot", std::to_string(number)},
                     {"arrow", arrows[number] ? std::to_string(*arrows[number]) : ""}});
  }
  steps.push_back({{"step", steps.elements().size() + more + 1},
                   {"what", "the answer"},
                   {"bits", ""},
                   {"value", worked.run.answer},
                   {"slot", ""},
                   {"arrow", ""}});
  return steps;
}

Json functions_of(const WorkedProtocol& worked) {
  Json functions = Json::array();
  for (const SaidFunction& function : worked.functions) {
    Json cases = Json::array();
    for (const auto& [value, keys] : function.cases) cases.push_back({{"value", value}, {"keys", keys}});
    functions.push_back({{"place", function.place},
                         {"arguments", fmt::format("{}", fmt::join(function.arguments, "; "))},
                         {"constant", function.arguments.empty()},
                         {"has_cases", !function.cases.empty()},
                         {"cases", std::move(cases)},
                         {"rows", function.rows},
                         {"open", false}});
  }
  return functions;
}

/// For _argument.mustache: what explain prints of a refutation; cells that are no numbers in full are words.
Json argument_content(const Argument& argument) {
  Json parts = Json::array();
  std::size_t tables = 0;
  for (const auto& part : argument) {
    if (const auto* sentence = std::get_if<std::string>(&part)) {
      parts.push_back({{"sentence", *sentence}, {"table", false}});
      continue;
    }
    const auto& table = std::get<ArgumentTable>(part);
    Json rows = Json::array();
    for (const auto& row : table.rows) {
      rows.push_back({{"first", row.front()}, {"rest", std::vector<std::string>(row.begin() + 1, row.end())}});
    }
    ++tables;
    parts.push_back(
        {{"sentence", false}, {"table", {{"number", tables}, {"heads", table.heads}, {"rows", std::move(rows)}}}});
  }
  return parts;
}

/// For _runs.mustache.
Json worked_content(const WorkedProtocol& worked, bool& runs) {
  const Task& task = worked.protocol.instance().task();
  std::vector<std::string> parts;
  for (Player p = first_player; p <= task.length(); ++p) {
    parts.push_back(player_in_words(task, p, worked.example[seat(p)]));
  }
  std::size_t more = 0;
  Json steps = steps_of(worked, more);
  const Json browser = browser_runs(worked);
  const bool tables = browser.at("kind").dump() == "\"tables\"";
  runs = more == 0;
  return {{"input", fmt::format("{}", fmt::join(parts, ", "))},
          {"path", composition(task, worked.example)},
          {"right", task.answer(worked.example)},
          {"browser_words",
           tables ? "Choose any input: the page has the protocol's tables and runs them."
                  : fmt::format("Choose one of {} inputs, a sample: the tables are too large for this page.",
                                browser.at("runs").elements().size())},
          {"steps", std::move(steps)},
          {"more_steps", more == 0 ? "" : std::to_string(more)},
          {"has_words", !worked.words.empty()},
          {"words", worked.words},
          {"has_functions", !worked.functions.empty() && worked.functions.size() <= most_steps},
          {"functions", functions_of(worked)},
          {"browser_data", json_for_script(runs ? browser : Json::object())}};
}

Json files_of(const std::string& directory, const Certificate& certificate) {
  Json files = Json::array();
  const auto add = [&](const std::string& name, const std::string& hash) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(fs::path(directory) / name, error);
    files.push_back({{"name", name}, {"bytes", error ? "unknown" : bytes_in_words(bytes)}, {"hash", hash}});
  };
  add("certificate.json", "not its own");
  for (const auto& [name, hash] : certificate.files) add(name, hash);
  return files;
}

Json said_rows(const Scheme& scheme, const SaidInWords& said) {
  Json rows = Json::array();
  for (const auto& [slot, words] : said) {
    rows.push_back({{"place", slot_in_words(scheme.slot(slot))}, {"says", words}});
  }
  return rows;
}

std::string method_of(const Certificate& certificate) {
  if (!certificate.solved) return std::string(certificate.method());
  const SolvedFormula& solved = *certificate.solved;
  return fmt::format("{} {} on the formula “{}” of {} variables and {} clauses, seed {}", solved.engine,
                     solved.engine_version, solved.encoder, solved.variables, solved.clauses, solved.seed);
}

}  // namespace

Json command_row(const std::string& does, const std::string& command) { return {{"does", does}, {"command", command}}; }

std::vector<SizeRow> size_rows(const Instance& instance) {
  const Task& task = instance.task();
  const Model& model = instance.model();
  const InputSet& inputs = instance.inputs();
  const bool restricted = instance.restriction().by_tuples || !instance.restriction().lists.empty();
  std::size_t slots = 0;
  for (std::size_t number = 0; number < instance.messages(); ++number)
    slots += instance.scheme().matters(number) ? 1 : 0;
  std::vector<SizeRow> rows = {{"Steps L", std::to_string(task.length())}, {"m", std::to_string(task.m())}};
  if (!task.n().empty()) rows.push_back({"n", fmt::format("{}", fmt::join(task.n(), ", "))});
  rows.push_back({"q", fmt::format("{}", fmt::join(task.q(), ", "))});
  rows.push_back({"Inputs", fmt::format("{}{}", inputs.numbered() ? std::to_string(inputs.size()) : "more than 2^62",
                                        restricted ? ", a part of all" : "")});
  rows.push_back({"Model", kind_in_words(model), true});
  rows.push_back({"Players", model.granularity == Granularity::sums ? "tokens, which hear sums" : "whole functions"});
  rows.push_back({"Epochs E", std::to_string(model.epochs), true});
  rows.push_back({"Bits per token c = 2B", std::to_string(model.bits_per_token)});
  if (!model.widths.empty()) rows.push_back({"Messages of a width of their own", std::to_string(model.widths.size())});
  rows.push_back({"Messages and thoughts that can reach the answer", std::to_string(slots)});
  return rows;
}

Json judged_content(const CheckReport& report) {
  const Certificate& certificate = report.certificate;
  Json evidence = Json::object();
  evidence[certificate.kind->name] = true;
  return {{"class", class_of(certificate.verdict())},
          {"verdict", to_string(certificate.verdict())},
          {"statement", report.statement},
          {"corollary", report.corollary ? report.corollary->sentence : ""},
          {"done", report.done},
          {"evidence", std::move(evidence)},
          {"evidence_kind", certificate.kind->name},
          {"method", method_of(certificate)}};
}

BundleContent bundle_content(const std::string& directory, const CheckReport& report, const CheckOptions& options,
                             const Budget& budget, const std::string& id) {
  const Bundle bundle(directory, options, budget);
  const Certificate& certificate = report.certificate;
  if (bundle.certificate().instance != certificate.instance || bundle.certificate().files != certificate.files) {
    throw CheckFailed(fmt::format("{}: was judged, and has other files now", directory));
  }
  BundleContent made;
  made.instance = bundle.instance();
  const bool witness = certificate.verdict() == Verdict::realizable;
  std::string why_not;
  std::optional<WorkedProtocol> worked;
  if (witness) {
    if (std::optional<Protocol> protocol = protocol_of(bundle, why_not))
      worked = work_out(std::move(*protocol), budget);
  }
  Json sizes = Json::array();
  for (const SizeRow& row : size_rows(*made.instance)) {
    sizes.push_back({{"name", row.name}, {"value", row.value}, {"differs", false}});
  }
  const SaidInWords said = closed_form_in_words(bundle);
  Json diagram = epoch_diagram(*made.instance, worked ? &*worked : nullptr, said, id);
  diagram["label"] = "";
  constexpr std::size_t most_rows = 12;
  const std::optional<Argument> argument = witness ? large_witness_in(bundle, most_rows) : argument_in(bundle);
  const std::string file = (fs::path(directory) / "instance.toml").string();
  made.content = judged_content(report);
  const Json more = {{"path", directory},
                     {"diagram_heading", witness ? "The protocol" : "What may be said"},
                     {"diagram", std::move(diagram)},
                     {"has_argument", argument.has_value()},
                     {"argument_heading", witness ? "What it lists" : "The argument, with its numbers"},
                     {"argument", argument ? argument_content(*argument) : Json::array()},
                     {"has_said", !said.empty()},
                     {"said", said_rows(made.instance->scheme(), said)},
                     {"no_runs", why_not},
                     {"worked", worked ? worked_content(*worked, made.runs) : Json(false)},
                     {"sizes", std::move(sizes)},
                     {"files", files_of(directory, certificate)}};
  for (const auto& [key, value] : more.members()) made.content[key] = value;
  Json commands = Json::array();
  commands.push_back(command_row("Judge this bundle again, without a solver", "arcsat check " + shell_word(directory)));
  commands.push_back(
      command_row("Decide the instance again, which may take long", decide_command(*made.instance, file)));
  if (witness) {
    commands.push_back(command_row("Run the witness on every input", "arcsat simulate " + shell_word(directory)));
  }
  made.content["commands"] = std::move(commands);
  return made;
}

std::string bundle_page(const BundleContent& bundle, Json up) {
  std::vector<std::string_view> files = {"protocol.css"};
  if (bundle.runs) files.push_back("runs.js");
  return page_text("bundle",
                   {{"title", cell_in_words(*bundle.instance)},
                    {"bundle", bundle.content},
                    {"up", std::move(up)},
                    {"is_index", false}},
                   files);
}

}  // namespace arcsat
