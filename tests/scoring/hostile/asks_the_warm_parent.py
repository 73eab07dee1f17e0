"""See hostility.py for what a case is."""

CASE = "the warm parent is searched and asked for a fork without confinement"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import glob, sys
        from grader.warm import client, SOCKET_VARIABLE

        paths = [os.environ.get(SOCKET_VARIABLE), *glob.glob(f"{COURSE}/../**/*", recursive=True)]
        attempt(lambda: paths.extend(line.split()[-1] for line in open("/proc/net/unix")))
        for path in filter(None, paths):
            request = client.Request("os:system", [f"touch {COURSE}/{TOKEN}"], "/", {})
            attempt(lambda: client.fork(path, request, patience=1, watchdog=1))
        for number in range(3, 64):
            attempt(lambda: os.write(number, b"\\0\\0\\0\\2{}"))
    """)
