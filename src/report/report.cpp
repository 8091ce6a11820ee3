#include "report/report.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "report/atlas_page.hpp"
#include "report/bundle_page.hpp"
#include "report/judged.hpp"
#include "report/page.hpp"
#include "report/report_directory.hpp"
#include "report/separation_page.hpp"
#include "report/words.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

std::string below(const std::string& directory, const std::string& name) {
  return (fs::path(directory) / name).string();
}

/// A row of the index.
struct IndexRow {
  std::string page;
  std::string path;
  std::string verdict;
  std::string badge;  // a class of style.css
  std::string words;
  std::string judged;
};

class ReportWriter {
 public:
  ReportWriter(const std::string& directory, const CheckOptions& options, std::optional<double> seconds)
      : directory_(directory), options_(options), seconds_(seconds) {}

  void add(const Found& found) {
    if (found.kind == Found::Kind::skipped) {
      skipped_.push_back(line_of(found, bundles()));
      return;
    }
    if (found.kind == Found::Kind::sought) ++summary_.judged;
    const Judged judged = judge(found, options_, seconds_);
    try {
      std::visit([&](const auto& outcome) { add_page(found.path, outcome); }, judged.outcome);
    } catch (const CheckFailed& error) {
      add_page(found.path, Fault{true, error.what()});
    } catch (const InputError& error) {
      add_page(found.path, Fault{true, error.what()});
    } catch (const LimitReached& limit) {
      if (interrupted) throw;
      add_page(found.path, Fault{true, fmt::format("{}: its page was not finished: {}", found.path, limit.what())});
    }
  }

  ReportSummary finish() {
    summary_.json = contents();
    directory_.write_contents(summary_.json);
    directory_.write("index.html", index());
    summary_.pages = directory_.pages();
    summary_.bytes = directory_.bytes();
    return std::move(summary_);
  }

 private:
  void add_page(const std::string& path, const Fault& fault) {
    (fault.judged ? summary_.failed : summary_.unusable).push_back(fault.why);
    const std::string page = directory_.new_name(path);
    Json commands = Json::array();
    commands.push_back(command_row("Judge it again, without a solver", "arcsat check " + shell_word(path)));
    const std::string verdict = fault.judged ? "does not hold" : "not readable";
    directory_.write(page,
                     page_text("fault", {{"title", path},
                                         {"verdict", verdict},
                                         {"words", fault.judged ? "The checker did not accept it."
                                                                : "It could not be read, so nothing was checked."},
                                         {"why", fault.why},
                                         {"commands", std::move(commands)},
                                         {"up", false},
                                         {"is_index", false}}));
    faults_.push_back({page, path, verdict, "fault", fault.why, fault.judged ? "checked" : "not checked"});
  }

  void add_page(const std::string& path, const CheckReport& report) {
    const BundleContent bundle = content(path, report, "diagram");
    const std::string page = directory_.new_name(path);
    directory_.write(page, bundle_page(bundle, false));
    bundles_.push_back(row_of(page, path, report));
  }

  void add_page(const std::string& path, const Separation& separation) {
    const std::string one = below(path, "impossible");
    const std::string other = below(path, "possible");
    const BundleContent impossible = content(one, separation.impossible, "impossible");
    const BundleContent possible = content(other, separation.possible, "possible");
    const std::string page = directory_.new_name(path);
    const std::string one_page = directory_.new_name(one);
    const std::string other_page = directory_.new_name(other);
    const Json up = {{"href", page}, {"name", "Separation"}};
    directory_.write(one_page, bundle_page(impossible, up));
    directory_.write(other_page, bundle_page(possible, up));
    directory_.write(page, separation_page(path, separation, impossible, one_page, possible, other_page));
    separations_.push_back({page, path, "separation", "", separation.sentence, "checked"});
  }

  void add_page(const std::string& path, const AtlasReport& atlas) {
    const std::string page = directory_.new_name(path);
    directory_.write(page, atlas_page(path, atlas));
    atlases_.push_back({page, path, "atlas", "", atlas.words(), "checked"});
  }

  BundleContent content(const std::string& path, const CheckReport& report, const std::string& id) const {
    return bundle_content(path, report, options_, Budget(seconds_, std::nullopt), id);
  }

  static IndexRow row_of(const std::string& page, const std::string& path, const CheckReport& report) {
    const Verdict verdict = report.certificate.verdict();
    return {page,
            path,
            std::string(to_string(verdict)),
            verdict == Verdict::realizable ? "possible" : "impossible",
            report.statement,
            report.verified ? "checked, also by a verified checker" : "checked"};
  }

  struct Group {
    std::string heading;
    std::string of;
    const std::vector<IndexRow>* rows;
  };
  std::vector<Group> groups() const {
    return {{"Without a verdict", "Path", &faults_},
            {"Separations", "Separation", &separations_},
            {"Atlases", "Atlas", &atlases_},
            {"Bundles", "Bundle", &bundles_}};
  }

  Json contents() const {
    Json pages = Json::array();
    for (const Group& group : groups()) {
      for (const IndexRow& row : *group.rows) {
        pages.push_back({{"page", row.page}, {"path", row.path}, {"verdict", row.verdict}, {"words", row.words}});
      }
    }
    Json contents = ReportDirectory::no_contents();
    contents["pages"] = std::move(pages);
    contents["skipped"] = skipped_;
    contents["files"] = directory_.names();
    return contents;
  }

  std::string index() const {
    Json list = Json::array();
    for (const Group& group : groups()) {
      if (group.rows->empty()) continue;
      Json rows = Json::array();
      for (const IndexRow& row : *group.rows) {
        rows.push_back({{"href", row.page},
                        {"path", row.path},
                        {"verdict", row.verdict},
                        {"class", row.badge},
                        {"words", row.words},
                        {"judged", row.judged}});
      }
      list.push_back({{"heading", group.heading}, {"of", group.of}, {"rows", std::move(rows)}});
    }
    const std::size_t held = summary_.judged - summary_.failed.size();
    return page_text("index",
                     {{"title", "What was judged"},
                      {"summary", fmt::format("{} of {} hold; {} could not be read.", held, summary_.judged,
                                              summary_.unusable.size())},
                      {"groups", std::move(list)},
                      {"has_skipped", !skipped_.empty()},
                      {"skipped", skipped_},
                      {"up", false},
                      {"is_index", true}},
                     {"index.js"});
  }

  ReportDirectory directory_;
  const CheckOptions& options_;
  std::optional<double> seconds_;
  std::vector<IndexRow> faults_;
  std::vector<IndexRow> separations_;
  std::vector<IndexRow> atlases_;
  std::vector<IndexRow> bundles_;
  std::vector<std::string> skipped_;
  ReportSummary summary_;
};

}  // namespace

void require_report_place(const std::string& directory) { ReportDirectory::require_place(directory); }

ReportSummary write_report(const std::vector<Found>& found, const std::string& directory, const CheckOptions& options,
                           std::optional<double> seconds) {
  ReportWriter writer(directory, options, seconds);
  for (const Found& one : found) writer.add(one);
  return writer.finish();
}

}  // namespace arcsat
