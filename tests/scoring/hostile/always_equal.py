"""See hostility.py for what a case is."""

CASE = "the answer is an object that equals everything and calls itself an array"


def attack(homework):
    homework.answer("""
        class Equal:
            shape, dtype, ndim, size = (120, 60), np.dtype(float), 2, 7200
            __class__ = np.ndarray
            __array_priority__ = 1e9

            def __call__(self, *args, **kwargs):
                return self

            __getitem__ = __array__ = __array_ufunc__ = __array_function__ = __call__
            __sub__ = __add__ = __mul__ = __truediv__ = __abs__ = __call__
            __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = lambda *_: True
            __bool__ = __contains__ = lambda *_: True
            __float__ = lambda *_: 3.0
            __len__ = lambda *_: 2
            __hash__ = None

        def dropout_forward(x, rate, rng, training=True):
            return Equal(), Equal()
    """)
