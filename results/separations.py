#!/usr/bin/env python3
"""Makes the committed separations, and the table of them, separations.md.

    python3 results/separations.py ARCSAT [NAME...]  decides both cells of each, or of those named
    python3 results/separations.py --table           writes separations.md anew from what is there
    python3 results/separations.py --table --check   fails if separations.md is not that table
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

RESULTS = pathlib.Path(__file__).resolve().parent
SEPARATIONS = RESULTS / "separations"
LISTING = RESULTS / "separations.md"


def decoder(epochs):
    return f'kind = "decoder"\nepochs = {epochs}\n'


def encoder(epochs, granularity="functions"):
    return f'kind = "encoder"\ngranularity = "{granularity}"\nepochs = {epochs}\n'


def thoughts(epochs, count, bits):
    return f'kind = "chain-of-thought"\nthoughts = {count}\nthought_bits = {bits}\nepochs = {epochs}\n'


def transformer(construction, normalised=False):
    """A Transformer that is built and, by running it on all inputs, judged."""
    return ["--construction", construction, *([] if normalised else ["--unnormalised"])]


UNLIMITED = '"unlimited"'

# Name: m, n, q, c, the model that cannot, the model that can.
CELLS = {
    "depth-L1-m3-q4-c1": (3, [], [4], 1, decoder(2), decoder(3)),
    "depth-L2-m2-n1-q2_6-c1": (2, [1], [2, 6], 1, decoder(2), decoder(3)),
    "depth-L2-m1-n2-q8_2-c1": (1, [2], [8, 2], 1, decoder(2), decoder(3)),
    "depth-L2-m2-n19-q4_4-c2": (2, [19], [4, 4], 2, decoder(2), decoder(3)),
    "depth-L2-m4-n41-q3_4-c2": (4, [41], [3, 4], 2, decoder(2), decoder(3)),
    "depth-L2-m55-n4-q727_1024-c10": (55, [4], [727, 1024], 10, decoder(2), decoder(3)),
    "depth-L3-m1-n1_1-q2_2_182-c1": (1, [1, 1], [2, 2, 182], 1, decoder(3), decoder(4)),
    "depth-L3-m2-n1_11-q2_32_2-c1": (2, [1, 11], [2, 32, 2], 1, decoder(3), decoder(4)),
    "depth-L3-m8-n3720_89282537-q8_8_8-c3": (8, [3720, 89282537], [8, 8, 8], 3, decoder(3), decoder(4)),
    "encoder-L1-m3-q4-c1": (3, [], [4], 1, decoder(2), encoder(2, "sums")),
    "encoder-L2-m2-n1-q2_6-c1": (2, [1], [2, 6], 1, decoder(2), encoder(2, "sums")),
    "encoder-L2-m1-n2-q8_2-c1": (1, [2], [8, 2], 1, decoder(2), encoder(2)),
    "encoder-L2-m2-n19-q4_4-c2": (2, [19], [4, 4], 2, decoder(2), encoder(2)),
    "thoughts-L1-m2-q2-c1": (2, [], [2], 1, decoder(1), thoughts(1, 1, 1)),
    "thoughts-L1-m2-q2-c1-no-bits": (2, [], [2], 1, thoughts(1, 1, 0), thoughts(1, 1, 1)),
    "thoughts-L1-m3-q4-c1": (3, [], [4], 1, decoder(2), thoughts(2, 1, 1)),
    "thoughts-L2-m2-n1-q2_6-c1": (2, [1], [2, 6], 1, decoder(2), thoughts(2, 1, 1)),
    "thoughts-L2-m1-n2-q8_2-c1": (1, [2], [8, 2], 1, decoder(1), thoughts(1, 3, 4)),
    "thoughts-L2-m2-n1-q2_3-c1-one-against-two": (2, [1], [2, 3], 1, thoughts(1, 1, UNLIMITED), thoughts(1, 2, UNLIMITED)),
    "transformer-depth-L1-m2-q2-c1": (2, [], [2], 1, decoder(1), transformer("decoder")),
    "transformer-depth-L1-m3-q3-c4": (3, [], [3], 4, decoder(1), transformer("decoder", normalised=True)),
    "transformer-depth-L2-m2-n19-q4_4-c2": (2, [19], [4, 4], 2, decoder(2), transformer("decoder")),
    "transformer-encoder-L2-m1-n2-q8_2-c1": (1, [2], [8, 2], 1, decoder(2), transformer("flag")),
    "transformer-encoder-L2-m2-n19-q4_4-c2": (2, [19], [4, 4], 2, decoder(2), transformer("flag")),
    "transformer-thoughts-L1-m2-q2-c1": (2, [], [2], 1, decoder(1), transformer("thoughts")),
    "transformer-thoughts-L2-m1-n2-q8_2-c3": (1, [2], [8, 2], 3, decoder(1), transformer("thoughts")),
}


def toml(m, n, q, c, model):
    return (f'format = "arcsat-instance"\nversion = 1\n[task]\nL = {len(q)}\nm = {m}\nn = {n}\nq = {q}\n'
            f"[model]\n{model}bits_per_token = {c}\n")


def build_transformer(arcsat, m, n, q, options, out):
    lists = [option for key, numbers in (("--n", n), ("--q", q)) if numbers for option in (key, ",".join(map(str, numbers)))]
    subprocess.run([arcsat, "transformer", "build", "--L", str(len(q)), "--m", str(m), *lists, *options, "-o", out], check=True,
                   stdout=subprocess.DEVNULL)


def make(arcsat, names):
    failed = 0
    for name in names:
        m, n, q, c, impossible, possible = CELLS[name]
        out = SEPARATIONS / name
        shutil.rmtree(out, ignore_errors=True)
        SEPARATIONS.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="arcsat-separation-") as work:
            cells = [pathlib.Path(work) / f"{side}.toml" for side in ("impossible", "possible")]
            cells[0].write_text(toml(m, n, q, c, impossible), encoding="utf-8")
            if isinstance(possible, list):
                weights = pathlib.Path(work) / "transformer.json"
                build_transformer(arcsat, m, n, q, possible, weights)
                cells[1:] = ["--transformer", weights]
            else:
                cells[1].write_text(toml(m, n, q, c, possible), encoding="utf-8")
            run = subprocess.run([arcsat, "separate", *cells, "--out", out, "--quiet"], text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) if out.exists() else 0
        print(f"{name}: exit code {run.returncode}, {size} bytes", file=sys.stderr)
        if run.returncode != 0:
            print(run.stdout, file=sys.stderr)
            failed += 1
    return failed


def cell(instance):
    task = instance["task"]
    parts = [str(task["m"]), *([", ".join(map(str, task["n"]))] if task["n"] else []), ", ".join(map(str, task["q"]))]
    return f"({'; '.join(parts)})"


def model_words(model):
    words = {"decoder": "decoder", "encoder": "encoder", "chain-of-thought": "decoder with thoughts"}[model["kind"]]
    if model["kind"] == "chain-of-thought":
        bits = model["thought_bits"]
        many = "any number of" if bits == "unlimited" else bits
        words = f"{model['thoughts']} thought{'s' if model['thoughts'] > 1 else ''} of {many} bit{'s' if bits != 1 else ''}"
    granularity = ", by sums" if model.get("granularity") == "sums" else ""
    return f"{words}, E = {model['epochs']}{granularity}"


def transformer_words(bundle):
    """The Transformer that is the evidence of a bundle; nothing if it has another."""
    weights = bundle / "transformer.json"
    if not weights.exists():
        return ""
    said = json.loads(weights.read_text(encoding="utf-8"))
    norm = "normalised" if said["normalised"] else "unnormalised"
    return (f", a Transformer of {len(said['layers'])} layer{'s' if len(said['layers']) > 1 else ''}: H = {said['heads']}, "
            f"d = {said['head_dimension']}, p = {said['precision']}, {norm}")


def table():
    text = ("# Separations\n\nEach is two certified cells that differ in one thing alone: `arcsat check results/separations` judges all, "
            "`separations.py` made them.\nRefuted is the model in which players hold whole functions; a protocol by sums is one "
            "that attention can carry out. The names that begin with `transformer` have weights of a Transformer on the possible side, exact "
            "integers in\n`transformer.json`: right on all inputs, run one by one up to 65,536 and else by cases, as `check_transformer.py` finds, "
            "too.\n\n"
            "| differ in | (m; n; q) | c | impossible | by | possible | by | KiB |\n|---|---|---|---|---|---|---|---|\n")
    rows = []
    for directory in sorted(SEPARATIONS.iterdir()):
        said = json.loads((directory / "separation.json").read_text(encoding="utf-8"))
        sides = [json.loads((directory / side / "certificate.json").read_text(encoding="utf-8"))
                 for side in ("impossible", "possible")]
        size = sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())
        instance = sides[0]["instance"]
        columns = [said["differs"], cell(instance), str(instance["model"]["bits_per_token"])]
        for name, side in zip(("impossible", "possible"), sides):
            columns += [model_words(side["instance"]["model"]) + transformer_words(directory / name), f"[{side['encoder']['name']}](separations/{directory.name})"]
        rows.append((len(instance["task"]["q"]), directory.name, columns + [str((size + 1023) // 1024)]))
    order = {"epochs": 0, "model": 1, "thoughts": 2}
    rows.sort(key=lambda row: (order[row[2][0]], row[0], row[1]))
    return text + "".join(f"| {' | '.join(columns)} |\n" for _, _, columns in rows)


def main(arguments):
    if arguments[:1] == ["--table"]:
        if arguments[1:] == ["--check"]:
            current = LISTING.read_text(encoding="utf-8") == table()
            if not current:
                print("results/separations.md is out of date: python3 results/separations.py --table", file=sys.stderr)
            return 0 if current else 1
    elif not arguments or arguments[0] in ("-h", "--help") or not set(arguments[1:]) <= CELLS.keys():
        print(__doc__)
        return 1
    elif make(arguments[0], arguments[1:] or CELLS):
        return 1
    LISTING.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
