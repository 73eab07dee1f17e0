"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "a cell of its own ends in a segmentation fault"
EXPECTED = {**NOTHING, "reason": ""}


def attack(homework):
    homework.wrong("dropout_forward", "dropout_backward")
    homework.add("ctypes.string_at(0)")
