#!/usr/bin/env python3
"""A second checker of refutations by counting (counting.json), row by row (row_certificates.py), by counting that sees the
control first (adaptive_counting.py), with weights (weighted_counting.py) and by induction (inductions.py), which shares no
code with arcsat.

Usage: check_counting.py [--quiet] BUNDLE...
       check_counting.py [--quiet] --instance INSTANCE FILE.json...
A BUNDLE is a directory with certificate.json and counting.json; an INSTANCE is an instance.toml, or JSON: a certificate or
what stands under "instance" in one.
Exit code (the worst of all): 0 the instance is refuted; 1 bad usage, or what is unreadable or no such refutation; 2 it is not.

The task, the model and the numbering of inputs are written at the beginning of instance_reader.py.  Further kinds of
arguments are further functions in KINDS.
"""
import json
import math
import sys
import tomllib

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from adaptive_counting import check_adaptive
from certificate_reader import read_refutation
from inductions import check_chain, check_three_steps
from instance_reader import Instance
from row_certificates import check_rows
from strict_json import array, count_of, fields, header, integer, parse_json, read_bytes, show
from verdicts import Malformed, Wrong, judge
from weighted_counting import check_weighted

MOST = 2 ** 20  # of epochs, where a file names one
MOST_WRITTEN_OUT = 64  # entries of a table without an index
sys.set_int_max_str_digits(10 ** 6)  # lists of answers are counted exactly, and the file says how many in decimal


def check_counting(instance, doc, content):
    """A counting bound.  It names contexts s (inputs of players -1 .. L-1) and a cut: for some players the epoch after which
    they are taken to know z_L; player L knows it after epoch 0, player -1 never does.  It refutes if the contexts have more
    different lists of right answers than 2^bits, "bits" being what goes over the cut at most.

    Why: run a protocol that is right on all contexts with each z_L that they all allow.  Call transcript of z_L what goes
    over the cut in these runs: of each epoch t and context s the messages from a j that knows after t-1 to an i that does not
    after t.  What a player sees that does not know is determined, context by context and epoch by epoch, by its input, by
    what comes over the cut and by what others send that do not know either.  So the transcript determines what player -1
    answers, and there are at least as many transcripts as lists of right answers.

    Given z_L and the transcript before epoch t, the message from j to i depends on the context only by the two views.
    That of j follows from (s_j .. s_{L-1}), because only higher players send to it.  That of i is s_i and what it heard:
    from k >= j it follows from (s_j .. s_{L-1}, s_i); from i < k < j it is a message of a few bits in each epoch before t, in
    epoch 1 a function of (s_k, s_i); and all of it follows from (s_i .. s_{L-1}).  So among the contexts with equal
    (s_j .. s_{L-1}, s_i) there are no more different pairs of views than there are different (s_i .. s_{j-1}), nor than there
    are combinations of what the k between can have said.  Each pair takes `width` bits of the transcript.  Messages that
    reach no answer (of the last epoch, to others than player -1) need not be counted."""
    header(doc, "arcsat-counting", 2, ("knows", "contexts", "messages", "bits", "answers"))
    knows = read_cut(doc["knows"], instance.L)
    contexts = read_contexts(doc["contexts"], instance)

    def knows_after(epoch, player):
        return player in knows and knows[player] <= epoch
    counted, bits = [], 0
    for t in range(1, instance.epochs + 1):
        for i in range(-1, instance.L):
            for j in range(i + 1, instance.L + 1):
                width = instance.width(t, j, i)
                if width == 0 or t == instance.epochs and i != -1 or not knows_after(t - 1, j) or knows_after(t, i):
                    continue
                times = situations(instance, contexts, t, j, i)
                counted.append({"epoch": t, "from": j, "to": i, "bits": width, "situations": str(times)})
                bits += width * times
    answers = different_answers(instance, contexts)
    # answers > 2^bits, without the power: it might be larger than any memory.
    if answers < 2 or (answers - 1).bit_length() <= bits:
        raise Wrong(f"{count_of(bits, 'bit')} suffice for {count_of(answers, 'different list')} of answers")
    said = {"format": "arcsat-counting", "version": 2,
            "knows": [{"player": player, "after": knows[player]} for player in sorted(knows)],
            "contexts": [[said_of(instance, place, given) for place, given in enumerate(s)] for s in contexts],
            "messages": counted, "bits": str(bits), "answers": str(answers)}
    for key in ("messages", "bits", "answers"):
        if doc[key] != said[key]:
            raise Wrong(f"{key}: found {show(doc[key])}, counted {show(said[key])}")
    # Byte by byte: so nothing in the file, a 1.0 in the messages for instance, can be read in two ways.
    if content != (json.dumps(said, separators=(",", ":")) + "\n").encode():
        raise Wrong("the file is not written as arcsat writes it")
    return (f"by counting: at most {count_of(bits, 'bit')} about the last table in {count_of(len(contexts), 'context')}, "
            f"too few for {count_of(answers, 'different list')} of answers")


