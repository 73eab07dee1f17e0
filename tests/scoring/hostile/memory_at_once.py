"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "the answer takes 3 GiB at once"
EXPECTED = {**NOTHING, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return np.ones(3 * 2**27), True
    """)
