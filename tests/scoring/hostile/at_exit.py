"""See hostility.py for what a case is."""

CASE = "handlers wait for the end of the process, to hang and to start a process"


def attack(homework):
    homework.wrong()
    homework.add("""
        import atexit, subprocess, threading, time

        atexit.register(time.sleep, 40)
        atexit.register(subprocess.Popen, ["sleep", "40"], start_new_session=True)
        threading._register_atexit(time.sleep, 40)
        threading.Thread(target=time.sleep, args=(40,)).start()

        class Last:
            def __del__(self):
                time.sleep(40)

        last = Last()
    """)
