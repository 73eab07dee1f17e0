"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "the first answer ends its process with exit code 0"
EXPECTED = {**NOTHING, "reason": ""}


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            print("3.0", flush=True)
            os._exit(0)
    """)
