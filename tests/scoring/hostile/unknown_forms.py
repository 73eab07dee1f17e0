"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "the JSON of replies names classes, fields and keys that there are not"
EXPECTED = {**NOTHING, "says": dict.fromkeys(ARRAYS, "malformed")}


def attack(homework):
    homework.forge("""
        import io, struct

        buffer = io.BytesIO()
        np.savez(buffer)
        texts = [
            '{"is": "eval", "fields": {"is": "dict", "items": [["source", "1"]]}}',
            '{"is": "Handle", "fields": {"is": "dict", "items": [["number", "../../x"]]}}',
            '{"is": "Model", "fields": {"is": "dict", "items": [["config", 1], ["weights", 2]]}}',
            '{"is": "array", "key": "../../../etc/passwd"}',
            '{"is": "dict", "items": [["value", NaN], ["value", 1e999], ["printed", 5]]}',
            '{"is": "dict", "items": {"__class__": "x"}}',
            'null',
            '12' * 20000,
            '"\\\\ud800"',
        ]

        def talk(responder, source, sink):
            source.read(1)
            texts.append(texts.pop(0))
            text = texts[0].encode()
            sink.write(struct.pack(">QQ", len(text), buffer.tell()) + text + buffer.getvalue())
            sink.flush()

        forge(talk)
    """)
