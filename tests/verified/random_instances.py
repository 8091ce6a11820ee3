"""Random small instances of decoders, as options, as TOML and as the canonical line of JSON."""
import json
import math


def domains(task):
    positions = [task["m"]] + [n * q for n, q in zip(task["n"], task["q"])]
    return [math.prod(task["n"]), task["m"]] + [q ** p for q, p in zip(task["q"], positions)]


def random_instance(rng, most_inputs):
    """A dictionary in the canonical form, with at most so many allowed inputs."""
    while True:
        length = rng.choice([1, 1, 2, 2, 3])
        task = {"L": length, "m": rng.randint(1, 3), "n": [rng.randint(1, 2) for _ in range(length - 1)],
                "q": [rng.randint(1, 4 if length == 1 else 3) for _ in range(length)]}
        # With one possible answer every protocol is right, and Coq's checker need not know the plan.
        task["q"][-1] = max(task["q"][-1], 2)
        sizes = domains(task)
        keys = ["w"] + [f"z{p}" for p in range(length + 1)]
        inputs = {}
        if max(sizes) >= 2 ** 31:
            continue
        kind = rng.random()
        if kind < 0.2:
            tuples = {tuple(rng.randrange(size) for size in sizes) for _ in range(rng.randint(1, 40))}
            # In the order in which they are numbered: the last player's part counts most.
            inputs["tuples"] = [list(x) for x in sorted(tuples, key=lambda x: x[::-1])]
        else:
            for key, size in zip(keys, sizes):
                if kind < 0.5 and rng.random() < 0.4 or size > most_inputs:
                    inputs[key] = sorted({rng.randrange(size) for _ in range(rng.randint(1, 12))})
            if math.prod(len(inputs.get(key, range(size))) for key, size in zip(keys, sizes)) > most_inputs:
                continue
        model = {"kind": "decoder", "epochs": rng.randint(1, 3), "bits_per_token": rng.choice([0, 1, 1, 2])}
        widths = {}
        for _ in range(rng.choice([0, 0, 1, 2, 4])):
            sender = rng.randint(0, length)
            widths[rng.randint(1, model["epochs"]), sender, rng.randint(-1, sender - 1)] = rng.randint(0, 3)
        if widths:
            model["widths"] = [{"epoch": t, "from": j, "to": i, "bits": bits} for (t, j, i), bits in widths.items()]
        return {"task": task, "inputs": inputs, "model": model}


def toml(instance):
    lines = ['format = "arcsat-instance"', "version = 1"]
    for name, table in instance.items():
        lines.append(f"[{name}]")
        for key, value in table.items():
            if key == "widths":
                rows = ["{ " + ", ".join(f"{k} = {v}" for k, v in row.items()) + " }" for row in value]
                lines.append(f"widths = [{', '.join(rows)}]")
            else:
                lines.append(f"{key} = {json.dumps(value)}")
    return "\n".join(lines) + "\n"
