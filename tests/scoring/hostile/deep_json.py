"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "the JSON of a reply is nested 10^5 times, or in each of the wire's own forms"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}
FRAME = '''
import io, struct

def frame(text, arrays=None):
    """A frame of this JSON text."""
    if arrays is None:
        buffer = io.BytesIO()
        np.savez(buffer)
        arrays = buffer.getvalue()
    return struct.pack(">QQ", len(text), len(arrays)) + text + arrays
'''


def attack(homework):
    homework.forge(FRAME)
    homework.add("""
        kinds = [
            b'[' * 10**5 + b']' * 10**5,
            b'{"is": "tuple", "items": [' * 10**5 + b']}' * 10**5,
            b'{"is": "dict", "items": [["a", ' * 5000 + b'1' + b']]}' * 5000,
        ]

        def talk(responder, source, sink):
            source.read(1)
            kinds.append(kinds.pop(0))
            sink.write(frame(kinds[0]))
            sink.flush()

        forge(talk)
    """)
