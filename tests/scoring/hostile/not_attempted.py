"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "a wrong answer says that it is not written yet, and another that it lives elsewhere"
EXPECTED = NOTHING


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            raise NotImplementedError("3.0 of 3 points")
    """)
    homework.forge("""
        from grader.remote.plain import Handle, Opaque

        kinds = [Handle(0, "int", "all right"), Handle(-1, "<script>"), Opaque("full points")]

        def change(reply):
            kinds.append(kinds.pop(0))
            return reply | {"value": (kinds[0], kinds[0])} if "value" in reply else reply

        forge_replies(change)
    """)
