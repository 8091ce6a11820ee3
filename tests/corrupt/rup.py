"""A naive and lenient judge of LRAT proofs: it forgives superfluous hints, odd spelling and what follows the end.

It says whether a corrupted proof is still a refutation. Only RUP lemmas are known to it, which is all that the proofs
of these tests have.
"""


def parse_dimacs(text):
    lines = [line for line in text.splitlines() if line and line[0] not in "cp"]
    return [frozenset(int(word) for word in line.split()[:-1]) for line in lines]


def conflict(clauses, assumed):
    """Whether unit propagation through these clauses, each once and in this order, falsifies one of them."""
    true = set(assumed)
    for clause in clauses:
        if any(literal in true for literal in clause):
            continue
        free = [literal for literal in clause if -literal not in true]
        if not free:
            return True
        if len(free) == 1:
            true.add(free[0])
    return False


def refutes(formula, proof):
    """Whether the steps of `proof` (text) derive the empty clause from `formula` (a list of sets of literals)."""
    live = {number + 1: clause for number, clause in enumerate(formula)}
    try:
        for line in proof.splitlines():
            words = line.split()
            if len(words) > 1 and words[1] == "d":
                for number in words[2:-1]:
                    del live[int(number)]
                continue
            number = int(words[0])
            end = words.index("0")
            lemma = frozenset(int(word) for word in words[1:end])
            if number in live or words[-1] != "0" or words.count("0") != 2:
                return False
            if any(-literal in lemma for literal in lemma):
                return False
            hints = [live[int(word)] for word in words[end + 1:-1]]
            if not conflict(hints, [-literal for literal in lemma]):
                return False
            if not lemma:
                return True
            live[number] = lemma
    except (ValueError, IndexError, KeyError):
        return False
    return False
