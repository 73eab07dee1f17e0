"""See hostility.py for what a case is."""

CASE = "a cell raises an error whose text has 10 MB"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("raise ValueError('<script>' + 'x' * 10**7)")
