"""See hostility.py for what a case is."""

from hostility import NOTHING
from mangling import ROOT, Link

CASE = "the notebook is a link to the instructor's"
EXPECTED = {**NOTHING, "reason": "a link or a special file"}


def attack(homework):
    homework.name = "elsewhere.txt"
    homework.files = {"03_dropout.ipynb": Link(ROOT / "solutions/03_dropout/03_dropout.ipynb")}
