"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "JSON, but no notebook"
EXPECTED = {"reason": "is JSON, but not a notebook"}


def mangle(content):
    return {NAME: b'{"cells": {"a": 1}, "metadata": []}'}
