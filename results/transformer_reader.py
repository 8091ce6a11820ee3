"""Transformers as JSON files (format "arcsat-transformer"), read strictly: every list has the length that it must have.

"embedding" has for each token, in the order of the prompt, {"player", "token", "states"}: a state for each value.  A layer has
"heads", each {"Q", "K", "V"} as lists of rows, and an "update" of the state x and of y, what the heads heard, head 1 first:
{"kind": "table", "reads", "writes", "rows"}: with a row [x at reads, y, what is written at writes] x is changed there, without
one it stays; {"kind": "linear", "matrix"}: M (x, y, 1); {"kind": "relu", "inner", "outer"}: x + B max(0, A (x, y, 1)).
"""
import math

from instance_reader import Instance
from strict_json import array, fields, header, integer, show, text
from verdicts import Malformed, Wrong

LARGEST_WEIGHT = 2 ** 53
MOST_VALUES, MOST_TOKENS, MOST_COORDINATES, MOST_LAYERS, MOST_HEADS = 2 ** 16, 4096, 4096, 1024, 1024


def matrix(doc, where, columns, rows=None):
    return [tuple(integer(number, f"{where}[{k}]", -LARGEST_WEIGHT, LARGEST_WEIGHT)
                  for number in array(row, f"{where}[{k}]", columns)) for k, row in enumerate(array(doc, where, rows))]


def times(rows, vector):
    return tuple(sum(a * b for a, b in zip(row, vector)) for row in rows)


class Layer:
    def __init__(self, doc, where, transformer):
        fields(doc, where, ("heads", "update"))
        width, self.heads = transformer.width, []
        for number, head in enumerate(array(doc["heads"], where + ".heads", transformer.heads)):
            place = f"{where}.heads[{number}]"
            fields(head, place, ("Q", "K", "V"))
            query = matrix(head["Q"], place + ".Q", width)
            self.heads.append((query, matrix(head["K"], place + ".K", width, len(query)),
                               matrix(head["V"], place + ".V", width, transformer.dimension)))
        update, where, heard = doc["update"], where + ".update", transformer.heads * transformer.dimension
        kind = update.get("kind") if type(update) is dict else None
        if kind == "table":
            fields(update, where, ("kind", "reads", "writes", "rows"))
            reads, writes = (transformer.coordinates_of(update[key], f"{where}.{key}") for key in ("reads", "writes"))
            known = len(reads) + heard
            rows = matrix(update["rows"], where + ".rows", known + len(writes))
            table = {row[:known]: row[known:] for row in rows}
            if len(table) != len(rows):
                raise Malformed(f"{where}.rows: found two rows for the same state, expected one")
            self.update = lambda x, y: self.by_table(table, reads, writes, x, y)
        elif kind == "linear":
            fields(update, where, ("kind", "matrix"))
            rows = matrix(update["matrix"], where + ".matrix", width + heard + 1, width)
            self.update = lambda x, y: times(rows, (*x, *y, 1))
        elif kind == "relu":
            fields(update, where, ("kind", "inner", "outer"))
            inner = matrix(update["inner"], where + ".inner", width + heard + 1)
            outer = matrix(update["outer"], where + ".outer", len(inner), width)
            self.update = lambda x, y: tuple(
                a + b for a, b in zip(x, times(outer, [max(0, number) for number in times(inner, (*x, *y, 1))])))
        else:
            raise Malformed(f"{where}: found {show(kind)}, expected a table, linear or relu")

    @staticmethod
    def by_table(table, reads, writes, x, y):
        row = table.get((*(x[k] for k in reads), *y))
        if row is None:
            return x
        written = dict(zip(writes, row))
        return tuple(written.get(k, number) for k, number in enumerate(x))


