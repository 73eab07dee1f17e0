"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "right answers print 20 MB in each call"
EXPECTED = ALL_RIGHT


def attack(homework):
    homework.answer(
        """
        def dropout_backward(d_out, mask, rate):
            print("x" * 2 * 10**7)
            return np.where(mask, d_out / (1 - rate), 0.0)
    """,
        "dropout_backward",
    )
