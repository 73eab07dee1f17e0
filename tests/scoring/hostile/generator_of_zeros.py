"""See hostility.py for what a case is."""

CASE = "generators come back in a state that draws zeros for ever"
EXPECTED = {"scores": {"dropout_backward": 2.0}, "says": {"dropout_forward": "generator"}}


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return np.zeros(x.shape), np.zeros(x.shape, bool)
    """)
    homework.forge("""
        import json
        from grader.remote import serve

        make = serve.generator_state

        def forged(rng):
            state = json.loads(make(rng))
            state["state"]["state"] = {"state": 0, "inc": 0}
            return json.dumps(state)

        serve.generator_state = forged
    """)
