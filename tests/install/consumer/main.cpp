// consumer BUNDLE: what a user of the installed library writes. One bit per token is too few for L = 1, m = 2 in one
// epoch, which BUNDLE is to show; two suffice.
#include <arcsat/arcsat.hpp>
#include <cstdio>

namespace library = arcsat::library;

namespace {

bool found(library::Verdict expected, unsigned bits_per_token, const char* bundle) {
  library::Instance instance;
  instance.m = 2;
  instance.bits_per_token = bits_per_token;
  library::DecideOptions options;
  options.bundle = bundle;
  const library::Decision decision = library::decide(instance, options);
  std::printf("%s\n", decision.statement.c_str());
  return decision.verdict == expected && decision.certified;
}

bool refused() {
  library::Instance instance;
  instance.m = 0;
  try {
    library::decide(instance);
  } catch (const library::InputError& error) {
    std::printf("refused: %s\n", error.what());
    return true;
  }
  return false;
}

}  // namespace

int main(int, char** argv) {
  const bool right = found(library::Verdict::unrealizable, 1, argv[1]) && found(library::Verdict::realizable, 2, "") &&
                     library::check(argv[1]).finding == library::Finding::holds && refused();
  return right ? 0 : 1;
}
