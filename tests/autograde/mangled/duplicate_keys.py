"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "keys stand twice; the last one counts, as in Jupyter"
EXPECTED = {}


def mangle(content):
    return {NAME: b'{"cells": [{"cell_type": "code", "source": "x = 1"}],' + content[1:]}
