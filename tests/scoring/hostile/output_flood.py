"""See hostility.py for what a case is."""

CASE = "150 MB are printed without the end of a line"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import sys

        for _ in range(150):
            sys.stdout.write("x" * 10**6)
    """)
