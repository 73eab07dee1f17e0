"""See hostility.py for what a case is."""

CASE = "a thread connects to every socket that it can find, and talks there before the kernel does"
EXPECTED = {"scores": {"dropout_backward": 2.0}, "most": {"dropout_backward": 2.0}}


def attack(homework):
    homework.wrong()
    homework.add("""
        import glob, socket, struct, threading, time

        def knock():
            deadline = time.monotonic() + 20
            held = []
            while time.monotonic() < deadline:
                near = glob.glob("**", recursive=True)
                for path in near + glob.glob(f"{COURSE}/../**/*", recursive=True):
                    client = socket.socket(socket.AF_UNIX)
                    try:
                        client.connect(path)
                        client.sendall(struct.pack(">QQ", 4, 0) + b"null")
                        held.append(client)
                    except OSError:
                        client.close()
                time.sleep(0.01)

        threading.Thread(target=knock, daemon=True).start()
        time.sleep(0.1)
    """)
