"""See hostility.py for what a case is."""

CASE = "generators come back in states that draw the same number for ever, or that are none"
EXPECTED = {"scores": {"dropout_backward": 2.0}, "says": {"dropout_forward": "generator"}}


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            return np.zeros(x.shape), np.zeros(x.shape, bool)
    """)
    homework.forge("""
        import json
        from grader.remote import serve

        state = {"bit_generator": "PCG64", "state": {"state": 0, "inc": 1}, "has_uint32": 0}
        origin = {"entropy": 0, "spawn_key": []}
        states = [
            {"origin": origin, "children": 0, "state": state | {"uinteger": 0}},
            {"origin": origin, "children": 10**9, "state": state | {"uinteger": 0}},
            {"origin": None, "children": -5, "state": {"bit_generator": "MT19937"}},
            {"children": "x", "state": []},
        ]

        def forged(rng):
            states.append(states.pop(0))
            return json.dumps(states[0])

        serve.generator_state = forged
    """)
