"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "an editor put a byte order mark in front"
EXPECTED = {}


def mangle(content):
    return {NAME: b"\xef\xbb\xbf" + content}
