"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "half of an emoji and a zero byte in an answer"
EXPECTED = {"says": ["no text may hold"]}


def mangle(content):
    start = content.index(b"def dropout_backward")
    return {NAME: content[:start] + b"# \\ud83d\\u0000 \\n" + content[start:]}
