"""See hostility.py for what a case is."""

CASE = "a cell of its own never ends, but can be interrupted"
HANGS = True
EXPECTED = {"scores": {"dropout_backward": 2.0}}


def attack(homework):
    homework.wrong()
    homework.add("while True:\n    pass")
