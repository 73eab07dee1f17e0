"""See hostility.py for what a case is."""

CASE = "processes are forked again and again, at most 300, each for 20 seconds"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import time

        for _ in range(300):
            try:
                child = os.fork()
            except OSError:
                continue
            if not child:
                time.sleep(20)
                os._exit(0)
        time.sleep(2)
    """)
