"""See hostility.py for what a case is."""

CASE = "watchers are stopped and traced"
HANGS = True
EXPECTED = {"most": {"dropout_backward": 2.0}, "scores": {}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import signal

        libc = ctypes.CDLL(None, use_errno=True)
        for pid in [os.getppid(), *range(1, 400)]:
            if pid != os.getpid():
                libc.ptrace(16, pid, None, None) == 0 and print("traced", pid)
                try:
                    os.kill(pid, signal.SIGSTOP)
                except OSError:
                    pass
        attempt(os.kill, -1, signal.SIGSTOP)
    """)
