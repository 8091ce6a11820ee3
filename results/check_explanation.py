#!/usr/bin/env python3
"""Rebuilds protocols from what `arcsat explain --json` says of them, and replays them on every allowed input.

Usage: check_explanation.py [--quiet] EXPLANATION.json...
Exit code (the worst of all files): 0 right; 1 bad usage, or a file that is unreadable or no such explanation; 2 wrong or incomplete.

It shares no code with arcsat.  Each function is rebuilt from its data alone, may name only what its sender and its receiver (of an
answer: whoever answers) know at that time, and must have the words that the data have; what is not described says 0.
Of a closed form the rules of check_closed_form.py are applied to its data, and the words must be what these say.
Messages follow each other in the order in which they are said.  See the end of read_expression for the words.
"""
import re
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from closed_form_words import check_closed_form_of
from instance_reader import Instance
from strict_json import array, count_of, fields, header, integer, read_json, show, text
from verdicts import Malformed, Wrong, judge

KEYS = ("instance", "cut_from_epochs", "inputs", "final_views", "confusions", "least_wrong", "description")
QUANTITY = re.compile(r"bit (?P<bit>\d+) of (?P<of>.+)|(?P<w>w|w_(?P<k>\d+))|(?P<z0>z_0)|z_(?P<l>\d+)\((?:(?P<row>\d+|w|w_\d+),)?(?P<at>.+)\)"
                      r"|i_(?P<i>\d+)|(?P<name>[A-Z]\d*)")


class Knowledge:
    """What a function may look at: parts of the input, by holder, and messages."""
    def __init__(self, parts, said):
        self.parts, self.said = parts, said


class Run:
    """An input, and what has been said on it so far."""
    def __init__(self, instance, given):
        self.given, self.said, self.queries = given, {}, []
        w = given[0]
        for n in instance.n:
            w, query = divmod(w, n)
            self.queries.append(query)


