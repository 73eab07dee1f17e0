"""See mangling.py for what a case is."""

from mangling import NAME, answered

CASE = "another lesson's notebook under this one's name"
EXPECTED = {"reason": "03_dropout.ipynb is the notebook of 00_start_here, not of 03_dropout"}


def mangle(content):
    return {NAME: answered("00_start_here")}
