"""See hostility.py for what a case is."""

CASE = "answers and cells raise SystemExit, and the kernel is asked to shut down"
EXPECTED = {"scores": {"dropout_backward": 2.0}}


def attack(homework):
    homework.add("raise SystemExit(0)")
    homework.add("import sys\nsys.exit('3.0')")
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            raise SystemExit(0)
    """)