class Reader:
    def __init__(self, instance):
        self.instance = instance
        self.names = {}     # by name, what was said: (epoch, sender, receiver), or a thought's number
        self.described = {}  # the reverse

    def known(self, holder, epochs):
        """What a holder knows after so many epochs of its own run."""
        if type(holder) is int and holder < -1:
            if self.instance.thought_bits is None:
                before = self.known(holder + 1, self.instance.epochs)
                parts, said = before.parts, set(before.said)
            else:
                parts, said = set(), {-1 - holder}
        else:
            parts, said = {holder}, set()
        return Knowledge(parts, said | {(t, j, holder) for t in range(1, epochs + 1) for j in self.instance.heard(holder)})

    def quantity(self, word, knowledge, used):
        """The value of a quantity as a function of a run; what it looks at is added to `used`."""
        task, where = self.instance, f"quantity {show(word)}"
        match = QUANTITY.fullmatch(word)
        if not match:
            raise Malformed(f"{where}: found no quantity, expected one such as z_2(w,1), i_1 or A")
        def see(holder):
            if holder not in knowledge.parts:
                raise Wrong(f"{where}: it is not known there, expected only what sender and receiver know")
            used.add(holder)
        def see_query(l):
            if not 1 <= l < task.L:
                raise Malformed(f"{where}: there is no such query")
            if task.n[l - 1] > 1:
                see(-1)
        def table(l):
            if not 1 <= l <= task.L:
                raise Malformed(f"{where}: there is no such table")
        if match["bit"]:
            bit, inner = int(match["bit"]), self.quantity(match["of"], knowledge, used)
            return lambda run: inner(run) >> bit & 1
        if match["w"]:
            if (task.L == 2) != (match["k"] is None):
                raise Malformed(f"{where}: found {show(match['w'])}, expected \"w\" if there is one query, else \"w_1\" and so on")
            l = int(match["k"] or 1)
            see_query(l)
            return lambda run: run.queries[l - 1]
        if match["z0"]:
            see(0)
            return lambda run: run.given[1]
        if match["i"]:
            l = int(match["i"])
            table(l)
            for player in range(l + 1):
                if player or task.m > 1:
                    if player == 0 or task.q[player - 1] > 1:
                        see(player)
                if 1 <= player < l:
                    see_query(player)
            def intermediate(run):
                position = run.given[1]
                for k in range(1, l + 1):
                    value = task.entry(k + 1, run.given[k + 1], position)
                    position = (run.queries[k - 1] * task.q[k - 1] if k < task.L else 0) + value
                return value
            used.update(player for player in range(l + 1) if player in knowledge.parts)
            return intermediate
        if match["name"]:
            name = match["name"]
            if name not in self.names:
                raise Malformed(f"{where}: nothing of this name was said before")
            if self.names[name] not in knowledge.said:
                raise Wrong(f"{where}: it is not heard there, expected only what sender and receiver heard before")
            used.add(name)
            return lambda run: run.said[name]
        l = int(match["l"])
        table(l)
        rows, columns = (task.n[l - 2], task.q[l - 2]) if l > 1 else (1, task.m)
        if (match["row"] is None) != (rows == 1):
            raise Malformed(f"{where}: found {'no row' if rows > 1 else 'a row'}, expected the other, as the table has {rows}")
        asked = match["row"] is not None and match["row"].startswith("w")
        if asked:
            if match["row"] != ("w" if task.L == 2 else f"w_{l - 1}"):
                raise Malformed(f"{where}: found another query, expected w_{l - 1}")
            see_query(l - 1)
        elif match["row"] and int(match["row"]) >= rows:
            raise Malformed(f"{where}: there is no such row")
        row = (lambda run: run.queries[l - 2]) if asked else (lambda run, value=int(match["row"] or 0): value)
        if match["at"].isdigit():
            place = int(match["at"])
            if place >= columns:
                raise Malformed(f"{where}: there is no such entry")
            see((l, int(match["row"] or 0) * columns + place) if task.sums and not asked else l)
            return lambda run: task.entry(l + 1, run.given[l + 1], row(run) * columns + place)
        see(l)
        inner = self.quantity(match["at"], knowledge, used)
        def entry(run):
            at = inner(run)
            return task.entry(l + 1, run.given[l + 1], row(run) * columns + at) if at < columns else 0
        return entry

    def expression(self, doc, where, knowledge, used):
        """The function that the data are."""
        if type(doc) is not dict or not doc:
            raise Malformed(f"{where}: found {show(doc)}, expected an object with an expression")
        def of(word, place):
            return self.quantity(text(word, f"{where}.{place}"), knowledge, used)
        def numbers(values, place):
            return [integer(value, f"{where}.{place}", 0) for value in array(values, f"{where}.{place}")]
        kind = next(iter(doc))
        if kind == "constant":
            fields(doc, where, ("constant",))
            value = integer(doc["constant"], where + ".constant", 0)
            return lambda run: value
        if kind == "value":
            fields(doc, where, ("value",))
            return of(doc["value"], "value")
        if kind == "among":
            fields(doc, where, ("among", "values"))
            quantity, values = of(doc["among"], "among"), frozenset(numbers(doc["values"], "values"))
            return lambda run: int(quantity(run) in values)
        if kind in ("sum", "bits"):
            fields(doc, where, (kind,))
            parts = [self.expression(part, f"{where}.{kind}[{k}]", knowledge, used) for k, part in enumerate(array(doc[kind], f"{where}.{kind}"))]
            if kind == "sum":
                return lambda run: sum(part(run) for part in parts) & 1
            return lambda run: sum(part(run) << k for k, part in enumerate(parts))
        if kind == "cases":
            fields(doc, where, ("cases", "parts"))
            quantity, by_value, otherwise = of(doc["cases"], "cases"), {}, None
            parts = array(doc["parts"], where + ".parts")
            for k, part in enumerate(parts):
                inner = f"{where}.parts[{k}]"
                last = k + 1 == len(parts)
                fields(part, inner, ("is",) if last else ("values", "is"))
                function = self.expression(part["is"], inner + ".is", knowledge, used)
                if last:
                    otherwise = function
                for value in () if last else numbers(part["values"], f"parts[{k}].values"):
                    if value in by_value:
                        raise Malformed(f"{inner}: the value {show(value)} has a case already")
                    by_value[value] = function
            if otherwise is None:
                raise Malformed(f"{where}: found no case, expected one at least")
            return lambda run: by_value.get(quantity(run), otherwise)(run)
        fields(doc, where, ("grid",))
        grid = doc["grid"]
        fields(grid, where + ".grid", ("down", "across", "rows", "columns", "cells"))
        down = [of(word, "grid.down") for word in array(grid["down"], where + ".grid.down")]
        across = [of(word, "grid.across") for word in array(grid["across"], where + ".grid.across")]
        cells = {}
        rows, columns = array(grid["rows"], where + ".grid.rows"), array(grid["columns"], where + ".grid.columns")
        for row, line in zip(rows, array(grid["cells"], where + ".grid.cells", len(rows))):
            row = tuple(numbers(array(row, where + ".grid.rows", len(down)), "grid.rows"))
            for column, cell in zip(columns, array(line, where + ".grid.cells", len(columns))):
                column = tuple(numbers(array(column, where + ".grid.columns", len(across)), "grid.columns"))
                if (row, column) in cells:
                    raise Malformed(f"{where}.grid: the row {list(row)} has the column {list(column)} twice")
                cells[row, column] = None if cell is None else integer(cell, where + ".grid.cells", 0)
        def look_up(run):
            key = tuple(one(run) for one in down), tuple(one(run) for one in across)
            if cells.get(key) is None:
                raise Wrong(f"{where}: the table has no entry for {list(key[0])} and {list(key[1])}")
            return cells[key]
        return look_up

    def function(self, doc, where, knowledge, extra=()):
        """A function; it must ignore what it says that it ignores, and have the words that it has."""
        fields(doc, where, ("is", "ignores", "words"), extra)
        used = set()
        function = self.expression(doc["is"], where + ".is", knowledge, used)
        task = self.instance
        def varies(holder):
            if type(holder) is tuple:
                return task.q[holder[0] - 1] > 1
            return not task.numbered(holder + 1) or task.size(holder + 1) > 1
        def place(holder):
            return holder if type(holder) is tuple else (holder, -1)
        def name(holder):
            if type(holder) is tuple:
                l, position = holder
                rows, columns = (task.n[l - 2], task.q[l - 2]) if l > 1 else (1, task.m)
                return f"z_{l}({position % columns})" if rows == 1 else f"z_{l}({position // columns},{position % columns})"
            return "w" if holder == -1 else f"z_{holder}"
        ignored = [name(holder) for holder in sorted(knowledge.parts, key=place) if varies(holder) and holder not in used]
        ignored += [name for name, said in self.names.items() if said in knowledge.said and name not in used]
        if doc["ignores"] != ignored:
            raise Wrong(f"{where}.ignores: found {show(doc['ignores'])}, expected {show(ignored)}")
        words = function_in_words(doc["is"])
        words[0] += f" [ignores {', '.join(ignored)}]" if ignored else ""
        if doc["words"] != words:
            line = next((k for k, pair in enumerate(zip(array(doc["words"], where + ".words"), words)) if pair[0] != pair[1]), min(len(words), len(doc["words"])))
            found, expected = ([*lines, None][line] if line <= len(lines) else None for lines in (doc["words"], words))
            raise Wrong(f"{where}.words: line {line + 1}: found {show(found)}, expected {show(expected)}")
        return function


