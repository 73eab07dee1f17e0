"""See hostility.py for what a case is."""

CASE = "the answer raises KeyboardInterrupt, GeneratorExit and an exception of no kind"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}}


def attack(homework):
    homework.answer("""
        kinds = [KeyboardInterrupt, GeneratorExit, BaseException]

        def dropout_forward(x, rate, rng, training=True):
            kinds.append(kinds.pop(0))
            raise kinds[0]
    """)
