#!/usr/bin/env python3
"""Makes a Debian changelog, compressed, from src/NEWS.md: an entry for each heading `## VERSION (DATE)` and its list.

Usage: changelog.py NEWS VERSION RELEASE MAINTAINER OUTPUT
Exit code: 0 written, 1 not; the first heading must be of VERSION, so that no version is packed without its news.
"""
import datetime
import gzip
import re
import sys
import textwrap

HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def main(arguments):
    if len(arguments) != 5:
        sys.exit(__doc__)
    path, version, release, maintainer, output = arguments
    with open(path, encoding="utf-8") as file:
        entries = HEADING.findall(file.read())
    if not entries or entries[0][0] != version:
        found = entries[0][0] if entries else "no version"
        sys.exit(f"{path}: found {found} in the first heading, expected {version}, that of CMakeLists.txt")
    text = ""
    for number, date, news in entries:
        text += f"arcsat ({number}-{release}) unstable; urgency=medium\n\n"
        for item in re.findall(r"^- (.*?)(?=^- |\Z)", news, re.MULTILINE | re.DOTALL):
            text += textwrap.fill(" ".join(item.replace("`", "").split()), 76, initial_indent="  * ",
                                  subsequent_indent="    ") + "\n"
        day = datetime.date.fromisoformat(date)
        text += f"\n -- {maintainer}  {day.strftime('%a, %d %b %Y')} 00:00:00 +0000\n\n"
    with open(output, "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(text.rstrip("\n").encode() + b"\n")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError) as error:
        sys.exit(f"changelog.py: {error}")
