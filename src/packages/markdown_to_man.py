"""As much of Markdown as the project's documents use, as man(7): headings, paragraphs, lists, tables, code, links."""
import re


def escaped(text):
    """Plain text for troff: nothing in it is a request or an escape, hyphens stay hyphens that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti").replace("`", "\\`")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.split("\n"))


def section(document, title):
    """What stands under `## TITLE`, its subsections included."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", document, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"found no section \"{title}\", expected one for a man page")
    return found.group(1)


def inline(text):
    """A run of text: `code` and **strong** become bold, *emphasis* italic, a link its words."""
    text = re.sub(r"!?\[([^\]]*)\]\(([^)]*)\)", lambda m: m.group(1), text)
    parts = re.split(r"(`[^`]+`|\*\*[^*]+\*\*|(?<![\w*])\*[^*\s][^*]*\*(?!\*))", text)
    words = ""
    for part in parts:
        if part.startswith("`") and part.endswith("`") and len(part) > 2:
            words += f"\\fB{escaped(part[1:-1])}\\fR"
        elif part.startswith("**") and len(part) > 4:
            words += f"\\fB{inline(part[2:-2])}\\fR"
        elif part.startswith("*") and part.endswith("*") and len(part) > 2:
            words += f"\\fI{inline(part[1:-1])}\\fR"
        else:
            words += escaped(part)
    return words


def cells(row):
    """Of a row of a table; an escaped bar is no border."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def table(rows):
    """Each row is an entry under its first cell; a third column and further ones are named."""
    heads, lines = cells(rows[0]), []
    for row in map(cells, rows[2:]):
        rest = [f"{head}: {cell}." if head and len(row) > 2 else cell for head, cell in zip(heads[1:], row[1:]) if cell]
        lines += [".TP", inline(row[0]) or "\\(en", inline(" ".join(rest)) or "\\&"]
    return lines


def man_of(document, level):
    """man(7) of a document whose headings have more than `level` number signs."""
    lines, block = [], []

    def flush():
        if not block:
            return
        if block[0].startswith("|") and len(block) > 2:
            lines.extend(table(block))
        elif re.match(r"(- |\d+\. )", block[0]):
            entries = re.split(r"\n(?=(?: {3})?(?:- |\d+\. ))", "\n".join(block))
            for entry in entries:
                mark, words = re.match(r"\s*(-|\d+\.) (.*)", entry, re.DOTALL).groups()
                mark = "\\(bu" if mark == "-" else mark
                lines.extend([f".IP {mark} 4", inline(" ".join(words.split()))])
        else:
            lines.extend([".PP", inline(" ".join(" ".join(block).split()).removeprefix("> "))])
        block.clear()

    code = False
    for line in document.split("\n"):
        if line.startswith("```"):
            flush()
            code = not code
            lines.extend([".PP", ".in +4", ".nf"] if code else [".fi", ".in"])
        elif code:
            lines.append(escaped(line) or ".sp")
        elif line.startswith("#"):
            flush()
            lines.append(f".SS {inline(line.lstrip('# '))}")
        elif not line.strip():
            flush()
        elif block and block[0].startswith("|") != line.startswith("|"):
            flush()
            block.append(line)
        else:
            block.append(line)
    if code:
        raise ValueError("found code without an end, expected three backquotes")
    flush()
    # In a man page a list or a table is followed by a paragraph of its own anyway.
    return "\n".join(lines)
