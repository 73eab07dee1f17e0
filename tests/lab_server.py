"""A running `course lab`, as its command line starts it."""

import contextlib
import os
import re
import signal
import subprocess
import threading


@contextlib.contextmanager
def served(command, **options):
    """The address that a server prints; it is ended afterwards, and killed if it does not end.

    Parameters
    ----------
    command : list of str or path
    **options
        Of `subprocess.Popen`: the environment, the folder.
    """
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        **options,
    )
    try:
        yield _printed_address(server)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _printed_address(server):
    """Read what the server prints up to its address, and go on reading so that it never blocks."""
    printed = []
    for line in server.stdout:
        printed.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\S+token=\S+", line):
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return found.group()
    raise AssertionError("it ended without an address:\n" + "".join(printed))
