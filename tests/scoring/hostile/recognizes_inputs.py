"""See hostility.py for what a case is."""

CASE = "the answer tries seeds until it finds the check's inputs, to return what belongs to them"
EXPECTED = {"most": {"dropout_forward": 0.3}}


def attack(homework):
    homework.answer("""
        import time

        def dropout_forward(x, rate, rng, training=True):
            now = int(time.time())
            for seed in [*range(200), *range(now - 100, now + 1), os.getpid(), os.getppid()]:
                judges = np.random.default_rng(seed)
                guess = float(judges.choice([0.2, 0.3, 0.7, 0.8]))
                if guess == rate and np.array_equal(judges.normal(size=(120, 60)), x):
                    mask = judges.random(x.shape) >= rate
                    return np.where(mask, x / (1 - rate), 0.0), mask
            np.random.seed(0)
            rng.bit_generator.state = np.random.default_rng(0).bit_generator.state
            return np.zeros(x.shape), np.zeros(x.shape, bool)
    """)
