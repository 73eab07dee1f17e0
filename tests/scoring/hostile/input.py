"""See hostility.py for what a case is."""

CASE = "the answer waits for input"


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return input("points? "), __import__("sys").stdin.read()
    """)
    homework.add("import getpass\ngetpass.getpass('points? ')")
