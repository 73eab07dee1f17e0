"""What the tests have children do. A child answers by writing JSON to the file it is given."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid


def _write(path, answer):
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(answer, file)
    os.replace(path + ".new", path)


def describes_itself(up, path):
    """What it finds around it."""
    up()
    links = []
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            links.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        except OSError:
            continue
    answer = {
        "argv": sys.argv,
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "session": os.getsid(0) == os.getpid(),
        "signals": [
            signal.getsignal(n) == signal.SIG_DFL for n in (signal.SIGTERM, signal.SIGCHLD)
        ],
        "interruptible": signal.getsignal(signal.SIGINT) is signal.default_int_handler,
        "offset": time.timezone,
        "sockets": sum(link.startswith("socket:") for link in links),
        "main": sorted(vars(sys.modules["__main__"])),
    }
    _write(path, answer)


def draws(up, path):
    """Numbers that no other child may draw."""
    import multiprocessing

    import numpy as np

    up()
    _write(
        path,
        {
            "random": random.random(),
            "numpy": np.random.rand(),
            "generator": np.random.default_rng().random(),
            "name": next(tempfile._get_candidate_names()),
            "uuid": str(uuid.uuid4()),
            "key": bytes(multiprocessing.current_process().authkey).hex(),
        },
    )


def prints(up):
    """Something on both streams."""
    up()
    print("printed")
    print("complained", file=sys.stderr)


def ends(up, code):
    """An exit code."""
    up()
    sys.exit(code)


def fails(up):
    """An error before it is up."""
    raise ValueError("no luck")


def waits(up):
    """A child that stays."""
    up()
    time.sleep(300)


def hangs(up):
    """A child that never comes up."""
    time.sleep(300)


def starts_others(up, path):
    """A child with another process, in a process group of its own."""
    other = subprocess.Popen(["sleep", "300"], process_group=0)
    _write(path, other.pid)
    up()
    time.sleep(300)


def asks_the_parent(up, path, socket, daemon):
    """A child, or what it leaves behind, that asks the parent for another."""
    from grader.warm import client

    up()
    if daemon:
        _leave_the_session()
    request = client.Request("warm_mains:waits", ["name"], "/", dict(os.environ))
    try:
        client.fork(socket, request)
        _write(path, "forked")
    except client.NotWarm as reason:
        _write(path, str(reason))


def _leave_the_session():
    """Go on as an orphan in a session of its own."""
    leader = os.getpid()
    read, write = os.pipe()
    if os.fork():
        os.read(read, 1)
        os._exit(0)
    os.setsid()
    os.write(write, b".")
    while os.getppid() == leader:
        time.sleep(0.01)


def confine(path, *refusals, keep):
    """Stands for a sandbox: notes what is there when it is called, or fails."""
    if refusals:
        raise PermissionError(*refusals)
    _write(path, {"folder": os.getcwd(), "threads": threading.active_count(), "argv": sys.argv})


def fits(up):
    """A small Keras fit, with what else a lesson draws on."""
    import keras
    import numpy as np

    up()
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="relu")])
    model.compile("adam", "mse")
    model.fit(np.ones((64, 4)), np.ones((64, 3)), verbose=0)
