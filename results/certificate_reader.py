"""certificate.json of a bundle: the instance, the sentence about it, and the file that is to prove it.

Of a bundle's hashes those of the instance and of the file that is read are compared.  instance.toml says the same instance
again, for arcsat; it is not read.
"""
import hashlib
import os
import re
import stat

from instance_reader import Instance
from strict_json import array, fields, header, integer, parse_json, read_bytes, show, text
from verdicts import Malformed, Wrong

MOST_CHARACTERS = 2 ** 30


def require_plain(directory):
    """Below the directory are directories and files alone: a link leads to what is not in the bundle, and a pipe gives no end."""
    def fail(error):
        raise Malformed(f"{error.filename}: found a directory that cannot be read, expected one that can")
    for place, folders, files in os.walk(directory, onerror=fail):
        for name in folders + files:
            mode = os.lstat(os.path.join(place, name)).st_mode
            if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
                raise Malformed(f"{show(os.path.join(place, name))}: found a link or a special file, expected files and directories")


def read_refutation(directory, files):
    """The instance that the bundle says no protocol solves, and the content of the file that is to prove it: `files` gives
    its name by what stands in place of an encoder's name."""
    return read_argument(directory, files, "unrealizable", "No")


def read_argument(directory, files, verdict, begin, models=(), others=()):
    """The same for a verdict whose sentence begins so; of these kinds of model and granularities, if not of decoders of
    functions alone; in a bundle that has `others` among its files."""
    require_plain(directory)
    doc = parse_json(read_bytes(os.path.join(directory, "certificate.json")))
    header(doc, "arcsat-certificate", 1, ("verdict", "statement", "instance", "instance_sha256", "encoder", "checks", "files",
                                         "seconds"))
    if text(doc["verdict"], "verdict") != verdict:
        raise Wrong(f"verdict: found {show(doc['verdict'])}, expected {verdict!r}")
    fields(doc["encoder"], "encoder", ("name", "version", "symmetry"))
    name = text(doc["encoder"]["name"], "encoder.name")
    if name not in files:
        raise Wrong(f"encoder.name: found {show(name)}, expected {' or '.join(map(repr, files))}")
    integer(doc["encoder"]["version"], "encoder.version", 1, 2 ** 63 - 1)
    text(doc["encoder"]["symmetry"], "encoder.symmetry")
    for number, entry in enumerate(array(doc["checks"], "checks")):
        fields(entry, f"checks[{number}]", ("what", "by"))
        text(entry["what"], f"checks[{number}].what")
        text(entry["by"], f"checks[{number}].by")
    fields(doc["seconds"], "seconds", ("encode", "solve", "elaborate", "check"))
    for key, value in doc["seconds"].items():
        if type(value) not in (int, float) or value < 0:
            raise Malformed(f"seconds.{key}: found {show(value)}, expected a number of at least 0")
    instance = Instance(doc["instance"], *models)
    if instance.sha256() != sha256(doc["instance_sha256"], "instance_sha256"):
        raise Wrong(f"instance_sha256: found {show(doc['instance_sha256'])}, the instance's is {instance.sha256()}")
    said = instance.statement(begin)
    if text(doc["statement"], "statement", MOST_CHARACTERS) != said:
        raise Wrong(f"statement: found {show(doc['statement'])}, of this instance it is {show(said)}")
    file = files[name]
    fields(doc["files"], "files", (file, "instance.toml", *others))
    for key, value in doc["files"].items():
        sha256(value, f"files.{key}")
    for name in others:
        if hashlib.sha256(read_bytes(os.path.join(directory, name))).hexdigest() != doc["files"][name]:
            raise Wrong(f"files.{name}: the SHA-256 is not that of the file")
    content = read_bytes(os.path.join(directory, file))
    if hashlib.sha256(content).hexdigest() != doc["files"][file]:
        raise Wrong(f"files.{file}: the SHA-256 is not that of the file")
    return instance, content


def sha256(value, where):
    if not re.fullmatch("[0-9a-f]{64}", text(value, where)):
        raise Malformed(f"{where}: found {show(value)}, expected 64 lower-case hexadecimal digits")
    return value