def read_cut(doc, last):
    knows = {}
    for number, entry in enumerate(array(doc, "knows")):
        where = f"knows[{number}]"
        fields(entry, where, ("player", "after"))
        player = integer(entry["player"], where + ".player", 0, last)
        if player in knows:
            raise Malformed(f"{where}.player: found {player} twice, expected each player once")
        knows[player] = integer(entry["after"], where + ".after", 0, MOST)
    if knows.get(last) != 0:
        raise Wrong(f"knows: player {last} is to know the last table after epoch 0")
    return knows


def read_contexts(doc, instance):
    """Contexts as tuples of inputs: of an index, of the tuple of all entries, or of (default, ((position, value), ..))."""
    contexts = []
    for number, entry in enumerate(array(doc, "contexts")):
        where = f"contexts[{number}]"
        contexts.append(tuple(read_input(value, instance, place, where)
                              for place, value in enumerate(array(entry, where, instance.L + 1))))
    if not contexts:
        raise Wrong("contexts: there are none")
    if len(set(contexts)) != len(contexts):
        raise Wrong("contexts: one stands twice")
    return contexts


def read_input(doc, instance, place, where):
    """An input in the one form that its player has: an index if the inputs of the player have indices; else all entries, if
    these are few or the queries of w; else a default, the most frequent value (the least of several), and the others."""
    if place == 1 or instance.numbered(place):
        return instance.index(doc, place, where)
    ranges = instance.n if place == 0 else None
    positions, q = (len(instance.n), None) if place == 0 else (instance.tokens[place], instance.q[place - 2])
    if place == 0 or positions <= MOST_WRITTEN_OUT:
        return tuple(integer(value, where, 0, (ranges[k] if ranges else q) - 1)
                     for k, value in enumerate(array(doc, where, positions)))
    fields(doc, where, ("default", "entries"))
    default, entries, count, least = integer(doc["default"], where, 0, q - 1), [], {}, 0
    for pair in array(doc["entries"], where):
        position, value = array(pair, where, 2)
        least = integer(position, where, least, positions - 1) + 1
        entries.append((position, integer(value, where, 0, q - 1)))
        count[value] = count.get(value, 0) + 1
    others = positions - len(entries)
    if default in count or others == 0 or any(k > others or k == others and value < default for value, k in count.items()):
        raise Malformed(f"{where}: a table whose default is not its most frequent value, or stands among the entries")
    return default, tuple(entries)


def entry(instance, place, given, position):
    """The entry of a table z_1 .. z_{L-1}, or the query of w, at a position."""
    if type(given) is int:
        return (given // math.prod(instance.n[:position]) % instance.n[position] if place == 0 else
                instance.entry(place, given, position))
    if place > 0 and instance.tokens[place] > MOST_WRITTEN_OUT:
        return dict(given[1]).get(position, given[0])
    return given[position]


def asked(instance, context):
    """The position of z_L's domain that a context asks for."""
    position = context[1]
    for l in range(1, instance.L):
        position = entry(instance, 0, context[0], l - 1) * instance.q[l - 1] + entry(instance, l + 1, context[l + 1], position)
    return position


def index_of(instance, place, given):
    """The index of an input, None if it is 2^31 or more."""
    if type(given) is int:
        return given
    if place == 0:
        entries, ranges = list(enumerate(given)), instance.n
    elif instance.tokens[place] <= MOST_WRITTEN_OUT:
        entries, ranges = list(enumerate(given)), [instance.q[place - 2]] * MOST_WRITTEN_OUT
    else:  # with another default than 0, most of more than 64 entries are not 0
        entries, ranges = list(given[1]) if given[0] == 0 else [(32, 1)], [instance.q[place - 2]] * MOST_WRITTEN_OUT
    if place > 0 and any(value and position > 31 for position, value in entries):
        return None
    index = sum(value * math.prod(ranges[:position]) for position, value in entries if value)
    return index if index < 2 ** 31 else None


