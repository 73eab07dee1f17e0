"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "a reply's archive unpacks to 400 MiB of zeros"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}


def attack(homework):
    homework.forge("""
        import io, struct, zipfile

        buffer = io.BytesIO()
        head = io.BytesIO()
        np.lib.format.write_array_header_1_0(
            head, {"descr": "<f8", "fortran_order": False, "shape": (24 * 2**21,)}
        )
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with archive.open("a0.npy", "w", force_zip64=True) as member:
                member.write(head.getvalue())
                for _ in range(24):
                    member.write(bytes(2**24))
        fields = '["printed", ""], ["warned", {"is": "list", "items": []}]'
        text = '{"is": "dict", "items": [["value", {"is": "array", "key": "a0"}], %s]}' % fields

        def talk(responder, source, sink):
            while source.read(1):
                sink.write(struct.pack(">QQ", len(text), buffer.tell()) + text.encode())
                sink.write(buffer.getvalue())
                sink.flush()

        forge(talk)
    """)
