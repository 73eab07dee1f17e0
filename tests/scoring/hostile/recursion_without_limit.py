"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "the answer calls itself without end or limit, until the stack is full"
EXPECTED = {**NOTHING, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.answer("""
        import sys
        sys.setrecursionlimit(10**9)

        class Deep:
            __getattr__ = lambda self, name: getattr(self, name + "x")
            __repr__ = lambda self: repr([self])

        def dropout_forward(x, rate, rng, training=True):
            return repr(Deep())
    """)
