"""The whole of run.py as one test, with $ARCSAT."""
import sys

import run

sys.exit(run.main([]))
