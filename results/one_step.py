#!/usr/bin/env python3
"""Decides all cells of one step with m, q <= 16, c <= 4 and one to four epochs, and writes the table one_step.md.

    python3 results/one_step.py ARCSAT [SECONDS]     at most so many seconds a cell (default 60)

With --json each verdict names what shows it; `arcsat decide ... --out DIR` keeps its evidence.
"""
import collections
import json
import pathlib
import subprocess
import sys

LISTING = pathlib.Path(__file__).resolve().parent / "one_step.md"
SIZES = range(1, 17)


def decide(arcsat, m, q, c, epochs, seconds):
    run = subprocess.run([arcsat, "decide", "--L", "1", "--m", str(m), "--q", str(q), "--bits-per-token", str(c), "--epochs", str(epochs),
                          "--quiet", "--json", "--threads", "1", "--time-limit", seconds], capture_output=True, text=True, check=False)
    said = json.loads(run.stdout)
    return said["verdict"], said["encoder"]["name"]


def ranges(numbers):
    """"3", "3-7, 9", "-"."""
    runs = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs) or "-"


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 1
    arcsat, seconds = arguments[0], (arguments[1:] or ["60"])[0]
    methods = collections.Counter()
    rows, open_cells = [], []
    for epochs in range(1, 5):
        for c in range(1, 5):
            for m in SIZES:
                found = {"realizable": [], "unrealizable": [], "undecided": []}
                last = {}
                for q in SIZES:
                    verdict, method = decide(arcsat, m, q, c, epochs, "1")
                    if verdict == "undecided" and seconds != "1":
                        verdict, method = decide(arcsat, m, q, c, epochs, seconds)
                    found[verdict].append(q)
                    if verdict == "undecided":
                        open_cells.append(f"({m};{q}), c = {c}, E = {epochs}")
                    else:
                        methods[verdict, method] += 1
                        last.setdefault("unrealizable", method) if verdict == "unrealizable" else last.update(realizable=method)
                rows.append(f"| {epochs} | {c} | {m} | {ranges(found['realizable'])} | {last.get('realizable', '')} | "
                            f"{ranges(found['unrealizable'])} | {last.get('unrealizable', '')} | {ranges(found['undecided'])} |")
                print(rows[-1], file=sys.stderr, flush=True)
    text = ("# One step\n\nAll 4,096 cells with m, q <= 16, c <= 4, E <= 4, decided by `one_step.py`, each by itself. \"By\" is what shows the largest "
            "possible and the least impossible q.\n\n")
    text += "Evidence: " + ", ".join(f"{count} {verdict} by {method}" for (verdict, method), count in sorted(methods.items())) + ".\n\n"
    text += f"Open: {', '.join(open_cells) or 'none'}.\n\n"
    text += "| E | c | m | possible q | by | impossible q | by | open q |\n|---|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    LISTING.write_text(text, encoding="utf-8")
    print(f"{len(open_cells)} open cells: {open_cells}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
