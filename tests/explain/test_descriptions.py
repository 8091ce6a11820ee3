#!/usr/bin/env python3
"""Protocols in words: results/check_explanation.py rebuilds each from `arcsat explain --json` and replays it; lies are refused.

The environment variable ARCSAT names the program; ARCSAT_SLOW=1: every witness that is committed, not a few.
"""
import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SLOW = os.environ.get("ARCSAT_SLOW") == "1"
FEW = ("certificates/two-step/q33-two-epochs", "certificates/thresholds/m2-n1-q2_5-c1", "certificates/two-step/three-epochs-m4-q23",
       "separations/encoder-L1-m3-q4-c1/possible", "separations/thoughts-L2-m2-n1-q2_3-c1-one-against-two/possible",
       "separations/thoughts-L1-m3-q4-c1/possible", "separations/transformer-depth-L1-m2-q2-c1/possible",
       "separations/transformer-thoughts-L1-m2-q2-c1/possible")
faults = []


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=3000)
    return done.returncode, done.stdout, done.stderr


def expect(true, words):
    if not true:
        faults.append(words)


def check(path):
    return run(sys.executable, ROOT / "results/check_explanation.py", path)


def described(bundle, path):
    """The explanation of a bundle, checked; none if it is too large for tables."""
    name = bundle.relative_to(ROOT / "results")
    code, out, err = run(os.environ["ARCSAT"], "explain", bundle, "--json")
    expect(code == 0, f"{name}: exit {code}: {err}")
    if code:
        return None
    path.write_text(out)
    doc = json.loads(out)
    if "not_described" in doc or "argument" in doc:
        code, out, err = run(os.environ["ARCSAT"], "explain", bundle)
        expect(code == 0 and len(out.splitlines()) <= 60 and ("For example" in out or "rests on" in out or "not listed" in out or "Checked" in out),
               f"{name}: exit {code}, {len(out.splitlines())} lines: {err}")
        return None
    code, out, err = check(path)
    expect(code == 0 and "rebuilt from its description" in out, f"{name}: exit {code}: {out}{err}")
    code, out, err = run(os.environ["ARCSAT"], "explain", bundle)
    expect(code == 0 and len(out.splitlines()) <= 60, f"{name}: exit {code}, {len(out.splitlines())} lines, expected at most 60")
    full = out
    if "which --full shows" in out:
        code, full, err = run(os.environ["ARCSAT"], "explain", bundle, "--full")
    functions = [term for message in doc["description"]["messages"] for term in message["terms"]] + [doc["description"]["answer"]]
    for function in functions:
        expect("\n".join(function["words"]) in full, f"{name}: the words of --json are not those that are printed: {function['words']}")
    return doc


def grids(doc):
    """Every grid in an expression."""
    if type(doc) is dict:
        if "grid" in doc:
            yield doc["grid"]
        for value in doc.values():
            yield from grids(value)
    if type(doc) is list:
        for value in doc:
            yield from grids(value)


