"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "another process, with a session of its own, answers while the kernel ends"
EXPECTED = {**NOTHING, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.forge("""
        import signal, time

        def talk(responder, source, sink):
            if os.fork():
                time.sleep(0.3)
                os._exit(0)
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                sink.write(bytes(16))
                sink.flush()
                time.sleep(0.2)

        forge(talk)
    """)
