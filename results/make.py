#!/usr/bin/env python3
"""Makes the committed certificates: one bundle for each instance, and the table of them, certificates.md.

    python3 results/make.py ARCSAT [OPTION...]       decides every instance; OPTIONs are those of `arcsat decide`
    python3 results/make.py ARCSAT --table           writes certificates.md anew from what is there
    python3 results/make.py ARCSAT --table --check   fails if certificates.md is not that table
    python3 results/make.py ARCSAT --larger          makes again the bundles that are not committed, compares the hashes

A bundle of up to 1 MiB stands in results/certificates; of a larger one, results/larger.json has the command that makes
it and the SHA-256 of its files, of a compressed one once uncompressed (the same seed gives the same content).
"""
import hashlib
import json
import lzma
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

RESULTS = pathlib.Path(__file__).resolve().parent
INSTANCES = RESULTS.parent / "instances"
CERTIFICATES = RESULTS / "certificates"
LARGER = RESULTS / "larger.json"
LARGEST_BYTES = 1 << 20
DECIDED = (10, 20)


def decide(arcsat, instance, options, out):
    """Runs `arcsat decide`; the exit code, and what it said."""
    run = subprocess.run([arcsat, "decide", str(instance), *options, "--quiet", "--out", str(out)], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return run.returncode, run.stdout


def hashes(bundle):
    """The SHA-256 of each file beside the certificate. How well xz compresses is its own affair: what is compared is the
    formula and the proof."""
    found = {}
    for file in sorted(bundle.iterdir()):
        if file.name != "certificate.json":
            content = file.read_bytes()
            found[file.name] = hashlib.sha256(lzma.decompress(content) if file.suffix == ".xz" else content).hexdigest()
    return found


def make(arcsat, options):
    larger = []
    failed = 0
    shutil.rmtree(CERTIFICATES, ignore_errors=True)
    for instance in sorted(INSTANCES.rglob("*.toml")):
        name = instance.relative_to(INSTANCES).with_suffix("")
        bundle = CERTIFICATES / name
        code, said = decide(arcsat, instance, options, bundle)
        if code not in DECIDED:
            print(f"{name}: no verdict: {said}", file=sys.stderr)
            failed += 1
            continue
        size = sum(file.stat().st_size for file in bundle.iterdir())
        if size > LARGEST_BYTES:
            certificate = json.loads((bundle / "certificate.json").read_text(encoding="utf-8"))
            larger.append({"instance": str(instance.relative_to(RESULTS.parent)),
                           "options": options,
                           "verdict": certificate["verdict"],
                           "statement": certificate["statement"],
                           "bytes": size,
                           "files": hashes(bundle)})
            shutil.rmtree(bundle)
        print(f"{name}: {size} bytes", file=sys.stderr)
    LARGER.write_text(json.dumps(larger, indent=1) + "\n", encoding="utf-8")
    return failed


def table(arcsat):
    text = subprocess.run([arcsat, "table", str(CERTIFICATES)], capture_output=True, text=True, check=True).stdout
    larger = json.loads(LARGER.read_text(encoding="utf-8"))
    if larger:
        text += ("\n## Larger certificates\n\nThese are not kept here. The command makes the same content again; "
                 "`larger.json` has the SHA-256 of each file, uncompressed.\n\n| verdict | statement | command | KiB |\n|---|---|---|---|\n")
        for one in larger:
            command = " ".join(["arcsat decide", one["instance"], *one["options"], "--out DIR"])
            text += f"| {one['verdict']} | {one['statement']} | `{command}` | {(one['bytes'] + 1023) // 1024} |\n"
    return text


def check_larger(arcsat):
    failed = 0
    with tempfile.TemporaryDirectory(prefix="arcsat-larger-") as work:
        for one in json.loads(LARGER.read_text(encoding="utf-8")):
            bundle = pathlib.Path(work) / "bundle"
            code, said = decide(arcsat, RESULTS.parent / one["instance"], one["options"], bundle)
            if code not in DECIDED:
                problem = said
            else:
                problem = "" if hashes(bundle) == one["files"] else "other content than that of larger.json"
                shutil.rmtree(bundle)
            print(f"{one['instance']}: {problem or 'the same content'}")
            failed += problem != ""
    return failed


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 1
    arcsat, options = os.path.abspath(arguments[0]), arguments[1:]
    listing = RESULTS / "certificates.md"
    if options == ["--larger"]:
        return 1 if check_larger(arcsat) else 0
    if options == ["--table", "--check"]:
        current = listing.read_text(encoding="utf-8") == table(arcsat)
        if not current:
            print("results/certificates.md is out of date: python3 results/make.py ARCSAT --table", file=sys.stderr)
        return 0 if current else 1
    failed = 0 if options == ["--table"] else make(arcsat, options)
    listing.write_text(table(arcsat), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
