#!/usr/bin/env python3
"""Dependencies point downward only: what each component must not include, it cannot include, and does not.

Usage: layering.py SOURCE_DIRECTORY INCLUDE_DIRECTORIES_FILE CXX_COMPILER ARCSAT ARCSAT_CHECK
"""
import pathlib
import re
import subprocess
import sys

# What a component may include at most. certify judges, so it must see neither who solves nor who encodes.
MAY_INCLUDE = {
    "base": set(),
    "cnf": {"base"},
    "protocol": {"base", "cnf"},
    "certify": {"base", "cnf", "protocol"},
    "transformer": {"base", "protocol"},
    "solve": {"base", "cnf", "protocol"},
    "encoders": {"base", "cnf", "protocol"},
    "evidence": {"base", "cnf", "protocol", "certify", "transformer", "encoders"},
    "check": {"base", "cnf", "protocol", "certify", "transformer", "encoders", "evidence"},
    "library": {"base", "cnf", "protocol", "certify", "transformer", "encoders", "evidence", "check"},
    "library_solver": {"base", "cnf", "protocol", "certify", "transformer", "solve", "encoders", "evidence", "run", "library"},
    "atlas": {"base", "cnf", "protocol", "certify", "transformer", "solve", "encoders", "evidence", "check", "run"},
    "run": {"base", "cnf", "protocol", "certify", "transformer", "solve", "encoders", "evidence", "check"},
    "bench": {"base", "cnf", "protocol", "certify", "transformer", "solve", "encoders", "evidence", "run"},
    "survey": {"base", "cnf", "protocol", "certify", "transformer", "solve", "encoders", "evidence", "run"},
    "explain": {"base", "cnf", "protocol", "certify", "transformer", "encoders", "evidence"},
    "report": {"base", "cnf", "protocol", "certify", "transformer", "encoders", "evidence", "check", "explain"},
    "theorem": {"base", "cnf", "protocol", "certify"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)

source = pathlib.Path(sys.argv[1])
reach = {}
for line in pathlib.Path(sys.argv[2]).read_text().splitlines():
    name, *directories = line.split("|")
    reach[name] = directories
compiler = sys.argv[3]
faults = []

# The rows of the engine table, each with a wrapper of its name.
ENGINES = re.findall(r"&(\w+)_engine\b", (source / "src/solve/engine.cpp").read_text())
if not ENGINES:
    faults.append("src/solve/engine.cpp: found no row of the engine table: this test is blind")


def folder(component):
    return source / component if component == "encoders" else source / "src" / component


def compile_for(component, text):
    options = [f"-I{directory}" for directory in reach[component] if directory]
    return subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-x", "c++", *options, "-"], input=text, text=True,
                          capture_output=True)


if set(reach) != set(MAY_INCLUDE):
    faults.append(f"found the components {sorted(reach)}, expected {sorted(MAY_INCLUDE)}: extend layering.py")

for component in sorted(set(reach) & set(MAY_INCLUDE)):
    for other in sorted(set(MAY_INCLUDE) - {component, "library_solver"}):  # which has no headers
        header = sorted(folder(other).glob("*.hpp"))[0].name
        text = f'#if __has_include("{other}/{header}")\n#error reachable\n#endif\n'
        result = compile_for(component, text)
        reachable = "#error reachable" in result.stderr
        if result.returncode != 0 and not reachable:
            faults.append(f"{component}: the compiler failed: {result.stderr}")
        if reachable and other not in MAY_INCLUDE[component]:
            faults.append(f"{component} can include {other}, and must not: see USES in its CMakeLists.txt")
    for path in sorted(folder(component).glob("**/*.[ch]pp")):
        for quote, included in INCLUDE.findall(path.read_text()):
            where = f"{path.relative_to(source)}: found the include of {included}"
            if quote == '"' and not re.fullmatch(r"[a-z]+/\w+\.hpp", included):
                faults.append(f"{where}, expected \"COMPONENT/FILE.hpp\"")
            elif quote == '"' and included.split("/")[0] not in MAY_INCLUDE[component] | {component}:
                faults.append(f"{where}, which {component} must not include")
            elif quote == "<" and component != "solve" and any(engine in included.lower() for engine in ENGINES):
                # Engines are installed system-wide, so no target can hide their headers.
                faults.append(f"{where}, which only solve may include")

