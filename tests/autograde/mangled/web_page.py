"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "a web page was saved in place of the notebook"
EXPECTED = {"reason": "is a web page"}


def mangle(content):
    return {NAME: b"\n<!DOCTYPE html><html><body>Sign in to continue</body></html>"}
