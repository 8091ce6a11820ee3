"""Lies about a protocol of tables, and changes that change nothing."""
import json

from corruption import HARMLESS, OTHERWISE_TRUE, add


def protocol(name, words, change, second="refuses"):
    def apply(b):
        value = json.loads(b.read("protocol.json"))
        change(value)
        b.write("protocol.json", json.dumps(value))
    add((f"protocol: {name}", "realized", apply, words, True, second))


def widest(value):
    return max(value["messages"], key=lambda message: len(message["rows"]) * (message["epoch"] == 1))


protocol("an answer changed", "right answer is",
         lambda p: p["output"][0].__setitem__(2, (p["output"][0][2] + 1) % 3))
protocol("an answer out of range", "expected one below 3", lambda p: p["output"][0].__setitem__(2, 7))
protocol("an output row dropped", "no row", lambda p: p["output"].pop(0))
protocol("an output row twice", "same view", lambda p: p["output"].append(p["output"][0]))
protocol("a message row dropped", "no row", lambda p: widest(p)["rows"].pop(0))
protocol("a message row twice", "same views", lambda p: widest(p)["rows"].append(widest(p)["rows"][0]))
protocol("a message too wide", "expected one below 4", lambda p: widest(p)["rows"][0].__setitem__(4, 1 << 20))
protocol("a negative value", "expected an integer", lambda p: widest(p)["rows"][0].__setitem__(4, -1))
protocol("a message's width changed", "as in the instance", lambda p: widest(p).update(bits=5))
protocol("a message absent", "found no message", lambda p: p["messages"].remove(widest(p)))
protocol("a message twice", "a second time", lambda p: p["messages"].append(widest(p)))
protocol("an unknown key", "unknown key", lambda p: p.update(note="x"))
protocol("another instance", "found no message",
         lambda p: p["instance"]["model"].update(epochs=3))
protocol("wider messages", "as in the instance",
         lambda p: p["instance"]["model"].update(bits_per_token=2))
protocol("all rows dropped", "no row", lambda p: [message["rows"].clear() for message in p["messages"]])
protocol("a row cut short", "expected", lambda p: widest(p)["rows"][0].pop())
for protocol_name, protocol_content in (("empty", b""), ("truncated", b'{"format":"arcsat-protocol",')):
    add((f"protocol: {protocol_name}", "realized",
         lambda b, content=protocol_content: b.write("protocol.json", content), "not JSON", True))


protocol("a fractional epoch", "expected an integer", lambda p: widest(p).update(epoch=1.5))
protocol("ranges too long", "length L", lambda p: p["instance"]["task"].update(q=[2, 3, 3]))
protocol("another kind of model", "found an inbox of length", lambda p: p["instance"]["model"].update(kind="encoder"))
protocol("fewer epochs", "expected the integer 1|expected an integer", lambda p: p["instance"]["model"].update(epochs=1))
protocol("another task", "expected|in the instance|another instance", lambda p: p["instance"]["task"].update(m=1))
protocol("an index twice in a list", "each index once", lambda p: p["instance"].update(inputs={"z0": [0, 0, 1]}))
protocol("in another order of rows", HARMLESS, lambda p: [message["rows"].reverse() for message in p["messages"]])
protocol("in another order of messages", HARMLESS, lambda p: p["messages"].reverse())
protocol("in another order of keys", HARMLESS, lambda p: p.update(format=p.pop("format")))
protocol("every input in a list", "another instance", lambda p: p["instance"].update(inputs={"z0": [0, 1]}),
         second=OTHERWISE_TRUE)
