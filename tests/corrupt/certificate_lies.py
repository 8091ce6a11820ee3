"""Lies in certificate.json, and files that are missing, strange or another bundle's."""
import os
import shutil

from bundle import canonical_sha
from corruption import HARMLESS, add, corruption, field, set_at, unhashed


field("verdict turned to realizable", "is no file of a bundle", set_at("verdict", "realizable"))
field("verdict turned to unrealizable", "is no file of a bundle", set_at("verdict", "unrealizable"), "realized")
field("verdict undecided", 'expected "realizable"', set_at("verdict", "undecided"))
field("verdict of no meaning", 'expected "realizable"', set_at("verdict", "maybe"))
field("statement for more epochs", "statement is not the verdict",
      lambda c: c.update(statement=c["statement"].replace("No 1-epoch", "No 2-epoch")))
field("statement turned round", "statement is not the verdict",
      lambda c: c.update(statement=c["statement"].replace("No ", "A ")))
field("statement empty", "statement is not the verdict", set_at("statement", ""))
field("instance with more epochs", "not the SHA-256 of the instance", set_at("instance", "model", "epochs", 3))
field("instance with a free bit", "not the SHA-256 of the instance", set_at("instance", "model", "bits_per_token", 2))
field("instance hash changed", "not the SHA-256 of the instance", set_at("instance_sha256", "0" * 64))
field("instance hash no hash", "hexadecimal", set_at("instance_sha256", "xyz"))
field("formula hash changed", "formula's SHA-256 is not", set_at("formula", "sha256", "0" * 64))
field("formula hash changed (witness)", "formula's SHA-256 is not", set_at("formula", "sha256", "0" * 64), "realized")
field("variables miscounted", "variables and", set_at("formula", "variables", 1))
field("clauses miscounted", "variables and", set_at("formula", "clauses", 1))
field("clauses negative", "expected an integer", set_at("formula", "clauses", -1))
field("other symmetry", "formula's SHA-256 is not", set_at("encoder", "symmetry", "none"))
field("unknown symmetry", "is not one that is known", set_at("encoder", "symmetry", "all"))
field("symmetry without a name", "is not one that is known", set_at("encoder", "symmetry", ""))
field("unknown encoder", "not one that gives a formula", set_at("encoder", "name", "magic"))
field("script encoder for a refutation", "not one that gives a formula", set_at("encoder", "name", "smt"))
field("later encoder", "version 2 of the encoders", set_at("encoder", "version", 2))
field("encoder version 0", "expected an integer", set_at("encoder", "version", 0))
field("file entry dropped", 'found no key "proof.lrat.xz"', lambda c: c["files"].pop("proof.lrat.xz"))
field("absolute path", "is no file of a bundle", set_at("files", "/etc/passwd", "0" * 64))
field("path upwards", "is no file of a bundle", set_at("files", "../formula.cnf.xz", "0" * 64))
unhashed("file hash no hash", "hexadecimal", lambda c: c["files"].update({"instance.toml": "A" * 64}))
field("unknown key", "unknown key", set_at("comment", "trust me"))
field("key missing", "found no key", lambda c: c.pop("checks"))
field("format of another file", "arcsat-certificate", set_at("format", "arcsat-protocol"))
field("later format", "expected the integer 1", set_at("version", 2))
field("seed negative", "expected an integer", set_at("engine", "seed", -1))
field("time negative", "at least 0", set_at("seconds", "solve", -1))
field("time a string", "expected a number", set_at("seconds", "solve", "0"))
field("other kind of model", "is not the SHA-256 of the instance", set_at("instance", "model", "kind", "encoder"))


@corruption("file hash changed", "refuted", "its SHA-256 is not the certificate's", fix=False)
def _(b):
    b.edit(set_at("files", "instance.toml", "0" * 64))


@corruption("instance exchanged throughout", "refuted", "formula's SHA-256 is not")
def _(b):
    b.write("instance.toml", b.read("instance.toml").replace("epochs = 1", "epochs = 2"))

    def change(c):
        c["instance"]["model"]["epochs"] = 2
        c["instance_sha256"] = canonical_sha(c["instance"])
        c["statement"] = c["statement"].replace("1-epoch", "2-epoch")
    b.edit(change)


@corruption("instance exchanged in the certificate", "refuted", "is not the certificate's instance")
def _(b):
    def change(c):
        c["instance"]["model"]["epochs"] = 2
        c["instance_sha256"] = canonical_sha(c["instance"])
    b.edit(change)


for name, content, words in [("truncated", b'{"format": ', "not JSON"), ("empty", b"", "not JSON"),
                             ("not UTF-8", b'{"format": "\xff\xfe"}', "not JSON"), ("a list", b"[]", "expected a table"),
                             ("with a NUL", b'{"format"\x00: 1}', "found a NUL byte")]:
    add((f"certificate {name}", "refuted",
                        lambda b, content=content: b.write("certificate.json", content), words, False))


@corruption("duplicate key", "refuted", "a second time", fix=False)
def _(b):
    b.write("certificate.json", b.read("certificate.json").replace('"version": 1,', '"version": 1, "version": 1,', 1))


@corruption("certificate missing", "refuted", "absent or no regular file", fix=False)
def _(b):
    os.remove(b.path("certificate.json"))


@corruption("certificate a link", "refuted", "absent or no regular file", fix=False)
def _(b):
    shutil.move(b.path("certificate.json"), b.directory + ".elsewhere")
    os.symlink(b.directory + ".elsewhere", b.path("certificate.json"))


@corruption("stray file", "refuted", "stray file")
def _(b):
    b.write("notes.txt", "hello")


@corruption("hidden stray file", "realized", "stray file")
def _(b):
    b.write(".hidden", "hello")


