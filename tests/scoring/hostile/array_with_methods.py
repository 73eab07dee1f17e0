"""See hostility.py for what a case is."""

CASE = "the answer is an array of a type that equals everything"


def attack(homework):
    homework.answer("""
        class Equal(np.ndarray):
            def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
                return np.ones(inputs[0].shape, bool)

            __eq__ = lambda *_: True
            tobytes = tolist = lambda *_: b""

        def dropout_forward(x, rate, rng, training=True):
            return np.full((1,), 5.0).view(Equal), np.ones((1,), bool).view(Equal)
    """)
