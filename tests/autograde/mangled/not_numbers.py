"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "NaN, Infinity and a number of 6000 digits"
EXPECTED = {}


def mangle(content):
    odd = b'{"x": NaN, "y": -Infinity, "z": ' + b"9" * 6000 + b', "u": 1e9999}'
    return {NAME: content.replace(b'"metadata": {}', b'"metadata": ' + odd)}
