"""See hostility.py for what a case is."""

CASE = "the namespace itself lies: names that are properties, and an answer that changes in between"


def attack(homework):
    homework.answer("""
        class Changing:
            calls = 0

            def __call__(self, *args, **kwargs):
                Changing.calls += 1
                globals()["dropout_forward"] = [Changing(), 3.0, "x", None][Changing.calls % 4]

            def __getattr__(self, name):
                return Changing()

        dropout_forward = Changing()
    """)
