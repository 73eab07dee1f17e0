"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "a full disk left nothing but zero bytes"
EXPECTED = {"reason": "03_dropout.ipynb is empty"}


def mangle(content):
    return {NAME: bytes(5000)}
