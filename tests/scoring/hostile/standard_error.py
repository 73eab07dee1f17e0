"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "right answers print to standard error, warn, and log"
EXPECTED = ALL_RIGHT


def attack(homework):
    homework.answer("""
        import logging, sys, warnings

        def dropout_forward(x, rate, rng, training=True):
            print("debugging", x.shape, file=sys.stderr)
            os.write(2, b"debugging")
            logging.warning("look")
            for number in range(300):
                warnings.warn(f"careful {number}")
            if not training:
                return x.copy(), np.ones(x.shape, dtype=bool)
            mask = rng.random(x.shape) >= rate
            return np.where(mask, x / (1 - rate), 0.0), mask
    """)
