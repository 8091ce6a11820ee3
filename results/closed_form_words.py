"""What an explanation says of a protocol in closed form, for check_explanation.py."""
from check_closed_form import Form
from strict_json import array, count_of, fields, header, show
from verdicts import Wrong


def item_in_words(form, item):
    what, first, end = item
    if what[0] == "w":
        name = f"w_{what[1]}"
    else:
        l, start, queries = what
        over = ([] if start is None else [f"i_{start}"]) + [f"w_{k}" for k in queries]
        name = ("z_0" if l == 0 else f"i_{l}") + (f" as a table over {' and '.join(over)}" if over else "")
    whole = (form.values(what) - 1).bit_length()
    return name if first == 0 and end >= whole else f"{span_in_words(first, end - first)} of {name}"


def span_in_words(first, bits):
    return f"bit {first}" if bits == 1 else f"bits {first} to {first + bits - 1}"


def term_in_words(form, term):
    items, first, bits = term
    number = " together with ".join(item_in_words(form, item) for item in items)
    return number if first == 0 and bits >= form.length(items) else f"{span_in_words(first, bits)} of {number}"


def check_closed_form_of(doc):
    """The sentence that the explanation of a closed form proves: it holds, by its rules, and its words are what its data say."""
    header(doc, "arcsat-explanation", 2, ("instance", "closed_form", "checked"))
    fields(doc["closed_form"], "closed_form", ("slots", "words"))
    form = Form({"format": "arcsat-closed-form", "version": 1, "instance": doc["instance"], "slots": doc["closed_form"]["slots"]})
    form.check()
    words = []
    for (t, j, i), (_, terms) in form.slots.items():
        place = f"thought {-j}" if t == 0 else f"epoch {t}, player {j} to player {i}"
        words.append(f"{place}: " + "; then ".join(term_in_words(form, term) for term in terms))
    if sorted(array(doc["closed_form"]["words"], "closed_form.words"), key=str) != sorted(words):
        raise Wrong(f"closed_form.words: found {show(doc['closed_form']['words'])}, expected {show(words)}")
    return f"{form.instance.statement('A')}; instance {form.instance.canonical()}; {count_of(len(words), 'slot')} in closed form, checked for all inputs"
