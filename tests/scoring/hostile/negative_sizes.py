"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "sizes of a frame overflow when they are added"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}


def attack(homework):
    homework.forge("""
        import struct

        def talk(responder, source, sink):
            source.read(1)
            sink.write(struct.pack(">QQ", 2**64 - 1, 1) + b"{}" * 1000)
            sink.flush()

        forge(talk)
    """)
