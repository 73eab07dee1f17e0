"""See hostility.py for what a case is."""

CASE = "generators come back as they went, so that every mask is the same one"
EXPECTED = {"most": {"dropout_forward": 2.55}}


def attack(homework):
    homework.answer("""
        fixed = np.random.default_rng(0).random((200, 200))

        def dropout_forward(x, rate, rng, training=True):
            if not training:
                return x.copy(), np.ones(x.shape, dtype=bool)
            mask = (np.resize(fixed, x.shape) if x.ndim == 2 else np.ones(x.shape)) >= rate
            return np.where(mask, x / (1 - rate), 0.0), mask
    """)
    homework.forge("""
        from grader.remote import serve

        known = {}
        make = serve.generator_state
        serve.generator_state = lambda rng: known.setdefault("first", make(rng))
    """)
