"""What a page of `arcsat report` must be, read by html.parser: shared by the tests of this folder."""
import base64
import hashlib
import html.parser
import json
import pathlib
import re

VOID = {"meta", "link", "input", "br", "hr", "img"}
FORBIDDEN = {"iframe", "object", "embed", "base", "form", "audio", "video", "img", "applet", "foreignobject"}
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Page(html.parser.HTMLParser):
    """One page; `faults` says what is wrong with it by itself."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path = pathlib.Path(path)
        self.source = self.path.read_text(encoding="utf-8")
        self.faults, self.open, self.links, self.ids, self.uses = [], [], [], [], []
        self.text, self.raw, self.headings, self.policy, self.language = [], {}, [], None, None
        self.labelled, self.names = set(), {}
        self.controls = []
        if found := CONTROL.search(self.source):
            self.fault(f"found the character {found.group()!r} in the file")
        self.feed(self.source)
        self.close()
        for tag, _ in self.open:
            self.fault(f"<{tag}> is not closed")
        self.judge()

    def fault(self, words):
        self.faults.append(f"{self.path.name}: {words}")

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if len(at) != len(attrs):
            self.fault(f"<{tag}> has an attribute twice")
        if tag in FORBIDDEN:
            self.fault(f"found <{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "src", "srcset", "action", "ping", "xlink:href"):
                self.fault(f"<{tag}> has the attribute {name}")
            if value and re.match(r"\s*(javascript|https?|ftp|file)?:?//|\s*javascript:", value) and name in ("href", "content"):
                self.fault(f"<{tag}> leads to {value}")
        if "id" in at:
            self.ids.append(at["id"])
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.uses += (at.get(name) or "").split()
        if tag == "html":
            self.language = at.get("lang")
        if tag == "a":
            self.links.append(at.get("href"))
        if tag == "link" and at.get("href") != "data:,":
            self.fault(f"<link> leads to {at.get('href')}")
        if tag == "meta" and at.get("http-equiv") == "Content-Security-Policy":
            self.policy = at["content"]
        if tag == "th" and at.get("scope") not in ("col", "row"):
            self.fault("found <th> without a scope")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "svg" and not (at.get("role") == "img" and "aria-labelledby" in at):
            self.fault("found <svg> without a role and a name")
        if at.get("tabindex", "0") not in ("0", "-1"):
            self.fault(f"<{tag}> has tabindex {at['tabindex']}")
        if tag in ("input", "select"):
            if not any(one == "label" for one, _ in self.open) and "aria-label" not in at:
                self.fault(f"<{tag}> has no label")
        if tag in ("a", "button", "summary"):
            self.controls.append([tag, at.get("aria-label") or at.get("title") or "", len(self.text)])
        if tag not in VOID:
            self.open.append((tag, at))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.fault(f"found </{tag}>, expected </{self.open[-1][0] if self.open else 'nothing'}> at {self.getpos()}")
            return
        if tag in ("a", "button", "summary"):
            kind, name, start = self.controls.pop()
            if not (name or "".join(self.text[start:])).strip():
                self.fault(f"<{kind}> has no name")
        self.open.pop()

    def handle_data(self, data):
        inside = self.open[-1][0] if self.open else None
        if inside in ("script", "style"):
            key = "data" if self.open[-1][1].get("type") == "application/json" else inside
            self.raw[key] = self.raw.get(key, "") + data
        else:
            self.text.append(data)

    def judge(self):
        if not self.source.startswith("<!DOCTYPE html>\n"):
            self.fault("does not begin with a doctype")
        if self.language != "en":
            self.fault("has no language")
        if self.headings[:1] != [1] or self.headings.count(1) != 1:
            self.fault(f"has the headings {self.headings}, expected one first of level 1")
        for before, after in zip(self.headings, self.headings[1:]):
            if after > before + 1:
                self.fault(f"has a heading of level {after} after one of level {before}")
        for twice in {one for one in self.ids if self.ids.count(one) > 1}:
            self.fault(f"has the id {twice} twice")
        for used in self.uses:
            if used not in self.ids:
                self.fault(f"speaks of the id {used}, which is nowhere")
        policy = dict(part.strip().split(" ", 1) for part in (self.policy or "none x").split(";"))
        if policy.get("default-src") != "'none'":
            self.fault(f"has the policy {self.policy}")
        for kind in ("style", "script"):
            digest = base64.b64encode(hashlib.sha256(self.raw.get(kind, "").encode()).digest()).decode()
            if policy.get(f"{kind}-src") != f"'sha256-{digest}'":
                self.fault(f"its policy does not allow its own {kind}")
        if re.search(r"@import|url\(|https?:", self.raw.get("style", "")):
            self.fault("its style asks for something from elsewhere")
        if re.search(r"https?:|\bfetch\(|XMLHttpRequest|WebSocket|\bimport\(|eval\(|innerHTML", self.raw.get("script", "")):
            self.fault("its script asks for something from elsewhere, or writes markup")

    @property
    def words(self):
        return " ".join("".join(self.text).split())

    def data(self):
        return json.loads(self.raw["data"]) if "data" in self.raw else None


def read_report(directory):
    """All pages by name, and the faults of each and of the links between them."""
    pages = {path.name: Page(path) for path in sorted(pathlib.Path(directory).glob("*.html"))}
    faults = [fault for page in pages.values() for fault in page.faults]
    reached, front = {"index.html"}, ["index.html"]
    for page in pages.values():
        for link in page.links:
            if link is None:
                faults.append(f"{page.path.name}: <a> without href")
            elif link.startswith("#"):
                if link[1:] not in page.ids:
                    faults.append(f"{page.path.name}: the link {link} leads nowhere")
            elif link not in pages:
                faults.append(f"{page.path.name}: the link {link} leads nowhere")
    while front:
        for link in pages[front.pop()].links if "index.html" in pages else []:
            if link in pages and link not in reached:
                reached.add(link)
                front.append(link)
    faults += [f"{name}: no link leads there" for name in set(pages) - reached]
    return pages, faults


def run_tables(data, digits):
    """The answer that a page's tables give on an input, as lists of digits by seat; the program in runs.js, written again."""
    task = data["task"]
    radices = [task["n"]] + [[task["m"]]] + [[q] * len(digits[l + 2]) for l, q in enumerate(task["q"])]
    index = []
    for some, radix in zip(digits, radices):
        total = 0
        for digit, base in reversed(list(zip(some, radix))):
            total = total * base + digit
        index.append(total)
    values = {}

    def look_up(function):
        key = [values[of] if isinstance(of, int) else index[of[0]] if of[1] < 0 else digits[of[0]][of[1]]
               for of in function["of"]]
        return function["rows"][",".join(map(str, key))]

    for slot in data["slots"]:
        value = 0
        for term in slot["terms"]:
            value ^= look_up(term)
        values[slot["number"]] = value
    return look_up(data["answer"])
