"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "the output of one of the lesson's cells is nested 100,000 times"
EXPECTED = {"says": ["damaged", "put back: 1"]}


def mangle(content):
    deep = b"[" * 100_000 + b"]" * 100_000
    return {NAME: content.replace(b'"outputs": []', b'"outputs": ' + deep, 1)}