class Transformer:
    def __init__(self, doc):
        keys = ("instance", "heads", "head_dimension", "precision", "fraction_bits", "normalised", "coordinates", "embedding",
                "layers", "answer")
        thinks = type(doc) is dict and "thought" in doc
        header(doc, "arcsat-transformer", 1, (*keys, "thought") if thinks else keys)
        self.instance = Instance(doc["instance"], ("decoder", "encoder", "chain-of-thought"), ("functions", "sums"))
        self.heads = integer(doc["heads"], "heads", 1, MOST_HEADS)
        self.dimension = integer(doc["head_dimension"], "head_dimension", 1, MOST_HEADS)
        self.precision = integer(doc["precision"], "precision", 1, 62)
        self.fraction = integer(doc["fraction_bits"], "fraction_bits", 0, 61)
        self.normalised = doc["normalised"]
        if type(self.normalised) is not bool:
            raise Malformed(f"normalised: found {show(self.normalised)}, expected true or false")
        names = [text(name, "coordinates") for name in array(doc["coordinates"], "coordinates")]
        self.width = integer(len(names), "the number of coordinates", 1, MOST_COORDINATES)
        self.both_ways = self.instance.kind == "encoder"
        self.read_tokens()
        self.embedding = []
        for (player, position), values, entry in zip(self.places, self.values_of, array(doc["embedding"], "embedding", len(self.places))):
            where = f"embedding[{len(self.embedding)}]"
            fields(entry, where, ("player", "token", "states"))
            integer(entry["player"], where + ".player", player, player)
            integer(entry["token"], where + ".token", position, position)
            self.embedding.append(matrix(entry["states"], where + ".states", self.width, values))
        layers = array(doc["layers"], "layers")
        integer(len(layers), "the number of layers", 1, MOST_LAYERS)
        self.layers = [Layer(layer, f"layers[{k}]", self) for k, layer in enumerate(layers)]
        self.numbers = self.heads * (self.dimension + self.normalised)
        self.answer = integer(doc["answer"], "answer", 0, self.width - 1)
        if thinks != (self.instance.thoughts > 0):
            raise Malformed("found a coordinate of thoughts without thoughts, or thoughts without it")
        self.thought = integer(doc["thought"], "thought", 0, self.width - 1) if thinks else None

    def read_tokens(self):
        """(player, position) and the number of values of each token, their names and their blocks."""
        instance = self.instance
        if sum(instance.tokens) + instance.thoughts > MOST_TOKENS:
            raise Malformed(f"instance: found more than {MOST_TOKENS} tokens")
        ranges = [instance.m, *instance.q]
        self.places, self.values_of = [], []
        for player in range(instance.L, -1, -1):
            self.places += [(player, position) for position in range(instance.tokens[player + 1])]
            self.values_of += [ranges[player]] * instance.tokens[player + 1]
        self.places.append((-1, 0))
        self.values_of.append(math.prod(instance.n))
        self.prompt = len(self.places)
        if instance.thoughts and (instance.thought_bits is None or instance.thought_bits > 16):
            raise Malformed("instance: found thoughts of more than 16 bits")
        self.places += [(-1 - s, 0) for s in range(1, instance.thoughts + 1)]
        self.values_of += [2 ** instance.thought_bits] * instance.thoughts if instance.thoughts else []
        if max(self.values_of) > MOST_VALUES:
            raise Malformed(f"instance: found more than {MOST_VALUES} values of a token")
        self.tokens = [f"token {position} of player {player}" for player, position in self.places]
        self.block_of = [player for player, _ in self.places]
        self.index = {place: k for k, place in enumerate(self.places)}

    def coordinates_of(self, doc, where):
        numbers = [integer(k, where, 0, self.width - 1) for k in array(doc, where)]
        if any(a >= b for a, b in zip(numbers, numbers[1:])):
            raise Malformed(f"{where}: found {show(numbers)}, expected them ascending")
        return numbers

    def require_fits(self):
        bits, instance = self.numbers * self.precision, self.instance
        if instance.overrides:
            raise Wrong("found widths of single messages, expected none")
        if len(self.layers) != instance.epochs:
            raise Wrong(f"found {len(self.layers)} layers, expected one for each of {instance.epochs} epochs")
        if bits > instance.c:
            raise Wrong(f"what heads send has {bits} bits for each token, expected at most {instance.c}")
        if instance.sums and self.precision > 1:
            raise Wrong("found sums in (Z/2)^c and a precision of more than 1")

    def right_answer(self, values):
        """The token of the prompt that it needs to know next, if one is None, and the right answer."""
        instance = self.instance
        token = self.index[0, 0]
        i = values[token]
        for player in range(1, instance.L + 1):
            if i is None:
                return token, None
            position = i
            if player > 1:
                token = self.index[-1, 0]
                w = values[token]
                if w is None:
                    return token, None
                query = w // math.prod(instance.n[:player - 2]) % instance.n[player - 2]
                position = query * instance.q[player - 2] + i
            token = self.index[player, position]
            i = values[token]
        return (token, None) if i is None else (None, i)

    def values(self, given):
        """By token of the prompt, of an input as indices."""
        return [self.instance.entry(player + 1, given[player + 1], position) if player >= 1 else given[player + 1]
                for player, position in self.places[:self.prompt]]

    def words(self):
        kind = "encoder" if self.both_ways else "decoder"
        return (f"a {len(self.layers)}-layer {kind} Transformer, H = {self.heads}, d = {self.dimension}, p = {self.precision}, "
                f"{'normalised' if self.normalised else 'unnormalised'}")
