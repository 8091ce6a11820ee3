"""What the checkers beside this file have in common: two ways to refuse, one way to speak, one command line."""
import sys


class Malformed(Exception):
    """This is no file of its kind: exit code 1."""


class Wrong(Exception):
    """This is a file of its kind, but what it claims is not shown: exit code 2."""


def say(text, stream):
    """One line, whatever a file name holds: what is not printable, or not ASCII, is escaped."""
    if stream is None:
        raise OSError("it is closed")
    print("".join(ch if " " <= ch <= "~" else ascii(ch)[1:-1] for ch in text), file=stream, flush=True)


def complain(text):
    try:
        say(text, sys.stderr)
    except OSError:
        sys.stderr = None  # nobody listens; the exit code still tells


def judge(arguments, check, usage):
    """Print what `check` proves of each file, and return the exit code: that of the worst file."""
    paths = [argument for argument in arguments if argument != "--quiet"]
    if not paths or any(path.startswith("-") for path in paths):
        complain(f"usage: {usage} (an option was unknown, or a file is missing)")
        return 1
    worst = 0
    for path in paths:
        try:
            sentence = check(path)
            if "--quiet" not in arguments:
                say(f"{path}: proved: {sentence}", sys.stdout)
        except Malformed as error:
            worst = max(worst, 1)
            complain(f"{path}: {error}")
        except Wrong as error:
            worst = 2
            complain(f"{path}: {error}")
        except MemoryError:
            worst = max(worst, 1)
            complain(f"{path}: not checked: the memory does not suffice")
        except OSError as error:  # `check` itself turns those of its files into Malformed
            worst, sys.stdout = max(worst, 1), None
            complain(f"{path}: what was proved cannot be printed: {error}")
    return worst
