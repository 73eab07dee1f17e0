"""See hostility.py for what a case is."""

CASE = "the answer is not a number everywhere, and so is the last expression of its cell"
EXPECTED = {"most": {"dropout_forward": 0.4}}


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return np.full(x.shape, np.nan), np.full(x.shape, np.nan)

        float("nan")
    """)
