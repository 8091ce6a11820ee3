"""The checkers of results/, run in this process, because a test asks them hundreds of questions."""
import contextlib
import importlib
import io
import os
import sys

RESULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "results")
sys.path.insert(0, RESULTS)
sys.dont_write_bytecode = True
verdicts = importlib.import_module("verdicts")


def checker(name):
    """What the command `name` does, as a function from arguments to (exit code, standard output, standard error).  An
    exception that the checker does not handle passes through: it must fail the test."""
    module = importlib.import_module(name)

    def run(*arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = module.main([str(argument) for argument in arguments])
        return code, out.getvalue(), err.getvalue()
    return run
