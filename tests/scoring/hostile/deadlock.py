"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "the main thread waits for a lock that nobody gives back, where signals do not reach"
HANGS = True
EXPECTED = {**NOTHING, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import signal, threading

        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        lock = threading.Lock()
        threading.Thread(target=lock.acquire).start()
        lock.acquire()
        lock.acquire()
    """)
