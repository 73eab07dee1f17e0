"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "the connection is closed by the one who is asked"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "ended")}


def attack(homework):
    homework.forge("""
        def talk(responder, source, sink):
            source.read(1)
            os.closerange(3, 200)

        forge(talk)
    """)
    homework.forge("forge(lambda responder, source, sink: None)")
