"""A solver that shares nothing with arcsat's: it splits on variables, propagates units, and proves refutations by the clauses that its
decisions ran into."""


def parse_dimacs(text):
    clauses = [tuple(map(int, line.split()[:-1])) for line in text.splitlines() if line and line[0] not in "cp"]
    header = next(line for line in text.splitlines() if line.startswith("p cnf "))
    return int(header.split()[2]), clauses


def propagate(clauses, true):
    """Adds to `true` what follows by units; True at a conflict."""
    changed = True
    while changed:
        changed = False
        for clause in clauses:
            free = None
            for literal in clause:
                if literal in true:
                    break
                if -literal not in true:
                    if free is not None:
                        break
                    free = literal
            else:
                if free is None:
                    return True
                true.add(free)
                changed = True
    return False


def satisfies(clauses, true):
    return all(any(literal in true for literal in clause) for clause in clauses)


def solve(variables, clauses):
    """A model as a set of literals and None, or None and a DRAT proof as a list of clauses, the last of which is empty."""
    proof = []

    def search(decisions, true):
        true = set(true)
        if propagate(clauses, true):
            proof.append(tuple(-literal for literal in decisions))
            return None
        free = next((variable for clause in clauses if not any(literal in true for literal in clause)
                     for variable in map(abs, clause) if variable not in true and -variable not in true), None)
        if free is None:
            return true
        for literal in (free, -free):
            model = search([*decisions, literal], true | {literal})
            if model is not None:
                return model
        proof.append(tuple(-literal for literal in decisions))
        return None

    model = search([], set())
    if model is None:
        return None, proof
    return {variable if variable in model else -variable for variable in range(1, variables + 1)}, None


def drat_text(proof):
    return "".join(" ".join(map(str, [*clause, 0])) + "\n" for clause in proof)


def drat_binary(proof):
    out = bytearray()
    for clause in proof:
        out += b"a"
        for literal in clause:
            number = 2 * abs(literal) + (literal < 0)
            while number >= 0x80:
                out.append(number & 0x7F | 0x80)
                number >>= 7
            out.append(number)
        out.append(0)
    return bytes(out)
