"""See hostility.py for what a case is."""

CASE = "the answer calls itself without end"


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return dropout_forward(x, rate, rng, training)
    """)
