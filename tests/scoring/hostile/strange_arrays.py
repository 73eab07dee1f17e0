"""See hostility.py for what a case is."""

CASE = "the answer returns arrays of objects, records, no size, negative strides and a huge view"


def attack(homework):
    homework.answer("""
        from itertools import count
        from numpy.lib.stride_tricks import as_strided

        calls = count()

        def dropout_forward(x, rate, rng, training=True):
            kinds = [
                np.array([print, {}], dtype=object),
                np.zeros(3, dtype=[("a", "O"), ("b", "f8")]),
                np.zeros(3, dtype="M8[s]"),
                np.zeros((0, 10**9)),
                as_strided(np.zeros(1), (10**12,), (0,)),
                as_strided(np.zeros(1), (10**9,), (10**9,)),
            ]
            chosen = kinds[next(calls) % len(kinds)]
            return chosen, chosen
    """)
