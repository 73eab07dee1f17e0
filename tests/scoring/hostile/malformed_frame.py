"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "the reply is noise, then nothing"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}


def attack(homework):
    homework.forge("""
        def talk(responder, source, sink):
            source.read(1)
            sink.write(os.urandom(8) + bytes(8) + os.urandom(10_000))
            sink.flush()

        forge(talk)
    """)
