"""Lies about the sub-instance that a proof refutes."""
import os

from bundle import canonical_sha
from corruption import add, corruption, field


def part(name, words, old, new, fix=True):
    def apply(b):
        text = b.read("sub-instance.toml")
        assert old in text, text
        b.write("sub-instance.toml", text.replace(old, new))
    add((f"sub-instance: {name}", "in-part", apply, words, fix))


part("fewer inputs", "formula's SHA-256 is not", "z1 = [0,1,", "z1 = [0,")
part("no inputs", "found an empty list", "z1 = [0,1,2,3,4,5,6,7,8]", "z1 = []")
part("an input twice", "each index once|a second time", "z1 = [0,1,", "z1 = [0,0,1,")
part("an input out of the domain", "expected an integer from 0 to 8", "7,8]", "7,8,9]")
part("narrower messages", "with 2 bits from 0 to -1 in epoch 1, expected 3", "bits_per_token = 3", "bits_per_token = 2")
part("wider messages", "with 4 bits from 0 to -1 in epoch 1, expected 3", "bits_per_token = 3", "bits_per_token = 4")
part("another epoch", "another number of epochs", "epochs = 1", "epochs = 2")
part("another task", "another task", "q = [3]", "q = [4]")
part("an unknown table", "unknown key", "[model]", "[more]\nx = 1\n\n[model]")
part("changed without its hash", "its SHA-256 is not the certificate's", "z1 = [0,1,", "z1 = [0,", False)
field("sub-instance: not named", "stray file", lambda c: c["files"].pop("sub-instance.toml"), "in-part")


@corruption("sub-instance: missing", "in-part", "absent or no regular file", fix=False)
def _(b):
    os.remove(b.path("sub-instance.toml"))


@corruption("sub-instance: of an instance that does not allow it", "in-part", "an input that is not allowed")
def _(b):
    def narrower(c):
        c["instance"]["inputs"] = {"z1": [0, 1, 2, 3]}
        c["instance_sha256"] = canonical_sha(c["instance"])
        c["statement"] = c["statement"].replace("q=(3)", "q=(3) on its 8 allowed inputs")
    b.edit(narrower)
    b.write("instance.toml", b.read("instance.toml").replace("[model]", "[inputs]\nz1 = [0,1,2,3]\n\n[model]"))
