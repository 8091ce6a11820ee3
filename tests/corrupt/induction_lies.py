"""Lies about inductions over the steps: chains of inequalities, and bounds about three steps."""
from argument_lies import argument, of_another_instance
from corruption import HARMLESS, field, set_at


def chain(name, words, **changes):
    argument("chain", name, words, lambda d: d.update(changes))


def steps(name, words, **changes):
    argument("three-steps", name, words, lambda d: d.update(changes))


# (55; 4; 727,1024), c = 10: 2^7190 classes of the last table, 720 entries of 10 bits.
chain("a value less", r"2\^7190 classes", theta=[179])
chain("more values than are likely", "points may well have fewer|too large|chance", theta=[240])
chain("no values", "expected an integer", theta=[0])
chain("more values than there are", "theta_1", theta=[728])
chain("a table more", "found", x=[55, 9])
chain("a table less", "may well have fewer", x=[55, 7])
chain("fewer positions", "may well have fewer", x=[40, 8])
chain("a position more", "at most m", x=[56, 8])
chain("no position", "expected an integer", x=[0, 8])
for x0, x1, theta in ((55, 8, 178), (55, 8, 184), (55, 8, 1), (55, 8, 727), (55, 7, 184), (55, 6, 180), (55, 1, 55), (55, 10, 180),
                      (55, 16, 200), (54, 7, 180), (54, 9, 183), (53, 8, 180), (50, 9, 180), (50, 50, 180), (8, 55, 180),
                      (1, 1, 1), (1, 440, 180)):
    chain(f"x = ({x0}, {x1}), theta = {theta}", r"2\^\d+ classes|may well have fewer", x=[x0, x1], theta=[theta])
chain("too few numbers", "expected 2, 1 and 1", x=[55])
chain("too many numbers", "expected 2, 1 and 1", x=[55, 8, 1])
chain("two thetas", "expected 2, 1 and 1", theta=[180, 180])
chain("no tail", "expected 2, 1 and 1", tails=[])
chain("nothing shown", "found no tail", tails=["none"])
chain("the union bound", "may well have fewer", tails=["sets"])
chain("whole logarithms", "may well have fewer", tails=["logs"])
chain("a tail that is none", '"none", "exact"', tails=["probably"])
chain("a single table", "a tail of a single table", first="single")
chain("a single table, without a tail", "a single table", first="single", tails=["none"])
chain("tuples, which at all m positions are no worse", HARMLESS, first="tuples")
chain("another first step", '"single", "tuples"', first="luck")
chain("18.9 values", "expected an integer", theta=[18.9])
chain("true", "expected an integer", x=[55, True])
chain("numbers in words", "expected", x="55, 8")
chain("an unknown key", "unknown key", note="trust me")
chain("another version", "expected the integer 1", version=2)
chain("another format", "arcsat-chain", format="arcsat-chains")
argument("chain", "changed without its hash", "SHA-256 is not the certificate's", lambda d: d.update(theta=[179]), False)
of_another_instance("chain", "fewer answers", r"2\^7190", ("q=(727,1024)", "q = [727,1024]"),
                    ("q=(727,1000)", "q = [727,1000]"), lambda i: i["task"].update(q=[727, 1000]))
of_another_instance("chain", "a query less", "found", ("n=(4)", "n = [4]"), ("n=(3)", "n = [3]"),
                    lambda i: i["task"].update(n=[3]))
of_another_instance("chain", "a token more", "found", ("m=55", "m = 55"), ("m=56", "m = 56"), lambda i: i["task"].update(m=56))
of_another_instance("chain", "a bit more", "found", ("10 bits", "bits_per_token = 10"), ("11 bits", "bits_per_token = 11"),
                    lambda i: i["model"].update(bits_per_token=11))
of_another_instance("chain", "an epoch more", "expected at most 2", ("2-epoch", "epochs = 2"), ("3-epoch", "epochs = 3"),
                    lambda i: i["model"].update(epochs=3))

# (1; 124,5173904; 61,4,4), c = 2.
steps("a table z_1 less", "tables z_1", p1=60)
steps("a table z_1 more", "tables z_1", p1=62)
steps("tables that are to be counted", "found", tables="counted")
steps("tables that are none", '"constants" or "counted"', tables="some")
steps("a value more", "tables z_1", r=17)
steps("a value less", "tables z_2", r=15)
steps("more values than there are", "r <= q_1", r=63)
steps("a larger share", "rows w_1", rho=[2, 3])
steps("a smaller share", "tables z_2", rho=[1, 3])
steps("a share above 1", "a <= b", rho=[2, 1])
steps("a share of nothing", "expected an integer", rho=[0, 1])
steps("a share of one number", r"\[a, b\]|array", rho=[1])
steps("a table z_2 less", "tables z_2", p2=341)
steps("a table z_2 more", "bits ahead", p2=343)
steps("an entry less", "bits ahead", h=3)
steps("more entries than there are", "h <= q_2", h=5)
steps("no entries", "expected an integer", h=0)
steps("tables of 342.0", "expected an integer", p2=342.0)
steps("an unknown key", "unknown key", note="trust me")
steps("another version", "expected the integer 1", version=2)
steps("another format", "arcsat-three-steps", format="arcsat-three-step")
of_another_instance("three-steps", "a row less", "bits ahead", ("124,5173904", "124,5173904"), ("124,5173903", "124,5173903"),
                    lambda i: i["task"].update(n=[124, 5173903]))
of_another_instance("three-steps", "a row w_1 less", "rows w_1", ("124,5173904", "124,5173904"), ("123,5173904", "123,5173904"),
                    lambda i: i["task"].update(n=[123, 5173904]))
of_another_instance("three-steps", "an answer less", "bits ahead", ("q=(61,4,4)", "q = [61,4,4]"), ("q=(61,4,3)", "q = [61,4,3]"),
                    lambda i: i["task"].update(q=[61, 4, 3]))
of_another_instance("three-steps", "a bit more", "found", ("2 bits", "bits_per_token = 2"), ("3 bits", "bits_per_token = 3"),
                    lambda i: i["model"].update(bits_per_token=3))
of_another_instance("three-steps", "an epoch more", "expected at most 3", ("3-epoch", "epochs = 3"), ("4-epoch", "epochs = 4"),
                    lambda i: i["model"].update(epochs=4))
for kind, other in (("chain", "three-steps"), ("three-steps", "chain")):
    field(f"{kind}: by the name of another argument", "is no file of a bundle|missing|expected",
          set_at("encoder", "name", other), kind)
    field(f"{kind}: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}), kind)
    field(f"{kind}: for a realizable instance", "gives no verdict of realizable", set_at("verdict", "realizable"), kind)
