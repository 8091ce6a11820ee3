"""JSON read so strictly that no two readers can understand one text differently, and the questions asked of what was read.

Refused beyond what JSON forbids: a key twice in an object (of the two Python keeps the last, others the first), NaN and
Infinity, negative zero, negative fractions (nothing here is negative but the number of player -1), text of more than a
gibibyte.  A type is asked for exactly: True is no 1, 1.0 is no 1.
"""
import json

from verdicts import Malformed

MOST_BYTES = 2 ** 30
# Python writes no integers of more than 4300 digits, which is about 14300 bits.
MOST_BITS_SHOWN = 14000


def show(value):
    """A value as it can stand in a one-line message."""
    if type(value) is int and value.bit_length() > MOST_BITS_SHOWN:
        return "a huge number"
    try:
        text = ascii(value)
    except (ValueError, RecursionError):  # a huge number, or a deep nest, somewhere inside
        return f"some {type(value).__name__}"
    return text if len(text) <= 200 else text[:200] + "..."


def count_of(number, noun):
    return f"{show(number)} {noun}{'' if number == 1 else 's'}"


def fields(value, where, required, optional=()):
    """Check for an object that has all required keys and no others than the optional ones."""
    if type(value) is not dict:
        raise Malformed(f"{where}: found {show(value)}, expected an object")
    for key in [*required, *value]:
        if key not in value or key not in [*required, *optional]:
            raise Malformed(f"{where}: {'unknown' if key in value else 'missing'} key {show(key)}")


def array(value, where, length=None):
    if type(value) is not list or length not in (None, len(value)):
        raise Malformed(f"{where}: found {show(value)}, expected an array" + ("" if length is None else f" of length {length}"))
    return value


def integer(value, where, low=None, high=None):
    # Not isinstance: True is an instance of int.
    if type(value) is not int or low is not None and value < low or high is not None and value > high:
        bounds = "" if low is None else f" from {show(low)} on" if high is None else f" from {show(low)} to {show(high)}"
        raise Malformed(f"{where}: found {show(value)}, expected an integer{bounds}")
    return value


def text(value, where, most=200):
    if type(value) is not str or len(value) > most:
        raise Malformed(f"{where}: found {show(value)}, expected a string of at most {most} characters")
    return value


def header(doc, name, version, keys):
    """Check the head of a file: its format, its version and its other keys."""
    if type(doc) is not dict or doc.get("format") != name:
        raise Malformed(f"wrong format, expected an object with \"format\": \"{name}\"")
    integer(doc.get("version"), "version", version, version)
    fields(doc, "the file", ("format", "version", *keys))


def _object(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise Malformed(f"duplicate key {show(next(key for key in keys if keys.count(key) > 1))}")
    return dict(pairs)


def _integer(text):
    if text == "-0":
        raise Malformed("found -0, expected 0")
    return int(text)


def _fraction(text):
    if text.startswith("-"):
        raise Malformed(f"found {show(text)}, expected no negative fraction")
    if float(text) == float("inf"):
        raise Malformed(f"found {show(text)}, expected a number that a double holds")
    return float(text)


def _constant(text):
    raise Malformed(f"not JSON: found {text}")


def parse_json(content):
    """The value of a JSON text, which is bytes."""
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction,
                          parse_constant=_constant)
    except (ValueError, RecursionError) as error:  # syntax, encoding, a number that is too long, too deep nesting
        raise Malformed(f"not JSON: {error}") from None


def read_bytes(path):
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Malformed(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(content) > MOST_BYTES:
        raise Malformed(f"has more than {MOST_BYTES} bytes")
    return content


def read_json(path):
    return parse_json(read_bytes(path))
