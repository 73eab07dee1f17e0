"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "the file is empty"
EXPECTED = {"reason": "03_dropout.ipynb is empty"}


def mangle(content):
    return {NAME: b""}
