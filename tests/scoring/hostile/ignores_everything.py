"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "a cell of its own catches all exceptions, ignores all signals and never ends"
HANGS = True
EXPECTED = {**NOTHING, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import signal

        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
    """)
