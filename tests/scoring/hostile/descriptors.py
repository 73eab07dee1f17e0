"""See hostility.py for what a case is."""

CASE = "all descriptors that there may be are taken, and the answer leaves them open"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.answer("""
        kept = []

        def dropout_forward(x, rate, rng, training=True):
            while True:
                kept.append(os.open("/dev/null", os.O_RDONLY))
    """)
