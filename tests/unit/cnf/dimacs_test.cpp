#include "cnf/dimacs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <random>

#include "base/error.hpp"

using namespace arcsat;

namespace {

Lit lit(std::int32_t number) { return Lit::from_dimacs(number); }

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// What write_dimacs writes.
std::string written(const Formula& formula, DimacsNames names) {
  const std::unique_ptr<std::FILE, Close> file(std::tmpfile());
  REQUIRE(file != nullptr);
  write_dimacs(formula, file.get(), names);
  std::string text(static_cast<std::size_t>(std::ftell(file.get())), '\0');
  std::rewind(file.get());
  REQUIRE(std::fread(text.data(), 1, text.size(), file.get()) == text.size());
  return text;
}

Formula small_formula() {
  Formula formula;
  formula.add_variables(2, "cell", [](std::int64_t k) { return fmt::format("cell {}", k); });
  formula.add_variables(1, "output", [](std::int64_t) { return "the output"; });
  formula.begin_family("look-up");
  formula.add_clause({lit(1), lit(-3)});
  formula.add_clause({});
  formula.begin_family("output");
  formula.add_clause({lit(-2)});
  return formula;
}

std::string complaint(std::string_view text) {
  try {
    read_dimacs(text, "f.cnf");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

}  // namespace

TEST_CASE("dimacs: the exact bytes") {
  CHECK(dimacs_text(Formula()) == "p cnf 0 0\n");
  CHECK(dimacs_text(small_formula()) == "p cnf 3 3\n1 -3 0\n0\n-2 0\n");
  CHECK(written(small_formula(), DimacsNames::without) == dimacs_text(small_formula()));
  CHECK(written(small_formula(), DimacsNames::with) ==
        "c family look-up: 2 clauses\n"
        "c family output: 1 clauses\n"
        "c 1 cell 0\n"
        "c 2 cell 1\n"
        "c 3 the output\n"
        "p cnf 3 3\n1 -3 0\n0\n-2 0\n");
}

TEST_CASE("dimacs: what is written is read, over many chunks") {
  Formula formula;
  formula.add_variables(100'000, "x", [](std::int64_t k) { return fmt::format("x{}", k); });
  std::mt19937_64 random(1);
  std::vector<Lit> clause;
  for (int k = 0; k < 100'000; ++k) {
    clause.clear();
    for (std::uint64_t length = random() % 6; length > 0; --length) {
      clause.push_back(Lit(Var::from_dimacs(static_cast<std::int32_t>(1 + random() % 100'000)), random() % 2 == 0));
    }
    formula.add_clause(clause);
  }
  const std::string text = dimacs_text(formula);
  CHECK(text.size() > 1'500'000);
  CHECK(written(formula, DimacsNames::without) == text);
  const Formula read = read_dimacs(text, "f.cnf");
  CHECK(read.variables() == formula.variables());
  CHECK(read.clauses() == formula.clauses());
  CHECK(read.literals() == formula.literals());
  CHECK(dimacs_text(read) == text);
  std::string pieces;
  int count = 0;
  for_each_dimacs_chunk(formula, [&](std::string_view chunk) {
    pieces += chunk;
    ++count;
  });
  CHECK(pieces == text);
  CHECK(count > 1);
  const std::string named = written(formula, DimacsNames::with);
  CHECK(named.ends_with(text));
  CHECK(dimacs_text(read_dimacs(named, "f.cnf")) == text);
}

TEST_CASE("dimacs: layout is free after the header, comments stand before it") {
  const Formula formula = read_dimacs("c a comment\nc\ncomment\np cnf 3 2\r\n1\t-2\n3 0 -1\n\n0\n\n", "f.cnf");
  CHECK(dimacs_text(formula) == "p cnf 3 2\n1 -2 3 0\n-1 0\n");
  CHECK(formula.name(Var::from_dimacs(2)) == "x2");
  CHECK(dimacs_text(read_dimacs("p cnf 0 0", "f")) == "p cnf 0 0\n");
  CHECK(dimacs_text(read_dimacs("p cnf 1 1 0", "f")) == "p cnf 1 1\n0\n");
  CHECK(read_dimacs("p cnf 2147483647 1\n-2147483647 0\n", "f").clause(0)[0] == lit(-0x7fffffff));
}

TEST_CASE("dimacs: errors in the header") {
  CHECK(complaint("") == "f.cnf:1:1: found no header, expected 'p cnf VARIABLES CLAUSES'");
  CHECK(complaint("c only a comment") == "f.cnf:1:17: found no header, expected 'p cnf VARIABLES CLAUSES'");
  CHECK(complaint("c x\n1 0\n") == "f.cnf:2:1: found no header, expected 'p cnf VARIABLES CLAUSES'");
  CHECK(complaint("p dnf 1 1\n1 0\n") == "f.cnf:1:1: found no header, expected 'p cnf VARIABLES CLAUSES'");
  CHECK(complaint("p cnf") == "f.cnf:1:1: found no header, expected 'p cnf VARIABLES CLAUSES'");
  CHECK(complaint("p cnf x 1") == "f.cnf:1:7: found 'x', expected the number of variables");
  CHECK(complaint("p cnf  1 1") == "f.cnf:1:7: found ' ', expected the number of variables");
  CHECK(complaint("p cnf ") == "f.cnf:1:7: found the end of the file, expected the number of variables");
  CHECK(complaint("p cnf 3\n1 0\n") == "f.cnf:1:8: found no second number, expected 'p cnf VARIABLES CLAUSES'");
  CHECK(complaint("p cnf 3 x") == "f.cnf:1:9: found 'x', expected the number of clauses");
  CHECK(complaint("p cnf 3 1x") == "f.cnf:1:10: found 'x' after a number, expected white space");
  CHECK(complaint("p cnf -3 1") == "f.cnf:1:7: found -3 variables, expected 0 to 2^31 - 1");
  CHECK(complaint("p cnf 2147483648 1") == "f.cnf:1:7: found 2147483648 variables, expected 0 to 2^31 - 1");
  CHECK(complaint("p cnf 3 -1") == "f.cnf:1:9: found -1 clauses, expected a number of at least 0");
  CHECK(complaint("p cnf 3 99999999999999999999") ==
        "f.cnf:1:9: found an overlong number, expected the number of clauses");
}

TEST_CASE("dimacs: errors in the clauses") {
  CHECK(complaint("p cnf 2 2\n1 0\n") == "f.cnf:3:1: found the end of the file, expected clause 2 of 2");
  CHECK(complaint("p cnf 2 1\n1 2") == "f.cnf:2:4: found the end of the file, expected clause 1 of 1");
  CHECK(complaint("p cnf 2 1\n1 2 \n") == "f.cnf:3:1: found the end of the file, expected clause 1 of 1");
  CHECK(complaint("p cnf 2 1\n1 0\n2 0\n") ==
        "f.cnf:3:1: found more after the last clause, expected the end of the file after 1 clauses");
  CHECK(complaint("p cnf 2 0\n\n0\n") ==
        "f.cnf:3:1: found more after the last clause, expected the end of the file after 0 clauses");
  CHECK(complaint("p cnf 2 1\n1 3 0\n") == "f.cnf:2:3: found the literal 3, expected a variable of at most 2");
  CHECK(complaint("p cnf 2 1\n1\n -3 0\n") == "f.cnf:3:2: found the literal -3, expected a variable of at most 2");
  CHECK(complaint("p cnf 2 1\n2147483648 0\n") ==
        "f.cnf:2:1: found the literal 2147483648, expected a variable of at most 2");
  CHECK(complaint("p cnf 2147483647 1\n-2147483648 0\n") ==
        "f.cnf:2:1: found the literal -2147483648, expected a variable of at most 2147483647");
  CHECK(complaint("p cnf 2 1\n99999999999999999999 0\n") == "f.cnf:2:1: found an overlong number, expected a literal");
  CHECK(complaint("p cnf 2 1\n1 -99999999999999999999 0\n") ==
        "f.cnf:2:3: found an overlong number, expected a literal");
  CHECK(complaint("p cnf 2 2\n1 0\nc in the middle\n2 0\n") == "f.cnf:3:1: found 'c', expected a literal");
  CHECK(complaint("p cnf 2 1\n1 x 0\n") == "f.cnf:2:3: found 'x', expected a literal");
  CHECK(complaint("p cnf 2 1\n1 - 0\n") == "f.cnf:2:3: found '-', expected a literal");
  CHECK(complaint("p cnf 2 1\n+1 0\n") == "f.cnf:2:1: found '+', expected a literal");
  CHECK(complaint("p cnf 2 1\n1.5 0\n") == "f.cnf:2:2: found '.' after a number, expected white space");
  CHECK(complaint("p cnf 2 1\n1 0%\n") == "f.cnf:2:4: found '%' after a number, expected white space");
  CHECK(complaint(std::string("p cnf 2 1\n1 \0 0\n", 16)) == "f.cnf:2:3: found the byte 0x00, expected a literal");
  CHECK(complaint("p cnf 2 1\n1\xff 0\n") == "f.cnf:2:2: found the byte 0xff after a number, expected white space");
}

TEST_CASE("dimacs: an announced number is not believed") {
  CHECK(complaint("p cnf 1 9223372036854775807\n1 0\n") ==
        "f.cnf:3:1: found the end of the file, expected clause 2 of 9223372036854775807");
}

TEST_CASE("dimacs: a full disk is an error") {
  const std::unique_ptr<std::FILE, Close> full(std::fopen("/dev/full", "wb"));
  REQUIRE(full != nullptr);
  CHECK_THROWS_AS(write_dimacs(small_formula(), full.get(), DimacsNames::with), Error);
}