def values_in_words(values):
    return f" = {values[0]}" if len(values) == 1 else f" in {{{','.join(map(str, values))}}}"


def inside(doc):
    """An expression inside a sentence."""
    kind, content = next(iter(doc.items()))
    if kind in ("constant", "value"):
        return str(content)
    if kind == "among":
        return f"[{content}{values_in_words(doc['values'])}]"
    if kind == "sum":
        return " + ".join(map(inside, content))
    if kind == "bits":
        return f"bits ({', '.join(map(inside, content))})"
    if kind == "cases":
        *cases, last = doc["parts"]
        return "(" + "".join(f"if {content}{values_in_words(part['values'])}: {inside(part['is'])}; " for part in cases) + f"else {inside(last['is'])})"
    return "a table"


def has_grid(doc):
    return "grid" in doc or any(map(has_grid, doc.get("sum", doc.get("bits", ())))) or any(has_grid(part["is"]) for part in doc.get("parts", ()))


def function_in_words(doc, indent="    ", begin=""):
    """The lines that describe an expression; a table has a line for each thing across it, and for each row."""
    kind, content = next(iter(doc.items()))
    if kind == "constant":
        return [begin + f"always {content}"]
    if kind == "value":
        return [begin + ("forwards " if re.fullmatch(r"[A-Z]\d*", content) else "is ") + content]
    if kind == "among":
        return [begin + f"1 if {content}{values_in_words(doc['values'])}, else 0"]
    if kind == "sum":
        return [begin + inside(doc) + " (mod 2)"]
    if kind == "grid":
        def join(values):
            return " ".join(map(str, values))
        columns, cells = content["columns"], content["cells"]
        width = max((len(str(number)) for row in [*columns, *cells] for number in row if number is not None), default=1)
        lines = [(label, [column[k] for column in columns]) for k, label in enumerate(content["across"])]
        lines += [(f"{join(content['down'])} = {join(row)}", line) for row, line in zip(content["rows"], cells)]
        longest = max((len(label) for label, _ in lines), default=0)
        return [begin + "by this table"] + [
            f"{indent}{label:>{longest}} |" + "".join(f" {'.' if cell is None else cell:>{width}}" for cell in line) for label, line in lines]
    if not has_grid(doc):
        return [begin + (inside(doc)[1:-1] if kind == "cases" else inside(doc))]
    lines = [begin + ("by cases" if kind == "cases" else "bit by bit")]
    parts = [part["is"] for part in doc["parts"]] if kind == "cases" else content
    for k, part in enumerate(parts):
        if kind == "bits":
            head = f"bit {k}: "
        else:
            head = "else: " if k + 1 == len(parts) else f"if {content}{values_in_words(doc['parts'][k]['values'])}: "
        lines += function_in_words(part, indent + "  ", indent + head)
    return lines


