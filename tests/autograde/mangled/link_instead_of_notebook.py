"""See mangling.py for what a case is."""

from mangling import NAME, ROOT, Link

CASE = "the notebook is a link to the instructor's"
EXPECTED = {"reason": "a link or a special file"}


def mangle(content):
    return {NAME: Link(ROOT / "solutions" / "03_dropout" / NAME)}
