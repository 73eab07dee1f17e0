"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "control characters, lone surrogates and text that turns round are printed"
EXPECTED = {**ALL_RIGHT, "never": ["\x07", "\\u001b]", "\x1b]"]}


def attack(homework):
    homework.add(r"""
        print("\x00\x07\x08\x1b]0;title\x07\x1b[2J\x1b[?1049h\u202e\u2028\r", "\ud800", chr(0xFFFF))
        os.write(1, bytes(range(256)) * 10)
    """)
    homework.add(
        r"from IPython.display import display; display({'text/plain': '\x1b]8;;x\x07'}, raw=True)"
    )