def read_messages(doc, reader):
    """Each message: its name, the terms that it is the sum of, and how many values it may have."""
    instance, messages = reader.instance, []
    for number, item in enumerate(array(doc, "messages")):
        where = f"messages[{number}]"
        thought = type(item) is dict and "thought" in item
        fields(item, where, ("name", *(("thought",) if thought else ("epoch", "from", "to")), "bits", "terms"), () if thought else ("token",))
        name = text(item["name"], where + ".name")
        expected = chr(ord("A") + number % 26) + (str(number // 26) if number >= 26 else "")
        if name != expected:
            raise Malformed(f"{where}.name: found {show(name)}, expected {show(expected)}")
        if thought:
            key = integer(item["thought"], where + ".thought", 1, instance.thoughts)
            if instance.thought_bits is None:
                raise Malformed(f"{where}: unlimited thoughts are not said")
            bits, senders, receiver = instance.thought_bits, [-key], Knowledge(set(), set())
            epochs = instance.epochs
        else:
            t, j, i = (integer(item[word], f"{where}.{word}", -MOST, MOST) for word in ("epoch", "from", "to"))
            if not 1 <= t <= instance.epochs or not -1 - instance.thoughts <= i <= instance.L:
                raise Malformed(f"{where}: the model has no such message")
            i = instance.holder(i, item, where)
            if j not in instance.heard(i):
                raise Malformed(f"{where}: the model has no such message")
            key, bits, senders, receiver = (t, j, i), instance.width(t, j, i), instance.terms(i, j), reader.known(i, t - 1)
            epochs = t - 1
        if key in reader.described:
            raise Malformed(f"{where}: this was described before")
        if integer(item["bits"], where + ".bits", 0) != bits:
            raise Malformed(f"{where}.bits: found {show(item['bits'])}, expected {bits}")
        terms = []
        for k, (term, sender) in enumerate(zip(array(item["terms"], where + ".terms", len(senders)), senders)):
            inner, known = f"{where}.terms[{k}]", reader.known(sender, epochs)
            token = sender[1] if type(sender) is tuple else None
            if type(term) is not dict or term.get("token") != token or type(term.get("token")) is not type(token):
                raise Malformed(f"{inner}.token: expected {show(token)}")
            both = Knowledge(known.parts | receiver.parts, known.said | receiver.said)
            terms.append(reader.function(term, inner, both, () if token is None else ("token",)))
        reader.names[name], reader.described[key] = key, name
        messages.append((name, terms, 1 << bits))
    return messages


MOST = 2 ** 31


def message_bits(instance):
    """Of all messages together; thoughts are none."""
    receivers = [holder for player in range(-1 - instance.thoughts, instance.L + 1) for holder in instance.holders(player)]
    return sum(instance.width(t, j, i) for t in range(1, instance.epochs + 1) for i in receivers for j in instance.heard(i))


def check_narrowed(doc, instance, given):
    """Of --narrow: the same instance with messages no wider, counted again. What was decided about narrower ones is not decided again."""
    fields(doc, "narrowed", ("instance", "bits", "bits_given", "tried"))
    narrower = Instance(doc["instance"], ("decoder", "encoder", "chain-of-thought"), ("functions", "sums"))
    def but_widths(what):
        return what | {"model": {key: value for key, value in what["model"].items() if key != "widths"}}
    if but_widths(doc["instance"]) != but_widths(given):
        raise Wrong("narrowed.instance: differs from the instance in more than widths")
    for key, widths in ((key, (narrower.overrides[key], instance.width(key[0], key[2], key[1]))) for key in narrower.overrides):
        if widths[0] > widths[1]:
            raise Wrong(f"narrowed.instance: found {widths[0]} bits, expected at most the {widths[1]} that were given")
    for key, of in (("bits", narrower), ("bits_given", instance)):
        if integer(doc[key], f"narrowed.{key}", 0) != message_bits(of):
            raise Wrong(f"narrowed.{key}: found {show(doc[key])}, expected {message_bits(of)}")
    left = 0
    for k, one in enumerate(array(doc["tried"], "narrowed.tried")):
        where = f"narrowed.tried[{k}]"
        fields(one, where, ("place", "bits", "with_one_bit_less", "by"))
        text(one["by"], where + ".by")
        left += integer(one["bits"], where + ".bits", 1)
        if one["with_one_bit_less"] not in ("unrealizable", "undecided"):
            raise Malformed(f"{where}.with_one_bit_less: found {show(one['with_one_bit_less'])}, expected unrealizable or undecided")
        place = re.fullmatch(r"epoch (\d+), player (\d+) to player (-?\d+)", text(one["place"], where + ".place"))
        if place and one["bits"] != narrower.width(int(place[1]), int(place[2]), int(place[3])):
            raise Wrong(f"{where}.bits: found {one['bits']}, expected the message's width")
    if left != message_bits(narrower):
        raise Wrong(f"narrowed.tried: found {left} bits that are left, expected {message_bits(narrower)}")


def check(path):
    """The sentence that the file proves."""
    doc = read_json(path)
    if type(doc) is dict and "closed_form" in doc:
        return check_closed_form_of(doc)
    if type(doc) is dict and doc.get("format") == "arcsat-explanation" and "description" not in doc:
        raise Malformed("found no description of a protocol that works, expected one")
    header(doc, "arcsat-explanation", 2, KEYS + (("narrowed",) if type(doc) is dict and "narrowed" in doc else ()))
    instance = Instance(doc["instance"], ("decoder", "encoder", "chain-of-thought"), ("functions", "sums"))
    integer(doc["cut_from_epochs"], "cut_from_epochs", instance.epochs, instance.epochs)
    for key in ("inputs", "final_views", "confusions", "least_wrong"):
        integer(doc[key], key, 0)
    for place in range(instance.L + 2):
        if place not in instance.lists and instance.tuples is None:
            instance.size(place)  # refuses what is too large to be gone through
    if "narrowed" in doc:
        check_narrowed(doc["narrowed"], instance, doc["instance"])
    description = doc["description"]
    fields(description, "description", ("messages", "answer", "example"))
    reader = Reader(instance)
    messages = read_messages(description["messages"], reader)
    answer = reader.function(description["answer"], "answer", reader.known(-1 - instance.thoughts, instance.epochs))
    example = description["example"]
    fields(example, "example", ("input", "values", "answer"))
    wanted, shown, inputs = tuple(array(example["input"], "example.input", instance.L + 2)), None, 0
    for inputs, given in enumerate(instance.allowed(instance.L + 2), 1):
        run = Run(instance, given)
        for name, terms, limit in messages:
            value = 0
            for term in terms:
                value ^= term(run)
            if value >= limit:
                raise Wrong(f"input {show(list(given))}: {name} is {show(value)}, expected at most {show(limit - 1)}")
            run.said[name] = value
        found, right = answer(run), instance.answer(given)
        if found != right:
            raise Wrong(f"input {show(list(given))}: found the answer {show(found)}, expected i_{instance.L} = {right}")
        if given == wanted:
            shown = {"values": run.said, "answer": found}
    if shown is None:
        raise Wrong(f"example.input: {show(example['input'])} is not allowed")
    for key, expected in shown.items():
        if example[key] != expected:
            raise Wrong(f"example.{key}: found {show(example[key])}, expected {show(expected)}")
    if inputs != doc["inputs"]:
        raise Wrong(f"inputs: found {show(doc['inputs'])}, expected {inputs}")
    return (f"{instance.statement('A')}; instance {instance.canonical()}; rebuilt from its description of "
            f"{count_of(len(messages), 'message')} and replayed on all {count_of(inputs, 'allowed input')}")


def main(arguments):
    return judge(arguments, check, "check_explanation.py [--quiet] EXPLANATION.json...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
