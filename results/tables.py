#!/usr/bin/env python3
"""Makes the tables of thresholds from the committed evidence: one_step.md and thresholds.md. It decides nothing.

    python3 results/tables.py            writes them
    python3 results/tables.py --check    fails if they are not what the evidence says

A verdict is that of a bundle (certificates, separations, atlases, and those that larger.json can make again), or it follows from one by an
embedding (order.py), or from one of two theorems, of which results/atlas/README.md has the proofs.
"""
import functools
import itertools
import json
import math
import pathlib
import sys
import tomllib

sys.dont_write_bytecode = True  # it is a check as well
from instance_reader import Instance
from order import MODELS, require_embedding
from verdicts import Wrong

RESULTS = pathlib.Path(__file__).resolve().parent
MOST_C = 16
MOST_VALUE = 65
# Along q_1 or q_2 ("·") in two epochs: (c; m; n; q).
FAMILIES = [(1, 1, 2, "·", 2), (1, 1, 3, "·", 2), (1, 1, 4, "·", 2), (1, 1, 5, "·", 2), (1, 1, 6, "·", 2), (1, 1, 1, 3, "·"),
            (1, 1, 1, 4, "·"), (1, 2, 1, 2, "·"), (1, 2, 1, 3, "·"), (1, 2, 2, 2, "·"), (1, 1, 2, "·", 3), (1, 3, 1, "·", 3),
            (2, 1, 1, 4, "·"), (2, 2, 1, 2, "·"), (1, 2, 2, "·", 2), (1, 2, 3, "·", 2), (1, 3, 2, "·", 2), (1, 4, 2, "·", 2),
            (1, 2, 2, 3, "·"), (1, 2, 3, 2, "·"), (2, 1, 1, 3, "·"), (2, 2, 1, 3, "·"), (2, 2, 2, 2, "·"), (2, 2, 2, 3, "·"),
            (2, 2, 3, 2, "·")]
PAPER = [(m, ()) for m in (2, 3, 4, 5, 6)] + [(2, (1,)), (2, (2,)), (2, (3,)), (3, (1,)), (3, (2,)), (4, (1,)), (2, (1, 1)), (2, (1, 2)),
                                             (2, (2, 1)), (3, (1, 1))]


def instance_of(m, n, q, c, epochs):
    return Instance({"task": {"L": len(q), "m": m, "n": list(n), "q": list(q)},
                     "model": {"kind": "decoder", "epochs": epochs, "bits_per_token": c}})


def key_of(doc):
    """The cell of a plain decoder, or nothing."""
    task, model = doc["task"], doc["model"]
    plain = model.get("kind", "decoder") == "decoder" and not {"granularity", "widths"} & set(model) and not doc.get("inputs")
    if not plain:
        return None
    q = task.get("q") or [task["m"] * math.prod(task.get("n", [])[:l]) for l in range(task["L"])]
    return task["m"], tuple(task.get("n", ())), tuple(q), model["bits_per_token"], model["epochs"]


def evidence():
    """By cell: its verdict, and by what; and the cells of which the rest of an atlas follows, so that nothing else need be asked."""
    found, bases = {}, set()

    def keep(doc, verdict, by, is_base=True):
        key = key_of(doc)
        if key is None or verdict == "undecided":
            return
        if found.setdefault(key, (verdict, by))[0] != verdict:
            raise Wrong(f"found both verdicts on {key}")
        if is_base:
            bases.add(key)
    for name in ("certificates", "separations"):
        for file in sorted((RESULTS / name).rglob("certificate.json")):
            doc = json.loads(file.read_text(encoding="utf-8"))
            if file.parent.name not in ("base", "second-base"):
                keep(doc["instance"], doc["verdict"], doc["encoder"]["name"])
    for file in sorted(RESULTS.glob("atlas/*/atlas.json")):
        by_hash = {}
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            if "bundle" in cell:
                by_hash[Instance(cell["instance"], *MODELS).sha256()] = cell["by"]
        for cell in cells:
            by = cell.get("by") or ", ".join(by_hash[one] for one in cell.get("bases", ()))
            keep(cell["instance"], cell["verdict"], by, cell.get("rule") != "embedding")
    for one in json.loads((RESULTS / "larger.json").read_text(encoding="utf-8")):
        doc = tomllib.loads((RESULTS.parent / one["instance"]).read_text(encoding="utf-8"))
        keep({key: doc[key] for key in ("task", "model", "inputs") if key in doc}, one["verdict"], "larger.json")
    return found, bases


class Known:
    def __init__(self):
        self.cells, self.bases = evidence()
        self.instance = functools.lru_cache(maxsize=None)(lambda key: instance_of(*key))

    def leads(self, harder, easier):
        sizes = zip((harder[0], *harder[1], *harder[2]), (easier[0], *easier[1], *easier[2]))
        if len(harder[2]) != len(easier[2]) or any(more < less for more, less in sizes) or harder[4] > easier[4]:
            return False
        for ends in itertools.combinations(range(1, easier[4] + 1), harder[4]):
            try:
                require_embedding(self.instance(harder), self.instance(easier), list(ends), False)
                return True
            except Wrong:
                continue
        return False

    @functools.lru_cache(maxsize=None)
    def verdict(self, cell):
        """With by what; nothing if nothing says so."""
        if cell in self.cells:
            return self.cells[cell]
        m, n, q, c, epochs = cell
        if epochs == 1 and min(q) > 1:
            fits = all(b ** a <= 2 ** c for a, b in zip((m, *q), q))
            return ("realizable" if fits else "unrealizable"), "theorem"
        if epochs > len(q) and max(m, *q) <= 2 ** c:
            return "realizable", "theorem"
        for other in sorted(self.bases):
            verdict, by = self.cells[other]
            pair = (other, cell) if verdict == "realizable" else (cell, other)
            if self.leads(*pair):
                return verdict, by
        return None


