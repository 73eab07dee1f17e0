"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "questions are not even read"
HANGS = True
EXPECTED = NOTHING


def attack(homework):
    homework.forge("""
        import time
        forge(lambda responder, source, sink: time.sleep(60))
    """)
