#!/usr/bin/env python3
"""Pages of `arcsat report`: well formed, self-contained, linked, true, whatever names and texts come from outside."""
import html
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pages

ARCSAT = os.environ["ARCSAT"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
CERTIFICATES = ROOT / "results/certificates/known-values"
WITNESS = CERTIFICATES / "two-epochs-m2-c1"
HOSTILE = [b"<img src=x onerror=alert(1)>&quot;'\"", b"line\nbreak\r\t\x1b[31m", b"\xff\xfe no UTF-8", "a\u202eb\u2028c".encode(),
           b"{{{bundle}}}</title><script>alert(1)</script>", b"-o", b"x" * 180, b"%2e%2e&amp;#60;", b"..hidden"]
faults = []


def expect(condition, words):
    if not condition:
        faults.append(words)


def report(*arguments):
    return subprocess.run([ARCSAT, "report", *arguments], capture_output=True)


def check_page_runs(page):
    """The tables in the page are right on every input."""
    data = page.data()
    if not data or data.get("kind") != "tables":
        return 0
    task = data["task"]
    length = len(task["q"])
    sizes = [1] + [1] + [task["m"]] + [task["n"][l - 2] * task["q"][l - 2] for l in range(2, length + 1)]
    choices = [[range(n) for n in task["n"]], [range(task["m"])]]
    choices += [[range(task["q"][l - 1])] * sizes[l + 1] for l in range(1, length + 1)]
    runs = 0
    for flat in itertools.product(*(digit for part in choices for digit in part)):
        rest, digits = list(flat), []
        for part in choices:
            digits.append(rest[:len(part)])
            rest = rest[len(part):]
        value = digits[1][0]
        for l in range(1, length + 1):
            value = digits[l + 1][(digits[0][l - 2] * task["q"][l - 2] if l > 1 else 0) + value]
        runs += 1
        if pages.run_tables(data, digits) != value:
            faults.append(f"{page.path.name}: its tables are wrong on {digits}")
            break
    return runs


with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    # Bundles of several kinds, a separation and an atlas, beside hostile names.
    given = scratch / "given"
    for k, name in enumerate(HOSTILE):
        shutil.copytree(WITNESS if k % 2 else CERTIFICATES / "one-epoch-m2-c1", given / os.fsdecode(name))
    false = given / "false"
    shutil.copytree(WITNESS, false)
    text = (false / "protocol.json").read_text()
    (false / "protocol.json").write_text(text.replace('"bits":1', '"bits":2', 1))
    # What a certificate says of its engine is text from outside that the checker takes as it is.
    loud = given / "loud"
    shutil.copytree(CERTIFICATES / "two-epochs-m3-c1", loud)
    certificate = json.loads((loud / "certificate.json").read_text())
    if "engine" in certificate:
        certificate["engine"]["version"] = "<script>alert('engine')</script>\u202e\x07"
        (loud / "certificate.json").write_text(json.dumps(certificate))
    box = scratch / "box.toml"
    box.write_text('format = "arcsat-box"\nversion = 1\n[task]\nL = 1\nm = [1, 3]\nq = [[1, 4]]\n[model]\n'
                   'kinds = ["decoder"]\nepochs = [1, 2]\nbits_per_token = [1, 1]\n')
    atlas = given / "atlas"
    made = subprocess.run([ARCSAT, "atlas", box, "--store", scratch / "store", "--time-limit", "10", "--export", atlas],
                          capture_output=True, text=True)
    expect(made.returncode == 0, f"atlas: found the exit code {made.returncode}: {made.stderr}")
    others = [ROOT / "results/separations/thoughts-L1-m2-q2-c1", ROOT / "results/separations/encoder-L1-m3-q4-c1",
              CERTIFICATES / "staircase-m2-q5", CERTIFICATES / "staircase-m6-q2",
              ROOT / "results/certificates/arguments/m55-n4-q727_1024-c10",
              ROOT / "results/certificates/closed-forms/m2-n19-q4_4-c2", ROOT / "results/certificates/order/subset-refuted",
              ROOT / "results/certificates/arguments/m1-n2-q3_3-c1"]
    out = scratch / "out"
    done = report(given, *others, "-o", out)
    expect(done.returncode == 2, f"found the exit code {done.returncode}, expected 2: {done.stderr!r}")
    expect(done.stderr.count(b"check failed") == 1 and b"false" in done.stderr, f"found the faults {done.stderr!r}")
    read, wrong = pages.read_report(out)
    faults += wrong
    expect(len(read) > 20, f"found {len(read)} pages, expected more than 20")

    # What each page says is what `check` says.
    judged = json.loads(subprocess.run([ARCSAT, "check", "--json", given, *others], capture_output=True).stdout)
    listed = json.loads((out / "report.json").read_text())
    expect(listed["format"] == "arcsat-report" and listed["version"] == 1, "report.json has another format")
    by_path = {row["path"]: row for row in listed["pages"]}
    for one in judged["reports"]:
        path = one.get("bundle") or one.get("separation") or one.get("atlas")
        row = by_path.get(path)
        if row is None:
            faults.append(f"{path}: found no page")
            continue
        page = read[row["page"]]
        if not one["holds"]:
            expect("does not hold" in page.words and one["why"].split("\n")[0][:40] in page.words,
                   f"{path}: its page does not say that it does not hold")
            expect(not re.search(r"\b(un)?realizable\b", page.words), f"{path}: found a verdict that was not checked")
        elif "bundle" in one:
            expect(row["verdict"] == one["verdict"] and one["statement"] in page.words, f"{path}: found another verdict")
            expect(all(" ".join(line.split()) in page.words for line in one["done"]), f"{path}: not all that was done is said")
        elif "separation" in one:
            expect(one["sentence"] in page.words and "alone" in page.words, f"{path}: the difference is not named")
            expect(page.words.count("Epoch diagram") == 0 and page.source.count('class="epochs"') == 2,
                   f"{path}: found no two pictures")
        else:
            cells = one["realizable"] + one["unrealizable"] + one["open"]
            expect(page.source.count("data-way=") == cells, f"{path}: found other than {cells} cells")
            expect(page.source.count('class="o"') == one["open"], f"{path}: open cells are not all visible")
    expect(len(judged["reports"]) == len(listed["pages"]), "found more pages than reports")

    # The page of a refutation has the sentences and the tables that explain prints.
    followed = 0
    for path in others:
        if not (path / "certificate.json").exists() or json.loads((path / "certificate.json").read_text())["verdict"] != "unrealizable":
            continue
        page = read[by_path[str(path)]["page"]]
        explained = json.loads(subprocess.run([ARCSAT, "explain", path, "--json"], capture_output=True, text=True).stdout)
        cells = [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page.source)]
        for table in explained["tables"]:
            followed += 1
            flat = [html.escape(word) for row in [table["heads"], *table["rows"]] for word in row]
            expect(any(cells[k:k + len(flat)] == flat for k in range(len(cells))), f"{path}: its page lacks the table {table}")
        sentences = [line for line in explained["argument"] if not line.startswith("  ")]
        expect(sentences and all(" ".join(line.split()) in page.words for line in sentences), f"{path}: its page lacks a sentence of the argument")
    expect(followed > 2, f"found {followed} tables of arguments, expected some")

    runs = sum(check_page_runs(page) for page in read.values())
    expect(runs > 100, f"found {runs} runs of tables in pages, expected some hundreds")

    # What a closed form says is there, a row a slot.
    form = json.loads((others[5] / "closed-form.json").read_text())
    row = by_path[str(others[5])]
    rows = read[row["page"]].source.split("What each message says")[-1].split("</table>")[0].count('<th scope="row">')
    said = sum(1 for slot in form["slots"] if slot.get("terms"))
    expect(rows == said > 0, f"found {rows} rows of what is said, expected {said}")

    expect(sum("The protocol in words" in page.source for page in read.values()) > 3, "found hardly a protocol in words")

    # Hostile text stays text: it is there to be read, and nowhere else.
    everything = "".join(page.words for page in read.values())
    for visible in ("<img src=x onerror=alert(1)>", r"\x0abreak", r"\xff\xfe", r"\xe2\x80\xae", "{{{bundle}}}"):
        expect(visible in everything, f"found {visible!r} in no page")
    for page in read.values():
        expect("<img" not in page.source and "<script>alert" not in page.source, f"{page.path.name}: markup from outside")
    commands = [text for page in read.values() for text in re.findall(r"arcsat check [^\n]*", page.words)]
    expect(any("$'" in command and "\\x0a" in command for command in commands), "found no command for a name with a line break")

    # Written again, it is the same; an older report gives way, anything else does not.
    first = {name: page.source for name, page in read.items()}
    report(given, *others, "-o", out)
    expect(first == {path.name: path.read_text() for path in out.glob("*.html")}, "written twice, pages differ")
    again = report(WITNESS, "-o", out, "--json")
    expect(again.returncode == 0, f"found the exit code {again.returncode}, expected 0: {again.stderr!r}")
    expect(len(list(out.glob("*.html"))) == 2, "an older report's pages were left")
    expect(json.loads(again.stdout) == json.loads((out / "report.json").read_text()), "--json is not report.json")
    full = scratch / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    refused = report(WITNESS, "-o", full)
    expect(refused.returncode == 1 and list(full.iterdir()) == [full / "mine.txt"], "wrote into a directory of other files")
    (full / "report.json").write_text('{"format":"arcsat-report","version":1,"files":["../mine.txt"]}')
    refused = report(WITNESS, "-o", full)
    expect(refused.returncode == 1 and (full / "mine.txt").exists(), "followed a report.json out of its directory")
    expect(report(scratch / "absent", "-o", scratch / "new").returncode == 1, "an absent path: expected the exit code 1")
    mixed = report(WITNESS, scratch / "absent", "-o", scratch / "mixed")
    expect(mixed.returncode == 1, f"a path that is absent among others: found {mixed.returncode}, expected 1")
    expect("not readable" in pages.Page(scratch / "mixed/index.html").words, "a path that is absent has no row")

# Each kind of evidence is explained.
explained = set(re.findall(r"{{#([\w-]+)}}", (ROOT / "src/report/templates/_evidence.mustache").read_text())) - {"evidence"}
source = "".join(path.read_text() for path in (ROOT / "src/evidence").glob("*.cpp"))
kinds = set(re.findall(r'\bname = "([a-z-]+)"', source)) | set(re.findall(r'"((?:derived|joined)-(?:witness|refutation))"', source))
expect(explained == kinds, f"found explanations for {sorted(explained ^ kinds)} alone, or none")
# Only what arcsat itself makes is written without escapes.
raw = set(re.findall(r"{{{(\w+)}}}", "".join(path.read_text() for path in (ROOT / "src/report/templates").glob("*.mustache"))))
expect(raw == {"style", "script", "style_hash", "script_hash", "browser_data"}, f"found {sorted(raw)} without escapes")

for fault in faults[:40]:
    print(fault, file=sys.stderr)
print(f"{len(faults)} faults")
sys.exit(1 if faults else 0)
