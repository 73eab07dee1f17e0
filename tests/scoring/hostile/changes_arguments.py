"""See hostility.py for what a case is."""

CASE = "a wrong answer changes its arguments to what would be right"


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            x[...] = 0
            rng.bit_generator.state = np.random.default_rng(0).bit_generator.state
            return None
    """)
