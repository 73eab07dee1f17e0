"""``python -m grader.remote.worker FILE``: run a file of answers and answer requests about it."""

import os
import runpy
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from grader.remote.responder import Responder
from grader.remote.serve import serve


def main(path):
    """Keep the pipe for the wire; what the answers print goes to standard error instead."""
    sink = os.fdopen(os.dup(1), "wb")
    source = os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    serve(Responder(runpy.run_path(path)), source, sink)


if __name__ == "__main__":
    main(sys.argv[1])
