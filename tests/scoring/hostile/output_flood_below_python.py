"""See hostility.py for what a case is."""

CASE = "150 MB are written to the descriptors of standard output and error"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        for _ in range(150):
            os.write(1, b"x" * 10**6)
            os.write(2, b"x" * 10**6)
    """)
