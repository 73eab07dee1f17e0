"""See hostility.py for what a case is."""

CASE = "the answer never ends"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}}


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            while True:
                pass
    """)
