"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "a reply comes by one byte in half a second"
HANGS = True
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "longer than")}


def attack(homework):
    homework.forge("""
        import struct, time

        def talk(responder, source, sink):
            for byte in struct.pack(">QQ", 100_000, 0) + b"1" * 100:
                sink.write(bytes([byte]))
                sink.flush()
                time.sleep(0.5)

        forge(talk)
    """)
