"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "the end of an older, longer file is left behind the notebook"
EXPECTED = {"says": ["after the end of the notebook"]}


def mangle(content):
    return {NAME: content + content[-300:]}
