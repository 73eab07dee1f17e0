"""See hostility.py for what a case is."""

CASE = "one file of 200 MiB is written, also with holes of 1 TiB"
EXPECTED = {"scores": {"dropout_backward": 2.0}}


def attack(homework):
    homework.wrong()
    homework.add("""
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        attempt(lambda: open("large", "wb").write(b"x" * (200 * 2**20)))
        attempt(lambda: open("large", "r+b").truncate(2**40))
        attempt(os.unlink, "large")
    """)
