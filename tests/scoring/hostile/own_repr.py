"""See hostility.py for what a case is."""

CASE = "values show themselves as full points, in all types of data"


def attack(homework):
    homework.answer("""
        class Points:
            __repr__ = __str__ = _repr_html_ = _repr_markdown_ = lambda self: "3.0"
            _repr_mimebundle_ = lambda self, **k: {"text/plain": "3.0", "text/html": "<script>"}
            __float__ = lambda self: 3.0

        def dropout_forward(x, rate, rng, training=True):
            return Points()

        dropout_forward.__repr__ = dropout_forward.points = Points()
        Points()
    """)
