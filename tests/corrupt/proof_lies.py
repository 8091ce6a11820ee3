"""Lies about the LRAT proof."""
import os
import shutil

from corruption import add, corruption


def proof(name, words, change):
    def apply(b):
        lines = b.read("proof.lrat.xz").splitlines()
        change(lines)
        b.write("proof.lrat.xz", "".join(line + "\n" for line in lines))
    add((f"proof: {name}", "refuted", apply, words, True))


def lemmas(lines):
    return [k for k, line in enumerate(lines) if " d " not in line]


def split(line):
    """Identifier, literals and hints of a lemma's line."""
    words = line.split()
    end = words.index("0")
    return words[0], words[1:end], words[end + 1:-1]


def join(number, literals, hints):
    return " ".join([number, *literals, "0", *hints, "0"])


def on_lemma(change, which=0.5):
    def apply(lines):
        at = lemmas(lines)
        k = at[min(int(len(at) * which), len(at) - 1)]
        lines[k] = join(*change(*split(lines[k])))
    return apply


CHECK_WORDS = r"step|proof\.lrat\.xz:\d+"
proof("the last step dropped", "empty clause", lambda lines: lines.pop())
proof("no step at all", "empty clause", lambda lines: lines.clear())
for part in (0.0, 0.3, 0.6, 0.9):
    proof(f"a lemma dropped at {part}", CHECK_WORDS, lambda lines, part=part: lines.pop(lemmas(lines)[int(
        len(lemmas(lines)) * part)]))
    proof(f"the hints dropped at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, []), part))
    proof(f"the first hint dropped at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, h[1:]), part))
    proof(f"the last hint dropped at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, h[:-1]), part))
    proof(f"the hints reversed at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, h[::-1]), part))
    proof(f"a hint of an unknown clause at {part}", CHECK_WORDS,
          on_lemma(lambda n, l, h: (n, l, h[:-1] + ["999999999"]), part))
    proof(f"an identifier used again at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: ("1", l, h), part))
    proof(f"an identifier of 0 at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: ("0", l, h), part))
    proof(f"a step before its reasons at {part}", CHECK_WORDS,
          lambda lines, part=part: lines.insert(lemmas(lines)[int(len(lemmas(lines)) * part)], lines.pop()))
proof("a literal flipped", CHECK_WORDS,
      on_lemma(lambda n, l, h: (n, [l[0][1:] if l[0][0] == "-" else "-" + l[0], *l[1:]] if l else ["1"], h), 0))
proof("a literal dropped", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l[1:], h), 0))
proof("a variable that the formula lacks", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + ["1000000"], h), 0))
proof("a literal twice", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + l[-1:], h), 0))
proof("an overlong number", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + ["9" * 30], h), 0))
proof("garbage in a line", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + ["x"], h), 0))
proof("a plus sign", CHECK_WORDS, on_lemma(lambda n, l, h: ("+" + n, l, h), 0))
proof("the empty clause at once", CHECK_WORDS, lambda lines: lines.__setitem__(slice(None), ["1000000 0 1 0"]))
proof("every clause deleted", CHECK_WORDS,
      lambda lines: lines.insert(0, "0 d " + " ".join(str(k) for k in range(1, 10)) + " 0"))
proof("a deletion of what is not there", CHECK_WORDS, lambda lines: lines.insert(0, "0 d 999999 0"))
proof("a step after the empty clause", CHECK_WORDS, lambda lines: lines.append("9999999 1 0 1 0"))


for point in range(12):
    def cut(b, point=point):
        text = b.read("proof.lrat.xz")
        b.write("proof.lrat.xz", text[:len(text) * (2 * point + 1) // 25])
    add((f"proof: truncated at {2 * point + 1}/25", "refuted", cut, CHECK_WORDS, True))


@corruption("proof: of another formula", "refuted", CHECK_WORDS)
def _(b):
    shutil.copy(os.path.join(b.bundles, "other", "proof.lrat.xz"), b.path("proof.lrat.xz"))


@corruption("proof: a NUL byte", "refuted", CHECK_WORDS)
def _(b):
    b.write("proof.lrat.xz", b.read("proof.lrat.xz").replace(" ", "\0", 1))