def said_of(instance, place, given):
    """An input as the file has it."""
    if type(given) is int:
        return given
    if place == 0 or instance.tokens[place] <= MOST_WRITTEN_OUT:
        return list(given)
    return {"default": given[0], "entries": [list(pair) for pair in given[1]]}


def situations(instance, contexts, epoch, j, i):
    """How many different pairs of views of j and i there are before the epoch, at most, for one z_L and transcript."""
    classes = {}
    for s in contexts:
        classes.setdefault((s[j + 1:], s[i + 1]), []).append(s)
    total = 0
    for members in classes.values():
        most = len({s[i + 1:j + 1] for s in members})
        heard = 1
        for k in range(i + 1, j):
            for earlier in range(1, epoch):
                # Capped, because 2^width may be huge; more than `most` never counts.
                values = 1 << min(instance.width(earlier, k, i), most.bit_length())
                heard *= min(values, len({s[k + 1] for s in members})) if earlier == 1 else values
                heard = min(heard, most)
        total += min(heard, most)
    return total


def different_answers(instance, contexts):
    """The number of different lists of right answers, over all z_L with which every context is allowed."""
    place, q = instance.L + 1, instance.q[-1]
    positions = [asked(instance, s) for s in contexts]
    if instance.tuples is not None:
        indices = [tuple(index_of(instance, p, given) for p, given in enumerate(s)) for s in contexts]
        allowed_with = {}
        for row in instance.tuples:
            allowed_with.setdefault(row[place], set()).add(row[:place])
        tables = [z for z, allowed in allowed_with.items() if allowed.issuperset(indices)]
    else:
        if not all(index_of(instance, p, s[p]) in listed for p, listed in instance.lists.items() if p < place for s in contexts):
            return 0
        if place not in instance.lists:
            return q ** len(set(positions))  # every combination of entries is in some z_L
        tables = instance.lists[place]
    return len({tuple(instance.entry(place, z, position) for position in positions) for z in tables})


# By the format of the file with the argument.
KINDS = {"arcsat-counting": check_counting, "arcsat-rows": check_rows, "arcsat-adaptive-counting": check_adaptive,
         "arcsat-weighted-counting": check_weighted, "arcsat-chain": check_chain, "arcsat-three-steps": check_three_steps}
# The file with the argument, by what stands in place of an encoder's name in the bundle's certificate.
BUNDLES = {name: f"{name}.json" for name in ("counting", "rows", "adaptive-counting", "weighted-counting", "chain", "three-steps")}


def read_instance(path):
    content = read_bytes(path)
    if path.endswith(".toml"):
        try:
            doc = tomllib.loads(content.decode())
        except (ValueError, RecursionError) as error:
            raise Malformed(f"{path}: not TOML: {error}") from None
        if doc.get("format") != "arcsat-instance":
            raise Malformed(f"{path}: wrong format, expected format = \"arcsat-instance\"")
        integer(doc.get("version"), "version", 1, 1)
        fields(doc, path, ("format", "version", "task", "model"), ("name", "inputs", "expect"))
        model = doc["model"]
        if type(model) is dict:
            model = {"kind": "decoder", **model}  # what a person writes may leave it out
        return Instance({**{key: doc[key] for key in ("task", "inputs") if key in doc}, "model": model})
    doc = parse_json(content)
    return Instance(doc["instance"] if type(doc) is dict and "instance" in doc else doc)


def prove(instance, content):
    """The sentence that the content of a file proves about the instance."""
    doc = parse_json(content)
    found = doc.get("format") if type(doc) is dict else None
    for name, check in KINDS.items():
        if found == name:
            return f"{instance.statement('No')}; instance {instance.canonical()}; {check(instance, doc, content)}"
    raise Malformed(f"format: found {show(found)}, expected {' or '.join(map(repr, KINDS))}")


def check_bundle(directory):
    return prove(*read_refutation(directory, BUNDLES))


def main(arguments):
    usage = "check_counting.py [--quiet] BUNDLE... or --instance INSTANCE FILE.json..."
    if "--instance" not in arguments[:-1]:
        return judge(arguments, check_bundle, usage)
    at = arguments.index("--instance")
    return judge(arguments[:at] + arguments[at + 2:],
                 lambda path: prove(read_instance(arguments[at + 1]), read_bytes(path)), usage)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
