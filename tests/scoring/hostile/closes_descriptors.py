"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "all descriptors are closed, the kernel's own among them"
EXPECTED = {**NOTHING, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("os.closerange(0, 4096)")
