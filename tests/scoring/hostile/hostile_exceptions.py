"""See hostility.py for what a case is."""

CASE = "errors are raised whose names are markup, and whose texts raise, are no text, or have 10 MB"
EXPECTED = {"never": ["<img src=x>"]}


def attack(homework):
    homework.answer("""
        calls = []
        kinds = [lambda self: 1 / 0, lambda self: 5, lambda self: "x" * 10**7]

        def dropout_forward(x, rate, rng, training=True):
            calls.append(x)
            raise type("<img " + "src=x>", (Exception,), {"__str__": kinds[len(calls) % 3]})
    """)
    homework.add("raise type('<b>', (Exception,), {'__str__': lambda self: 1 / 0})")