def lies(doc):
    """An explanation of (2;1;3,3) with one thing changed, and the exit code with which it is refused."""
    def changed(change):
        lie = copy.deepcopy(doc)
        change(lie["description"])
        return lie
    def message(description, name="A"):
        return next(one for one in description["messages"] if one["name"] == name)
    def of_words(description):
        words = description["answer"]["words"]
        words[0] = words[0].replace("by", "from")
    def of_cell_in_words(description):
        lines = description["answer"]["words"]
        lines[-1] = lines[-1][::-1]
    def swap(description):
        cells = next(grids(description["answer"]))["cells"]
        row = next(row for row in cells if len({cell for cell in row if cell is not None}) > 1)
        one = next(k for k in range(len(row)) if row[k] is not None)
        other = next(k for k in range(len(row)) if row[k] not in (None, row[one]))
        row[one], row[other] = row[other], row[one]
    def swap_and_tell(description):
        """As the words follow, only the replay can notice."""
        swap(description)
        sys.path.insert(0, str(ROOT / "results"))
        import check_explanation
        answer = description["answer"]
        answer["words"] = check_explanation.function_in_words(answer["is"])
        if answer["ignores"]:
            answer["words"][0] += f" [ignores {', '.join(answer['ignores'])}]"
    def hole(description):
        grid = next(grids(description["answer"]))
        grid["cells"][0] = [None] * len(grid["cells"][0])
    def unknown(description):
        message(description)["terms"][0]["is"] = {"value": "z_2(0)"}
    def unheard(description):
        message(description, "B")["terms"][0]["is"] = {"value": "A"}
    def later(description):
        message(description)["terms"][0]["is"] = {"value": "I"}
    def ignores(description):
        message(description)["terms"][0]["ignores"] = ["z_0"]
    yield changed(lambda d: message(d).update(bits=2)), 1, "more bits"
    yield changed(lambda d: message(d).update({"from": 1})), 2, "another sender"
    yield changed(lambda d: message(d).update(epoch=9)), 1, "an epoch too late"
    yield changed(lambda d: message(d).update(name="Z")), 1, "another name"
    yield changed(lambda d: message(d)["terms"].append(message(d)["terms"][0])), 1, "a term too many"
    yield changed(lambda d: d["messages"].pop()), 1, "a message less"
    yield changed(lambda d: d["messages"].append(d["messages"][0])), 1, "a message twice"
    yield changed(of_words), 2, "a changed word"
    yield changed(of_cell_in_words), 2, "a changed line of a table"
    yield changed(swap), 2, "two cells swapped"
    yield changed(swap_and_tell), 2, "two cells swapped, in the words, too"
    yield changed(hole), 2, "an empty row"
    yield changed(unknown), 2, "a table that neither player holds"
    yield changed(unheard), 2, "a message that neither player heard"
    yield changed(later), 1, "a message of later"
    yield changed(ignores), 2, "an argument ignored that is not"
    yield changed(lambda d: d["example"].update(answer=d["example"]["answer"] + 1)), 2, "another answer in the example"
    yield changed(lambda d: d["example"]["values"].update(A=1 - d["example"]["values"]["A"])), 2, "another value in the example"
    yield changed(lambda d: d["example"]["input"].append(0)), 1, "an input of too many"
    yield changed(lambda d: d["answer"]["is"].update(note="trust me")), 1, "a key too many"
    yield changed(lambda d: d["answer"].update({"is": {"constant": 1.0}})), 1, "1.0"
    yield changed(lambda d: d["answer"].update({"is": {"constant": True}})), 1, "true"
    yield doc | {"version": 1}, 1, "an older version"
    yield doc | {"inputs": doc["inputs"] - 1}, 2, "an input less"
    yield {key: value for key, value in doc.items() if key != "description"}, 1, "no description"


def refutations():
    """Arguments: what they count, in words and in --json, on a page."""
    for name, parts in (("separations/depth-L2-m1-n2-q8_2-c1/impossible", ("epoch 1, player 2 to player 1 ", "Together 15 bits", "65536")),
                        ("certificates/arguments/m1-n2-q3_3-c1", ("a1 groups the tables {0,1,2}", "a2[0] d[0] b2[0,0,0] e[0]")),
                        ("certificates/arguments/m1-n2-q2_22-c2", ("floor(N * 2^k / 22)",)),
                        ("certificates/arguments/m2-n7-q2_3-c1", ("looks alike", "from n = 7 on")),
                        ("certificates/arguments/m2-n3-q9_2-c1", ("needed: entries, times", "averaged over the tables")),
                        ("certificates/arguments/m55-n4-q727_1024-c10", ("2^7190 classes", "10*(4 + 55 + 55*8 + 4*min(55,2^10)) = 7190")),
                        ("certificates/arguments/m8-n3720_89282537-q8-c3", ("binom(8,5)^64 * 8^154 * 5^1232",)),
                        ("certificates/covers/m4-q9-c1-e3", ("m = 4 positions are more",)),
                        ("certificates/covers/m6-q10-c2-e2", ("by a formula, below", "A formula of 780 variables")),
                        ("atlas/models_one_step/bundles/18", ("The other: No 1-epoch", "Together 3 bits")),
                        ("certificates/order/subset-refuted", ("324 allowed inputs",)),
                        ("separations/thoughts-L1-m2-q2-c1-no-bits/impossible", ("A formula of", "found no model"))):
        code, out, err = run(os.environ["ARCSAT"], "explain", ROOT / "results" / name)
        missing = [part for part in (*parts, "Checked:") if part not in out]
        expect(code == 0 and not missing and len(out.splitlines()) <= 60, f"{name}: exit {code}, without {missing}: {out}{err}")
        code, out, err = run(os.environ["ARCSAT"], "explain", ROOT / "results" / name, "--json")
        doc = json.loads(out)
        expect(code == 0 and doc["argument"] and doc["checked"], f"{name}: exit {code}: {out}{err}")
        expect("refuted_by" in doc, f"{name}: --json does not say by what it is refuted")
        expect(all(len(row) == len(table["heads"]) for table in doc["tables"] for row in table["rows"]), f"{name}: rows of other lengths than heads")
        follow(name, doc)


