"""What a corruption is, and the list of all of them."""
import os
import sys
from dataclasses import dataclass
from typing import Callable

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "checkers"))
from text_lies import text_lies

# In place of the words that arcsat is to say: it is to accept, because the change changes nothing.
HARMLESS = None
# The file that is corrupted is right in itself, about an instance that is not the certificate's: a second checker, which
# reads that file alone, proves a sentence that is true, and must not be the certificate's.
OTHERWISE_TRUE = "otherwise true"


@dataclass
class Corruption:
    name: str
    bundle: str
    change: Callable
    words: str | None
    # Whether the certificate's hashes are made right again, as a forger would.
    fix: bool = True
    second: str = "refuses"


ALL = []


def add(parts):
    assert all(one.name != parts[0] for one in ALL), parts[0]
    ALL.append(Corruption(*parts))


def corruption(name, bundle, words, fix=True):
    def register(change):
        add((name, bundle, change, words, fix))
        return change
    return register


def field(name, words, change, bundle="refuted"):
    add((name, bundle, lambda b: b.edit(change), words, True))


def unhashed(name, words, change, bundle="refuted"):
    add((name, bundle, lambda b: b.edit(change), words, False))


def set_at(*keys):
    *path, last, value = keys

    def change(certificate):
        place = certificate
        for key in path:
            place = place[key]
        place[last] = value
    return change


def add_lies_of_text(bundles):
    """The lies about the text of each file that a second checker reads; `bundles` is the directory of all bundles."""
    for bundle, file in (("realized", "protocol.json"), ("summed", "xor-protocol.json"),
                         ("closed", "closed-form.json"), ("counted", "counting.json"),
                         ("counted", "certificate.json"), ("rows", "rows.json"), ("adaptive", "adaptive-counting.json"),
                         ("weighted", "weighted-counting.json"), ("covered", "cover.json"), ("blocks", "blocks.json"),
                         ("chain", "chain.json"), ("three-steps", "three-steps.json"), ("wondering", "transformer.json")):
        with open(os.path.join(bundles, bundle, file), "rb") as stream:
            lies = text_lies(stream.read(), places=3)
        for name, content in lies:
            # The hashes of a certificate that is no JSON cannot be made right.
            add((f"{file}: {name}", bundle, lambda b, file=file, content=content: b.write(file, content),
                 "found|expected|JSON|counts is something else", file != "certificate.json"))
