"""Code that takes too much of something, code that behaves, and a supervisor of its own.

What is too much is bounded, and what stays ends by itself: no machine suffers where no guard acts.
"""

import errno
import os
import pty
import signal
import subprocess
import time

from attacks import MIB, call, write

from grader.sandbox.confinement import confine
from grader.sandbox.guard import Guard
from grader.sandbox.policy import Policy

LONG = 20  # seconds: what is to be ended lasts as long, if it is not
PR_SET_DUMPABLE = 4


def start_daemon():
    """With a session of its own and nobody's child, it writes a mark again and again."""
    if os.fork():
        return
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.fork():
        os._exit(0)
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        write("heartbeat")
        time.sleep(0.01)
    os._exit(0)


def stay_with_daemon():
    start_daemon()
    time.sleep(LONG)


def count_interrupts():
    """How many come within half a second."""
    came = []
    signal.signal(signal.SIGINT, lambda *_: came.append(time.monotonic()))
    write("heartbeat")
    deadline = time.monotonic() + LONG
    while time.monotonic() < (came[0] + 0.5 if came else deadline):
        time.sleep(0.01)
    return len(came)


def fork_often(most):
    for _ in range(most):
        if not os.fork():
            time.sleep(LONG)
            os._exit(0)
    time.sleep(LONG)


def take_memory(chunks, children=0):
    """Of 32 MiB each, here or in each of some children; then stay."""
    for _ in range(children):
        if not os.fork():
            break
    kept = []
    for _ in range(chunks if not children or os.getpid() != os.getsid(0) else 0):
        kept.append(b"x" * (32 * MIB))
        time.sleep(0.01)
    time.sleep(LONG)


def share_memory(chunks, children):
    """Memory that children see too, and do not write to."""
    kept = [b"x" * (32 * MIB) for _ in range(chunks)]
    for _ in range(children):
        if not os.fork():
            time.sleep(0.5)
            os._exit(0)
    for _ in range(children):
        os.wait()
    return len(kept)


def take_too_much_at_once(size):
    try:
        return len(bytearray(size))
    except MemoryError as error:
        raise OSError(errno.ENOMEM, "memory") from error


def take_nameless_memory(chunks):
    for number in range(chunks):
        os.write(os.memfd_create(str(number)), b"x" * (10 * MIB))
        time.sleep(0.02)
    time.sleep(LONG)


def hide_from_outside():
    """From whoever is not root."""
    call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)
    take_memory(30)


def hide_folder():
    os.mkdir("hidden")
    os.chdir("hidden")
    os.chmod(".", 0o300)
    fill_disk(20, True)


def fill_disk(chunks, keep_names):
    for number in range(chunks):
        name = f"chunk{number}"
        descriptor = os.open(name, os.O_CREAT | os.O_WRONLY)
        os.write(descriptor, b"x" * (10 * MIB))
        if not keep_names:
            os.unlink(name)
        time.sleep(0.02)
    time.sleep(LONG)


def write_one_file(size):
    with open("large", "wb") as file:
        file.write(b"x" * size)


def make_files(count):
    for number in range(count):
        os.close(os.open(f"f{number}", os.O_CREAT))
    time.sleep(LONG)


def nest_folders(depth):
    for _ in range(depth):
        os.mkdir("a" * 200)
        os.chdir("a" * 200)
    time.sleep(LONG)


def compute(seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        sum(range(1000))
    time.sleep(LONG)


def sleep():
    time.sleep(LONG)


def end_with(code):
    os._exit(code)


def end_by(number):
    os.kill(os.getpid(), number)
    time.sleep(LONG)


# What a supervisor does, as this user


def supervise(policy, attack, *arguments):
    """Guard an attack of a child's; return the reason for its end and the exit code."""
    child = os.fork()
    if not child:
        try:
            confine(policy)
            globals()[attack](*arguments)
            os._exit(0)
        finally:
            os._exit(3)
    policy = Policy.from_json(policy)
    with Guard(child, policy.limits, policy.work) as guard:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return [guard.reason, code]


# Honest work


def work():
    """What a lesson may do: files of its own, a pseudo-terminal, a child, shared memory."""
    write("own")
    os.rename("own", "renamed")
    pty.openpty()
    with open("/dev/shm/block", "wb") as file:
        file.write(b"x" * MIB)
    said = subprocess.run(["/bin/echo", "hello"], capture_output=True, text=True).stdout
    return [said.strip(), os.getcwd(), os.environ["HOME"]]


def fit_and_plot():
    import keras
    import matplotlib.pyplot as plt
    import numpy as np
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    history = model.fit(x[:100] / 16, y[:100], epochs=1, verbose=0)
    figure, axes = plt.subplots()
    axes.plot(history.history["loss"], label="Verlust äöü")
    axes.legend()
    figure.savefig("figure.png")
    return bool(np.isfinite(history.history["loss"]).all())