def follow(name, doc):
    """The tables of an argument, with a pencil."""
    instance = doc["instance"]
    for table in doc["tables"]:
        heads, rows = table["heads"], table["rows"]
        if heads == ["message", "bits", "situations", "together"]:
            expect(all(int(row[1]) * int(row[2]) == int(row[3]) for row in rows), f"{name}: a product is wrong: {rows}")
            total = sum(int(row[3]) for row in rows)
            expect(any(f"Together {total} bit" in line for line in doc["argument"]), f"{name}: found another sum than {total}")
        if heads == ["w", "z_0", "table", "entry", "reads anew", "k", "N"]:
            left = 1
            for row in rows:
                left = left * 2 ** int(row[5]) // instance["task"]["q"][-1]
                expect(left == int(row[6]), f"{name}: found N = {row[6]}, expected {left}")
            expect(left == 0, f"{name}: found N = {left} at last, expected 0")
            seen = [word for row in rows for word in row[4].split() if word != "nothing"]
            expect(len(seen) == len(set(seen)), f"{name}: a message is read anew twice: {seen}")
        if heads[-1] == "positions at most":
            expect(all(int(row[4]) == int(row[0]) * int(row[2] or 0) + int(row[1]) * int(row[3]) < instance["task"]["m"] for row in rows), f"{name}: {rows}")


def large_witnesses():
    """Of too many inputs to run: what the evidence lists, and one input."""
    for name, parts in (("atlas/queries/bundles/1074", ("bit 1 of z_2(0,0); bit 0 of z_2(0,1)", "For example w =")),
                        ("certificates/covers/m6-q9-c2-e2", ("4 7 3 5 7 2 8 1 3 0 8 5 0 2 4 1", "For example z_0 = 3, z_1 = (1 4 7 1 4 7)"))):
        code, out, err = run(os.environ["ARCSAT"], "explain", ROOT / "results" / name)
        missing = [part for part in (*parts, "Checked:", "right answer") if part not in out]
        expect(code == 0 and not missing and len(out.splitlines()) <= 60, f"{name}: exit {code}, without {missing}: {out}{err}")
        lines = out.splitlines()
        for k, line in enumerate(lines):
            if line.strip().startswith("the answer") and k + 1 < len(lines) and lines[k + 1].startswith("The right answer is "):
                expect(line.split()[-1] == lines[k + 1].rstrip(".").split()[-1], f"{name}: the example is answered wrongly: {line}")


def closed_forms(place):
    """Of too many inputs to run: described as they are written, and checked by the rules of closed forms; lies are refused."""
    bundle = ROOT / "results/atlas/one_step/bundles/1265"
    code, out, err = run(os.environ["ARCSAT"], "explain", bundle)
    expect(code == 0 and "epoch 1, player 1 to player 0: i_1" in out and len(out.splitlines()) <= 60, f"a closed form: exit {code}: {out}{err}")
    code, out, err = run(os.environ["ARCSAT"], "explain", bundle, "--json")
    doc = json.loads(out)
    def word(form):
        form["words"][0] = form["words"][0].replace("i_1", "z_0")
    def silent(form):
        form["slots"].pop()
        form["words"].pop()
    def unknown(form):
        form["slots"][0]["from"] = 0
        form["slots"][0]["to"] = -1
        form["words"][0] = form["words"][0].replace("player 1 to player 0", "player 0 to player -1")
    for change, expected in ((None, 0), (word, 2), (silent, 2), (unknown, 2), (lambda form: form.pop("words"), 1)):
        lie = copy.deepcopy(doc)
        if change:
            change(lie["closed_form"])
        path = place / "closed-form.json"
        path.write_text(json.dumps(lie))
        code, out, err = check(path)
        expect(code == expected, f"a closed form, {change}: exit {code}, expected {expected}: {out}{err}")


