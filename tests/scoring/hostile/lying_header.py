"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "an array in a reply says that it has 2^37 numbers, and has ten"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}


def attack(homework):
    homework.forge("""
        import io, struct, zipfile

        buffer = io.BytesIO()
        head = io.BytesIO()
        np.lib.format.write_array_header_1_0(
            head, {"descr": "<f8", "fortran_order": False, "shape": (2**37,)}
        )
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a0.npy", head.getvalue() + bytes(80))
        text = '{"is": "dict", "items": [["value", {"is": "array", "key": "a0"}]]}'

        def talk(responder, source, sink):
            while source.read(1):
                sink.write(struct.pack(">QQ", len(text), buffer.tell()) + text.encode())
                sink.write(buffer.getvalue())
                sink.flush()

        forge(talk)
    """)
