"""See hostility.py for what a case is."""

CASE = "the answer is infinite and its cell ends with a huge number"


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return np.full(x.shape, np.inf), np.full(x.shape, 10**300)

        1e308
    """)
