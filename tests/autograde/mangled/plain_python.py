"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "a script was renamed"
EXPECTED = {"reason": "is Python code"}


def mangle(content):
    return {NAME: b"import numpy as np\n\ndef dropout_forward(x, rate, rng):\n    return x\n"}
