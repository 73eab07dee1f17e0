"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "timestamp.txt holds anything but a time"
EXPECTED = {}


def mangle(content):
    return {NAME: content, "timestamp.txt": b"\xff\xfe yesterday, honestly"}
