"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "a frame says that it has 2^60 bytes, the next one brings 300 MiB"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}


def attack(homework):
    homework.forge("""
        import struct

        sizes = [2**60, 300 * 2**20]

        def talk(responder, source, sink):
            source.read(1)
            size = sizes.pop(0)
            sink.write(struct.pack(">QQ", size, 0))
            for _ in range(min(size, 300 * 2**20) // 2**20):
                sink.write(b"1" * 2**20)
            sink.flush()

        forge(talk)
    """)
