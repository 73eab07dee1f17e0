"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "questions are read and never answered"
HANGS = True
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "longer than")}


def attack(homework):
    homework.forge("forge(lambda responder, source, sink: source.read())")
