"""See mangling.py for what a case is."""

from mangling import ROOT, Link

CASE = "a folder is a link to the instructor's, another one leads to itself"
EXPECTED = {"reason": "no notebook (.ipynb) in the folder, only here, loop"}


def mangle(content):
    return {"here": Link(ROOT / "solutions" / "03_dropout"), "loop": Link(".")}
