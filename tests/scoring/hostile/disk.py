"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "600 MiB are written, half of them to files without a name"
EXPECTED = {**NOTHING, "reason": "MiB of files"}


def attack(homework):
    homework.wrong()
    homework.add("""
        import time

        for number in range(60):
            with open(f"chunk{number}", "wb", 0) as file:
                file.write(b"x" * (10 * 2**20))
            number % 2 and os.unlink(f"chunk{number}")
            time.sleep(0.02)
        time.sleep(5)
    """)
