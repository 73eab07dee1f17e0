"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "memory is taken, 3 GiB of it in three processes"
EXPECTED = {**NOTHING, "reason": "memory"}


def attack(homework):
    homework.wrong()
    homework.add("""
        import time

        os.fork(), os.fork()
        kept = []
        for _ in range(24):
            kept.append(b"x" * (32 * 2**20))
            time.sleep(0.02)
        time.sleep(5)
    """)