def narrowed(place):
    """What --narrow says is decided again: its widths are enough, and a bit less in a message that it calls needed is not."""
    sizes = ("--L", "2", "--m", "2", "--n", "1", "--q", "2,2", "--bits-per-token", "1", "--epochs", "2")
    run(os.environ["ARCSAT"], "decide", *sizes, "--encoder", "compact", "--out", place / "whole")
    code, out, err = run(os.environ["ARCSAT"], "explain", place / "whole", "--narrow", "--time-limit", "20", "--json")
    expect(code == 0, f"--narrow: exit {code}: {err}")
    out_of_narrow = out
    doc = json.loads(out)["narrowed"]
    path = place / "narrowed.json"
    path.write_text(out)
    code, out, err = check(path)
    expect(code == 0, f"--narrow: its description: exit {code}: {out}{err}")
    def lie(change):
        whole = json.loads(out_of_narrow)
        change(whole["narrowed"])
        path.write_text(json.dumps(whole))
        return check(path)[0]
    expect(lie(lambda n: n.update(bits=n["bits"] + 1)) == 2, "--narrow: a bit more was believed")
    expect(lie(lambda n: n.update(bits_given=n["bits_given"] - 1)) == 2, "--narrow: a bit less given was believed")
    expect(lie(lambda n: n["instance"]["model"].pop("widths")) == 2, "--narrow: wider messages were believed")
    expect(lie(lambda n: n["instance"]["model"].update(epochs=3)) == 2, "--narrow: another instance was believed")
    expect(lie(lambda n: n["tried"].pop()) == 2, "--narrow: a message less was believed")
    expect(lie(lambda n: n["tried"][0].update(with_one_bit_less="realizable")) == 1, "--narrow: a message that can be narrower was believed")
    def decided(widths):
        words = [word for (t, j, i), bits in widths.items() for word in ("--widths", f"{t}:{j}:{i}={bits}")]
        return run(os.environ["ARCSAT"], "decide", *sizes, *words)[0]
    widths = {(w["epoch"], w["from"], w["to"]): w["bits"] for w in doc["instance"]["model"].get("widths", [])}
    expect(doc["bits"] < doc["bits_given"] and decided(widths) == 10, f"--narrow: {doc}")
    expect(sum(one["bits"] for one in doc["tried"]) == doc["bits"], f"--narrow: found {doc['tried']}, expected a verdict on each bit that is left")
    for one in doc["tried"]:
        t, j, i = (int(word.rpartition(" ")[2]) for word in one["place"].replace(" to", ",").split(","))
        expect(one["with_one_bit_less"] == "unrealizable" and decided(widths | {(t, j, i): one["bits"] - 1}) == 20, f"--narrow: {one}")
    code, out, err = run(os.environ["ARCSAT"], "explain", place / "whole", "--narrow")
    expect(code == 0 and "So no message can lose one bit more" in out, f"--narrow: {out}{err}")


bundles = [ROOT / "results" / name for name in FEW]
refutations()
large_witnesses()
with tempfile.TemporaryDirectory() as temporary:
    closed_forms(pathlib.Path(temporary))
    narrowed(pathlib.Path(temporary))
if SLOW:
    bundles = sorted(path.parent for path in (ROOT / "results").rglob("certificate.json")
                     if json.loads(path.read_text())["verdict"] == "realizable")
with tempfile.TemporaryDirectory() as temporary:
    path = pathlib.Path(temporary) / "explanation.json"
    rebuilt = 0
    for bundle in bundles:
        doc = described(bundle, path)
        rebuilt += doc is not None
        if doc and bundle.name == "q33-two-epochs":
            refused = 0
            for lie, expected, name in lies(doc):
                path.write_text(json.dumps(lie))
                code, out, err = check(path)
                expect(code == expected and len(err.splitlines()) == 1, f"{name}: exit {code}, expected {expected}: {out}{err}")
                refused += 1
    expect(rebuilt >= len(FEW), f"found {rebuilt} descriptions, expected {len(FEW)} at least")
    print(f"{rebuilt} protocols of {len(bundles)} rebuilt from their words; {refused} lies refused")
for fault in faults:
    print("FAILED", fault)
sys.exit(1 if faults else 0)