@corruption("stray directory", "refuted", "stray file")
def _(b):
    os.mkdir(b.path("more"))


@corruption("a refutation's file beside a witness", "realized", "stray file")
def _(b):
    b.write("proof.lrat.xz", "1 0 1 0\n")


for missing in ("instance.toml", "formula.cnf.xz", "proof.lrat.xz"):
    add((f"{missing} missing", "refuted", lambda b, missing=missing: os.remove(b.path(missing)),
                        "absent or no regular file", True))


@corruption("instance empty", "refuted", 'found no key "format"')
def _(b):
    b.write("instance.toml", "")


@corruption("instance of another kind of file", "refuted", "unknown key")
def _(b):
    b.write("instance.toml", b.read("instance.toml") + "\n[more]\nx = 1\n")


@corruption("instance with wider messages", "refuted", "is not the certificate's instance")
def _(b):
    b.write("instance.toml", b.read("instance.toml").replace("bits_per_token = 3", "bits_per_token = 4"))


# The same about a refutation by counting, whose second checker reads the certificate, too.
for counted_name, counted_words, counted_change in (
        ("verdict turned to realizable", "gives no verdict of", set_at("verdict", "realizable")),
        ("verdict undecided", 'expected "realizable"', set_at("verdict", "undecided")),
        ("statement for more epochs", "statement is not the verdict",
         lambda c: c.update(statement=c["statement"].replace("No 2-epoch", "No 3-epoch"))),
        ("statement turned round", "statement is not the verdict",
         lambda c: c.update(statement=c["statement"].replace("No ", "A "))),
        ("statement empty", "statement is not the verdict", set_at("statement", "")),
        ("statement a list", "expected a string", lambda c: c.update(statement=[c["statement"]])),
        ("instance with fewer epochs", "not the SHA-256 of the instance", set_at("instance", "model", "epochs", 1)),
        ("instance of another task", "not the SHA-256 of the instance", set_at("instance", "task", "m", 2)),
        ("instance with fewer inputs", "not the SHA-256 of the instance", set_at("instance", "inputs", {"w": [0]})),
        ("instance hash changed", "not the SHA-256 of the instance", set_at("instance_sha256", "0" * 64)),
        ("instance hash no hash", "hexadecimal", set_at("instance_sha256", "xyz")),
        ("instance hash in capitals", "hexadecimal",
         lambda c: c.update(instance_sha256=c["instance_sha256"].upper())),
        ("another encoder", "found no key", set_at("encoder", "name", "compact")),
        ("encoder version 0", "expected an integer", set_at("encoder", "version", 0)),
        ("absolute path", "is no file of a bundle", set_at("files", "/etc/passwd", "0" * 64)),
        ("unknown key", "unknown key", set_at("comment", "trust me")),
        ("key missing", "found no key", lambda c: c.pop("checks")),
        ("format of another file", "arcsat-certificate", set_at("format", "arcsat-protocol")),
        ("later format", "expected the integer 1", set_at("version", 2)),
        ("time negative", "at least 0", set_at("seconds", "solve", -1)),
        ("time a string", "expected a number", set_at("seconds", "solve", "0")),
        ("time true", "expected a number", set_at("seconds", "solve", True)),
        ("other kind of model", "is not the SHA-256 of the instance", set_at("instance", "model", "kind", "encoder")),
        ("a kind of no meaning", "expected decoder", set_at("instance", "model", "kind", "Decoder"))):
    field(f"counted: {counted_name}", counted_words, counted_change, "counted")

field("counted: other times", HARMLESS, set_at("seconds", "solve", 5), "counted")
field("counted: who checked", HARMLESS, set_at("checks", []), "counted")
field("counted: in another order of keys", HARMLESS, lambda c: c.update(format=c.pop("format")), "counted")


@corruption("counted: file hash changed", "counted", "its SHA-256 is not the certificate's", fix=False)
def _(b):
    b.edit(set_at("files", "counting.json", "0" * 64))


@corruption("counted: certificate missing", "counted", "absent or no regular file", fix=False)
def _(b):
    os.remove(b.path("certificate.json"))


def exchanged(name, words, change, *texts):
    """Another instance throughout, with hashes and sentence: as if the bound were one of it."""
    @corruption(f"counted: exchanged for {name}", "counted", words)
    def _(b):
        def edit(c):
            change(c["instance"])
            c["instance_sha256"] = canonical_sha(c["instance"])
            for old, new, _ in texts:
                assert old == "" or old in c["statement"], c["statement"]
                c["statement"] = c["statement"].replace(old, new) if old else c["statement"] + new
        b.edit(edit)
        text = b.read("instance.toml")
        for _, _, (old, new) in texts:
            assert old in text, text
            text = text.replace(old, new)
        b.write("instance.toml", text)


exchanged("more epochs", "bits suffice", lambda i: i["model"].update(epochs=3),
          ("2-epoch", "3-epoch", ("epochs = 2", "epochs = 3")))
exchanged("more answers", "counts is something else", lambda i: i["task"].update(q=[8, 3]),
          ("q=(8,2)", "q=(8,3)", ("[8,2]", "[8,3]")))
exchanged("fewer positions", "not in its domain", lambda i: i["task"].update(q=[7, 2]),
          ("q=(8,2)", "q=(7,2)", ("[8,2]", "[7,2]")))
exchanged("fewer tables", "bits suffice", lambda i: i.update(inputs={"z2": [0, 1, 2]}),
          ("", " on its 48 allowed inputs", ("[model]", "[inputs]\nz2 = [0,1,2]\n\n[model]")))
exchanged("fewer queries", "bits suffice|counts is something else", lambda i: i.update(inputs={"w": [0]}),
          ("", " on its 524288 allowed inputs", ("[model]", "[inputs]\nw = [0]\n\n[model]")))
