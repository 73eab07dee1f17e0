"""See hostility.py for what a case is."""

CASE = "six processes compute for 20 seconds, while the answers wait"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import time

        for _ in range(6):
            if not os.fork():
                deadline = time.monotonic() + 20
                while time.monotonic() < deadline:
                    sum(range(10**5))
                os._exit(0)
    """)
