"""See hostility.py for what a case is."""

CASE = "the answer sleeps for days"
HANGS = True
EXPECTED = {"scores": {"dropout_backward": 2.0}, "says": {"dropout_forward": "longer than"}}


def attack(homework):
    homework.answer("""
        import time

        def dropout_forward(x, rate, rng, training=True):
            time.sleep(10**6)
    """)
