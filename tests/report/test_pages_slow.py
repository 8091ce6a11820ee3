#!/usr/bin/env python3
"""Pages of everything that is committed, in a headless Chromium: no word on the console, readable, usable by keyboard, not too wide.

measure.js does the measuring, in a copy of each page whose policy allows it; the pages themselves are loaded as they are, too.
"""
import base64
import hashlib
import html
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

import pages

ARCSAT = os.environ["ARCSAT"]
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WIDTHS = (400, 1400)
MOST_BYTES = 10 << 20
MOST_SECONDS = 60
faults = []


def chromium(page, *options):
    """Standard output and error of a headless run on a page."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
                               f"--user-data-dir={profile}", "--enable-logging=stderr", "--virtual-time-budget=20000", *options,
                               page.as_uri()], capture_output=True, timeout=240)
    return done.stdout.decode(), done.stderr.decode(errors="replace")


def console(errors):
    return [line for line in errors.splitlines() if ":CONSOLE" in line]


def measured(page, width):
    script = (HERE / "measure.js").read_text()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = page.read_text().replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    text = text.replace("</body>", f"<script>{script}</script></body>")
    copy = page.with_name(f"measured-{width}-{page.name}")
    copy.write_text(text)
    # A window has at least 500 pixels, a frame as many as it is given.
    frame = page.with_name(f"frame-{width}-{page.name}")
    frame.write_text(f'<!DOCTYPE html><link rel="icon" href="data:,"><iframe src="{copy.name}" width="{width}" height="1000" style="border:0">'
                     '</iframe><script>addEventListener("message", (m) => { document.documentElement.dataset.measured = m.data; });</script>')
    dom, errors = chromium(frame, "--window-size=1500,1100", "--dump-dom")
    copy.unlink()
    frame.unlink()
    for line in console(errors):
        faults.append(f"{page.name}, {width}: console: {line}")
    found = re.search(r'data-measured="([^"]*)"', dom)
    if not found:
        faults.append(f"{page.name}, {width}: was not measured: {errors[-500:]}")
        return {"texts": 0, "inputs": 0, "cells": 0}
    result = json.loads(html.unescape(found.group(1)))
    faults.extend(f"{page.name}, {width}: {fault}" for fault in result["faults"])
    if result["width"] != width:
        faults.append(f"{page.name}: found a window of {result['width']} pixels, expected {width}")
    return result


with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    broken = scratch / "broken"
    broken.mkdir()
    (broken / "certificate.json").write_text("<not JSON>")
    out = scratch / "out"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([ARCSAT, "report", *(ROOT / "results" / name for name in ("certificates", "separations", "atlas")), broken,
                           "-o", out], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(path.stat().st_size for path in out.iterdir())
    print(f"{size / 2**20:.1f} MiB in {seconds:.1f} s of processor time: {done.stdout.strip()}")
    if done.returncode != 2 or done.stderr.count("check failed") != 1:
        faults.append(f"report: found the exit code {done.returncode}, expected 2 for the broken one alone: {done.stderr}")
    if size > MOST_BYTES:
        faults.append(f"found {size} bytes of pages, expected at most {MOST_BYTES}")
    if seconds > MOST_SECONDS and "ARCSAT_SANITIZED" not in os.environ:
        faults.append(f"found {seconds:.0f} s of processor time, expected at most {MOST_SECONDS}")
    read, wrong = pages.read_report(out)
    faults += wrong

    def named(pattern):
        found = [name for name in read if re.search(pattern, name)]
        if len(found) != 1:
            faults.append(f"found {len(found)} pages like {pattern}, expected one")
        return out / (found[0] if found else "index.html")

    chosen = ["^index", "atlas-one_step.html", "atlas-two_step.html", "separations-encoder-L2-m2-n1-q2_6-c1.html",
              "separations-encoder-L2-m2-n1-q2_6-c1-possible", "separations-thoughts-L2-m2-n1-q2_3-c1-one-against-two.html",
              "separations-thoughts-L2-m2-n1-q2_3-c1-one-against-two-possible", "thresholds-m2-n1-q2_5-c1",
              "three-step-m1-n1_1-q2_2_16-c1-three-epochs", "arguments-m55-n4-q727_1024-c10", "transformer-depth-L1-m3-q3-c4-possible",
              "closed-forms-m8-n3720", "broken"]
    texts = inputs = cells = 0
    for pattern in chosen:
        page = named(pattern)
        for width in WIDTHS:
            result = measured(page, width)
            texts += result["texts"]
            inputs += result["inputs"]
            cells += result["cells"]
        for line in console(chromium(page, "--window-size=1400,1000", "--dump-dom")[1]):
            faults.append(f"{page.name}: console: {line}")
    print(f"measured {len(chosen)} pages, {texts} texts, {inputs} inputs run in the browser, {cells} cells")
    if texts < 1000 or inputs < 300 or cells < 4096:
        faults.append("measured too little: this test is blind")

    # The theme of the system, not of the switch; and on paper.
    page = named("thresholds-m2-n1-q2_5-c1")
    shots = []
    for scheme in (0, 1):  # dark, light
        shot = scratch / f"{scheme}.png"
        chromium(page, f"--blink-settings=preferredColorScheme={scheme}", "--window-size=400,400", f"--screenshot={shot}")
        shots.append(shot.read_bytes() if shot.exists() else b"")
    if not shots[0] or shots[0] == shots[1]:
        faults.append("the page looks the same by a dark and by a light theme of the system")
    paper = scratch / "paper.pdf"
    chromium(page, f"--print-to-pdf={paper}")
    if not paper.exists() or not paper.read_bytes().startswith(b"%PDF"):
        faults.append("the page cannot be printed")
    # Without scripts a page has its example, and nothing that does not work.
    plain = pages.Page(page)
    if "One run" not in plain.words or re.search(r'<button(?![^>]* hidden)(?![^>]*id="runs)', plain.source):
        faults.append("without scripts the page has no example, or buttons that do nothing")

for fault in faults[:60]:
    print(fault, file=sys.stderr)
print(f"{len(faults)} faults")
sys.exit(1 if faults else 0)
