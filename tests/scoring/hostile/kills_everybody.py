"""See hostility.py for what a case is."""

CASE = "every process that can be named is killed, and so is the parent with its session"
EXPECTED = {"most": {"dropout_backward": 2.0}, "scores": {}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import signal

        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in range(1, 3000):
                if pid != os.getpid():
                    try:
                        os.kill(pid, number)
                    except OSError:
                        pass
            attempt(os.kill, os.getppid(), number)
            attempt(os.killpg, os.getpgid(os.getppid()), number)
        attempt(os.kill, -1, signal.SIGKILL)
    """)
