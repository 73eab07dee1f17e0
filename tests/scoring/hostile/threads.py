"""See hostility.py for what a case is."""

CASE = "2000 threads are started, each for 20 seconds"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import threading, time

        try:
            for _ in range(2000):
                threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
        except RuntimeError as error:
            print(error)
    """)
