"""What hostile code tries, one function an attempt; whoever returns has reached what it wanted.

Each is bounded: where nothing holds it back it does no harm to the machine that it runs on.
All that they need is imported here, before a user without rights may be unable to.
"""

import ctypes
import encodings.idna  # noqa: F401 (names of hosts)
import errno
import fcntl
import importlib
import os
import pty
import resource
import signal
import socket
import struct
import subprocess
import time

from grader.sandbox.confinement import confine
from grader.sandbox.guard import Guard
from grader.sandbox.policy import Policy

MIB = 2**20
LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_DUMPABLE = 4
PTRACE_ATTACH, PTRACE_DETACH = 16, 17
LONG = 20  # seconds: what is to be ended lasts as long, if it is not


def name_of(error):
    """Name of a refusal: that of its number, else of the exception."""
    return errno.errorcode.get(getattr(error, "errno", None), type(error).__name__)


def _call(name, *arguments):
    if getattr(LIBC, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


# Network


def connect(family, address):
    """To a listener; "@" stands for the zero that an abstract name starts with."""
    address = tuple(address) if isinstance(address, list) else address.replace("@", "\0")
    with socket.socket(getattr(socket, family)) as client:
        client.settimeout(5)
        client.connect(address)


def send(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.sendto(b"question", ("127.0.0.1", port))


def find_route():
    """Connecting a datagram socket sends nothing; the address is one for documentation."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.connect(("192.0.2.1", 9))


def resolve():
    socket.getaddrinfo("nowhere.invalid", 80)


def make_socket(family):
    socket.socket(family).close()


def set_up_io_uring():
    if LIBC.syscall(425, 4, ctypes.create_string_buffer(120)) == -1:
        raise OSError(ctypes.get_errno(), "io_uring_setup")


def bring_loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        fcntl.ioctl(client, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))


# Files


def read(path):
    with open(path, "rb") as file:
        return len(file.read(100))


def read_through_link(path):
    os.symlink(path, "link")
    return read("link")


def read_hard_link(path):
    os.link(path, "hard")
    return read("hard")


def read_descriptor():
    """The parent has left a file open: any number but the standard ones will do."""
    open_ones = [int(name) for name in os.listdir("/proc/self/fd") if int(name) > 2]
    for number in open_ones:
        if os.path.exists(f"/proc/self/fd/{number}"):
            return open_ones
    raise OSError(errno.EBADF, "no descriptor")


def write(path):
    with open(path, "ab") as file:
        file.write(b"forged")


def rename_out(path):
    write("mine")
    os.rename("mine", path)


def change_mode(path):
    os.chmod(path, 0o777)


def look_at(path):
    os.stat(path)


def list_folder(path):
    return os.listdir(path)


def open_for_writing(path):
    os.close(os.open(path, os.O_WRONLY))


def import_module(name):
    importlib.import_module(name)


def read_from_open_folder(name):
    """From a folder outside that this process, by mistake, was left with."""
    for number in range(3, 30):
        try:
            descriptor = os.open(name, os.O_RDONLY, dir_fd=number)
        except OSError as error:
            if error.errno not in (errno.EBADF, errno.ENOTDIR, errno.ENOENT):
                raise
            continue
        return len(os.read(descriptor, 100))
    raise OSError(errno.EBADF, "no such folder")


def find_secret(secret):
    """In the environment, and in what the kernel shows of the one it was started with."""
    with open("/proc/self/environ", "rb") as file:
        shown = file.read()
    if secret not in str(os.environ) and secret.encode() not in shown:
        raise FileNotFoundError(errno.ENOENT, "no secret")


# Processes and privileges


def send_signal(pid):
    os.kill(pid, signal.SIGUSR1)


def end_parent():
    os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getppid(), signal.SIGTERM)


def trace(pid):
    _call("ptrace", PTRACE_ATTACH, pid, None, None)
    os.waitpid(pid, 0x40000000)
    _call("ptrace", PTRACE_DETACH, pid, None, None)


def unshare():
    _call("unshare", 0x10000000)


def mount():
    os.mkdir("mnt")
    _call("mount", b"tmpfs", b"mnt", b"tmpfs", 0, None)


def unmount(path):
    _call("umount2", path.encode(), 2)


def chroot():
    os.chroot(".")


def become_root():
    os.setresuid(0, 0, 0)
    read("/etc/shadow")


def become_other():
    os.setresuid(12345, 12345, 12345)


def lower_limit():
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))


# Too much of something


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
    _call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)
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
