// checker_consumer BUNDLE: succeeds only if the bundle holds, and is one of a refutation.
#include <arcsat/arcsat.hpp>
#include <cstdio>

int main(int, char** argv) {
  using namespace arcsat::library;
  const CheckReport absent = check("no-such-bundle");
  const CheckReport report = check(argv[1]);
  std::printf("%s%s\n", report.statement.c_str(), report.why.c_str());
  return absent.finding == Finding::does_not_hold && report.finding == Finding::holds &&
                 report.verdict == Verdict::unrealizable
             ? 0
             : 1;
}
