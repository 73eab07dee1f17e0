"""See hostility.py for what a case is."""

CASE = "the answer returns what it has seen in an earlier call, for whatever it is asked"
EXPECTED = {"most": {"dropout_forward": 0.3}}


def attack(homework):
    homework.answer("""
        seen = {}

        def dropout_forward(x, rate, rng, training=True):
            seen.setdefault("x", x), seen.setdefault("calls", []).append((x.shape, rate, training))
            return np.zeros(x.shape), np.zeros(x.shape, bool)
    """)
