"""See hostility.py for what a case is."""

CASE = "the answer's name stands for another exercise's right answer"


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return dropout_backward(x, x > 0, rate)

        dropout_forward.__name__ = dropout_forward.__qualname__ = "dropout_backward"
        dropout_forward.id = "dropout_backward"
    """)
