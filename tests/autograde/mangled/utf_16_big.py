"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "UTF-16, big-endian, without a mark"
EXPECTED = {"says": ["was in UTF-16-BE"]}


def mangle(content):
    return {NAME: content.decode().encode("utf-16-be")}