def ranges(numbers):
    """"3", "3-7, 9", "-"."""
    runs = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs) or "-"


def one_step(known):
    sizes = range(1, 17)
    rows, open_cells = [], []
    for epochs, c, m in itertools.product(range(1, 5), range(1, 5), sizes):
        found = {"realizable": [], "unrealizable": [], "undecided": []}
        by = {}
        for q in sizes:
            verdict, how = known.cells.get((m, (), (q,), c, epochs), ("undecided", ""))
            found[verdict].append(q)
            if verdict == "undecided":
                open_cells.append(f"({m};{q}), c = {c}, E = {epochs}")
            elif verdict == "unrealizable":
                by.setdefault(verdict, how)
            else:
                by[verdict] = how
        rows.append(f"| {epochs} | {c} | {m} | {ranges(found['realizable'])} | {by.get('realizable', '')} | {ranges(found['unrealizable'])} | "
                    f"{by.get('unrealizable', '')} | {ranges(found['undecided'])} |")
    return ("# One step\n\nAll 4,096 cells with m, q ≤ 16, c ≤ 4, E ≤ 4: the atlas [one_step](atlas/one_step/table.md) by rows, made by `tables.py`. "
            "\"By\" is the evidence that shows the largest possible and the least impossible q, of the cell itself or of what it follows from.\n\n"
            f"Open, {len(open_cells)}: {', '.join(open_cells) or 'none'}.\n\n"
            "| E | c | m | possible q | by | impossible q | by | open q |\n|---|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n")


def family_row(known, family):
    c, m, n, q1, q2 = family
    largest, least = (None, ""), (None, "")
    for value in range(1, MOST_VALUE + 1):
        verdict, by = known.verdict((m, (n,), (q1 if q1 != "·" else value, q2 if q2 != "·" else value), c, 2)) or (None, "")
        if verdict == "realizable":
            largest = value, by
        elif verdict == "unrealizable" and least[0] is None:
            least = value, by
    if least[0] is not None and largest[0] is not None and least[0] < largest[0]:
        raise Wrong(f"found a larger value realizable than one that is not: {family}")
    between = range((largest[0] or 0) + 1, least[0]) if least[0] else None
    left = ranges([between[0]]) + (f" … {between[-1]}" if len(between) > 1 else "") if between else "" if between is not None else "the rest"
    return f"| {c} | ({m}; {n}; {q1},{q2}) | {largest[0] or '-'} | {largest[1]} | {least[0] or '-'} | {least[1]} | {left} |"


def least_c(known, m, n, epochs):
    """"2", or "2 … 4" if those from 2 on are open."""
    q = [m * math.prod(n[:l]) for l in range(len(n) + 1)]
    most_refuted = 0
    for c in range(1, MOST_C + 1):
        verdict, _ = known.verdict((m, n, tuple(q), c, epochs)) or (None, "")
        if verdict == "realizable":
            return str(c) if c == most_refuted + 1 else f"{most_refuted + 1} … {c}"
        if verdict == "unrealizable":
            most_refuted = c
    return f"over {most_refuted}"


def thresholds(known):
    text = ("# Thresholds\n\nMade by `tables.py` from the committed evidence: each verdict is that of a bundle (`certificates`, `separations`, `atlas`; \"larger.json\": "
            "of one that a command there makes again), follows from one by an embedding, or from a theorem of [atlas/README.md](atlas/README.md). (m; n; q_1,q_2) as there.\n\n"
            "## Along one size\n\nTwo steps in two epochs, all but one size fixed: the largest value that is realizable, the least that is refuted, and what is open.\n\n"
            "| c | family | realizable | by | refuted | by | open |\n|---|---|---|---|---|---|---|\n")
    text += "\n".join(family_row(known, family) for family in FAMILIES)
    text += ("\n\n## The paper's shape\n\nThe least c, with q_1 = m and q_l = m·n_1⋯n_{l-1}. Where two numbers are given, the second is realizable, and those before it are open "
             "from the first on.\n\n| L | m | n | E = 1 | E = 2 | E = 3 | E = 4 |\n|---|---|---|---|---|---|---|\n")
    for m, n in PAPER:
        text += f"| {len(n) + 1} | {m} | {', '.join(map(str, n))} | " + " | ".join(least_c(known, m, n, epochs) for epochs in range(1, 5)) + " |\n"
    return text


def tables_of(known):
    return {"one_step.md": one_step(known), "thresholds.md": thresholds(known)}


def stale(made, directory):
    """The names of those that are not there as they were made."""
    return [name for name, text in made.items() if (directory / name).read_text(encoding="utf-8") != text]


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 1
    made = tables_of(Known())
    if not arguments:
        for name, text in made.items():
            (RESULTS / name).write_text(text, encoding="utf-8")
    names = stale(made, RESULTS)
    for name in names:
        print(f"results/{name} is out of date: python3 results/tables.py", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
