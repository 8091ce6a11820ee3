// The main function of all doctest programs. A run in which no test case passes the filters fails: a CTest test whose
// source file was renamed, or holds no test case, must not look like a success.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

namespace {

bool no_case_ran = false;

struct CountsCases : doctest::IReporter {
  explicit CountsCases(const doctest::ContextOptions& /*options*/) {}
  void test_run_end(const doctest::TestRunStats& stats) override {
    no_case_ran = stats.numTestCasesPassingFilters == 0;
  }

  void report_query(const doctest::QueryData& /*query*/) override {}
  void test_run_start() override {}
  void test_case_start(const doctest::TestCaseData& /*test_case*/) override {}
  void test_case_reenter(const doctest::TestCaseData& /*test_case*/) override {}
  void test_case_end(const doctest::CurrentTestCaseStats& /*stats*/) override {}
  void test_case_exception(const doctest::TestCaseException& /*exception*/) override {}
  void subcase_start(const doctest::SubcaseSignature& /*signature*/) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData& /*data*/) override {}
  void log_message(const doctest::MessageData& /*data*/) override {}
  void test_case_skipped(const doctest::TestCaseData& /*test_case*/) override {}
};

}  // namespace

REGISTER_LISTENER("counts_cases", 1, CountsCases);

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  const int code = context.run();
  if (context.shouldExit() || code != 0 || !no_case_ran) return code;
  std::fputs("no test case passes the filters\n", stderr);
  return 1;
}
