"""JSON texts that a strict reader refuses, made from one that it accepts."""
import copy
import json

# In place of the integer V.  Python's own reader takes most of them, some silently for another number.
TOKENS = ("NaN", "Infinity", "-Infinity", "18.9", "V.0", "Ve0", "true", "false", "null", '"V"', "[V]", "{}", "1" * 5000,
          "-1e400", "1e400")


def _integers(value, path=()):
    """The paths of all integers in it."""
    if type(value) is int:
        yield path
    elif type(value) in (list, dict):
        for key, item in value.items() if type(value) is dict else enumerate(value):
            yield from _integers(item, (*path, key))


def _at(doc, path):
    for key in path:
        doc = doc[key]
    return doc


def _with_token(doc, path, token):
    copied = copy.deepcopy(doc)
    _at(copied, path[:-1])[path[-1]] = "@"
    return json.dumps(copied, separators=(",", ":")).replace('"@"', token)


def _objects(value, path=()):
    if type(value) is dict:
        yield path
    if type(value) in (list, dict):
        for key, item in value.items() if type(value) is dict else enumerate(value):
            yield from _objects(item, (*path, key))


def lies_of_numbers(doc, places=8):
    """Numbers that are none, at some places of the document spread evenly."""
    paths = list(_integers(doc))
    for path in paths[::max(1, len(paths) // places)]:
        value = _at(doc, path)
        for token in (*TOKENS, *(("-0", "0.0", "-0.0", "00") if value == 0 else ("0V", "+V"))):
            yield f"{token[:20]} for {value} at {path}", _with_token(doc, path, token.replace("V", str(value))).encode()
    # Elsewhere, too: a reader that rounds or skips takes -0 for 0 where another refuses it.
    zeros = [path for path in paths if _at(doc, path) == 0]
    for path in zeros[::max(1, len(zeros) // places)]:
        yield f"-0 at {path}", _with_token(doc, path, "-0").encode()


def lies_of_keys(doc, places=8):
    """Keys that stand twice, that nobody knows, or that are missing."""
    paths = list(_objects(doc))
    for path in paths[::max(1, len(paths) // places)]:
        held = _at(doc, path)
        copied = copy.deepcopy(doc)
        _at(copied, path)["note"] = 1
        yield f"an unknown key at {path}", json.dumps(copied).encode()
        for key in held:
            copied = copy.deepcopy(doc)
            here = _at(copied, path)
            here["@"] = here[key]
            text = json.dumps(copied)
            yield f"{key} twice at {path}", text.replace('"@"', json.dumps(key)).encode()
            if key in ("n", "q", "inputs", "widths", "w", "tuples") or key.startswith("z"):
                continue  # it may be absent: then the file is another one
            del here[key], here["@"]
            yield f"no {key} at {path}", json.dumps(copied).encode()


def lies_of_ends(content):
    """What stands after the end, or does not reach it."""
    for name, after in (("text", b"x"), ("another value", b"{}"), ("a comma", b","), ("a NUL", b"\0"),
                        ("text after a NUL", b"\0 and more"), ("a brace", b"}")):
        yield f"{name} after the end", content.rstrip() + after
    yield "half of it", content[:len(content) // 2]
    yield "a byte less", content.rstrip()[:-1]
    yield "nothing", b""
    yield "no UTF-8", content.replace(b'"format"', b'"form\xff"', 1)
    yield "a NUL inside", content.replace(b":", b"\0:", 1)
    yield "UTF-16", content.decode().encode("utf-16")
    for text in (b"[]", b"7", b"null", b'"arcsat"', b"[" * 100000, b'{"format":' * 100000):
        yield f"{text[:10]} only", text


def text_lies(content, places=8):
    doc = json.loads(content)
    yield from lies_of_numbers(doc, places)
    yield from lies_of_keys(doc, places)
    yield from lies_of_ends(content)
