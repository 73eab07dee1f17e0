"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "replies are sent before anything was asked"
EXPECTED = {**NOTHING, "says": {"dropout_forward": "malformed"}}


def attack(homework):
    homework.forge("""
        from grader.remote.wire import pack

        def talk(responder, source, sink):
            reply = {"value": (np.ones((120, 60)), np.ones((120, 60), bool)), "printed": ""}
            reply |= {"warned": [], "changed": [], "global_draws": False, "generators": []}
            for _ in range(200):
                sink.write(pack(reply))
                sink.flush()
            source.read()

        forge(talk)
    """)
