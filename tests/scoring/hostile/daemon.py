"""See hostility.py for what a case is."""

CASE = "a child with a session of its own, and no parent, stays to write and to look for grades"


def attack(homework):
    homework.wrong()
    homework.add("""
        import signal, subprocess, time

        subprocess.Popen(["nohup", "setsid", "sleep", "40"], start_new_session=True)
        if not os.fork():
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            if os.fork():
                os._exit(0)
            deadline = time.monotonic() + 40
            while time.monotonic() < deadline:
                try:
                    open(f"{COURSE}/{TOKEN}", "w").close()
                except OSError:
                    time.sleep(0.05)
            os._exit(0)
    """)
    homework.add("!nohup sleep 40 >/dev/null 2>&1 &")
    homework.add("%%bash --bg\nsetsid sleep 40")