# The one header that is installed stands alone.
for _, included in INCLUDE.findall((source / "src/library/arcsat.hpp").read_text()):
    if not re.fullmatch(r"[a-z]+", included):
        faults.append(f"src/library/arcsat.hpp: found the include of {included}, expected the standard library's alone")


def units_included(component):
    """Within a component: the units (a header and the sources of its name) that each unit includes."""
    graph = {}
    for path in sorted(folder(component).glob("**/*.[ch]pp")):
        units = graph.setdefault(path.stem, set())
        for _, included in INCLUDE.findall(path.read_text()):
            if included.split("/")[0] == component:
                units.add(pathlib.Path(included).stem)
        units.discard(path.stem)
    return graph


def circle(graph):
    """Some units each of which includes the next, and the last the first; empty if there are none."""
    left = {unit: set(others) & set(graph) for unit, others in graph.items()}
    while True:
        done = {unit for unit, others in left.items() if not others}
        if not done:
            break
        left = {unit: others - done for unit, others in left.items() if unit not in done}
    way = sorted(left)[:1]
    while way and way[-1] not in way[:-1]:
        way.append(sorted(left[way[-1]])[0])
    return way[way.index(way[-1]):] if way else []


for component in sorted(set(MAY_INCLUDE) | {"cli"}):
    if found := circle(units_included(component)):
        faults.append(f"{component}: found a circle of includes, {' -> '.join(found)}")
if circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) != ["b", "c", "b"] or circle({"a": {"b"}, "b": set()}):
    faults.append("the search for circles is blind")

# Only a test may weaken the conditions under which a formula may leave something out.
for path in sorted([*source.glob("src/**/*.[ch]pp"), *source.glob("encoders/*.[ch]pp")]):
    if re.search(r":\s*public\s+PlanConditions\b", path.read_text()):
        faults.append(f"{path.relative_to(source)}: found other conditions than the proved ones, expected them in tests")

# The probe itself: a real include that must not compile, and one that must.
wrong = compile_for("certify", '#include "solve/solver.hpp"\n')
if wrong.returncode == 0 or "solver.hpp: No such file" not in wrong.stderr:
    faults.append(f"certify includes solve/solver.hpp: expected an error, found: {wrong.stderr}")
right = compile_for("certify", '#include "certify/witness.hpp"\n#include "protocol/protocol.hpp"\n')
if right.returncode != 0:
    faults.append(f"certify cannot include its own headers: {right.stderr}")

# A verdict can be checked by a program that holds no solver, be it a shared library (its name) or a static one (symbols).
SOLVERS = re.compile("|".join(ENGINES), re.IGNORECASE)


def solvers_in(program):
    listing = subprocess.run(["nm", "--demangle", program], text=True, capture_output=True, check=True).stdout
    listing += subprocess.run(["readelf", "--dynamic", program], text=True, capture_output=True, check=True).stdout
    return {name.lower() for name in SOLVERS.findall(listing)}


if solvers_in(sys.argv[5]):
    faults.append(f"{sys.argv[5]}: found the engines {sorted(solvers_in(sys.argv[5]))}, expected none")
if solvers_in(sys.argv[4]) != set(ENGINES):
    faults.append(f"{sys.argv[4]}: found the engines {sorted(solvers_in(sys.argv[4]))}, expected {sorted(ENGINES)}: "
                  "this test is blind")

# tests/CMakeLists.txt runs test cases by file name.
for path in sorted((source / "tests").glob("**/*.[ch]pp")):
    if re.search(r"^TEST_CASE", path.read_text(), re.MULTILINE) and not path.name.endswith("_test.cpp"):
        faults.append(f"{path.relative_to(source)}: found test cases, expected them in a file named *_test.cpp only")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
