"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "arrays of objects in a reply would run a command where they are unpickled"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}


def attack(homework):
    homework.forge("""
        import io, struct

        class Command:
            def __reduce__(self):
                return os.system, (f"touch {COURSE}/{TOKEN}",)

        buffer = io.BytesIO()
        np.savez(buffer, a0=np.array([Command(), 1], dtype=object))
        text = '{"is": "dict", "items": [["value", {"is": "array", "key": "a0"}]]}'

        def talk(responder, source, sink):
            while source.read(1):
                sink.write(struct.pack(">QQ", len(text), buffer.tell()) + text.encode())
                sink.write(buffer.getvalue())
                sink.flush()

        forge(talk)
    """)
