"""Lies about the formula, and damage to compressed files."""
import lzma
import os
import shutil

from corruption import add, corruption, set_at


def formula_lines(name, change):
    def apply(b):
        lines = b.read("formula.cnf.xz").splitlines()
        change(lines)
        b.write("formula.cnf.xz", "\n".join(lines) + "\n")
    add((f"formula: {name}", "refuted", apply, "is not the formula of this instance", True))


formula_lines("a clause dropped", lambda lines: lines.pop())
formula_lines("a clause added", lambda lines: lines.append("1 0"))
formula_lines("the empty clause added", lambda lines: lines.append("0"))
formula_lines("a literal flipped", lambda lines: lines.__setitem__(1, lines[1][1:] if lines[1][0] == "-" else "-" + lines[1]))
formula_lines("two clauses exchanged", lambda lines: lines.insert(1, lines.pop(2)))
formula_lines("the header's numbers changed", lambda lines: lines.__setitem__(0, "p cnf 1 1"))
formula_lines("a comment added", lambda lines: lines.insert(0, "c nothing"))
formula_lines("all clauses dropped", lambda lines: lines.__delitem__(slice(1, None)))


@corruption("formula: forged with its hash", "refuted", "formula's SHA-256 is not")
def _(b):
    b.write("formula.cnf.xz", b.read("formula.cnf.xz") + "1 0\n-1 0\n")
    b.edit(set_at("forge_formula", True))


@corruption("formula: of another instance", "refuted", "is not the formula of this instance")
def _(b):
    shutil.copy(os.path.join(b.bundles, "other", "formula.cnf.xz"), b.path("formula.cnf.xz"))


# --- damage to compressed files ---------------------------------------------------------------------------------------
def damage(name, words, change):
    for file in ("formula.cnf.xz", "proof.lrat.xz"):
        def apply(b, file=file):
            with open(b.path(file), "rb") as stream:
                content = stream.read()
            b.write(file, change(content), raw=True)
        add((f"{file}: {name}", "refuted", apply, words, True))


damage("empty file", "truncated", lambda content: b"")
damage("not xz", "is not an xz file", lambda content: b"p cnf 1 1\n1 0\n")
damage("xz cut in half", "truncated|damaged", lambda content: content[:len(content) // 2])
damage("xz cut by a byte", "truncated|damaged", lambda content: content[:-1])
damage("bytes after the stream", "bytes follow", lambda content: content + b"more")
damage("a second stream", "bytes follow", lambda content: content + lzma.compress(b"1 0\n"))
damage("a byte flipped", "damaged|truncated|is not",
       lambda content: content[:len(content) // 2] + bytes([content[len(content) // 2] ^ 1]) +
       content[len(content) // 2 + 1:])
