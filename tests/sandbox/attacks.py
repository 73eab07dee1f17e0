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
import resource
import signal
import socket
import struct

MIB = 2**20
LIBC = ctypes.CDLL(None, use_errno=True)
PTRACE_ATTACH, PTRACE_DETACH = 16, 17


def name_of(error):
    """Name of a refusal: that of its number, else of the exception."""
    return errno.errorcode.get(getattr(error, "errno", None), type(error).__name__)


def call(name, *arguments):
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
    call("ptrace", PTRACE_ATTACH, pid, None, None)
    os.waitpid(pid, 0x40000000)
    call("ptrace", PTRACE_DETACH, pid, None, None)


def unshare():
    call("unshare", 0x10000000)


def mount():
    os.mkdir("mnt")
    call("mount", b"tmpfs", b"mnt", b"tmpfs", 0, None)


def unmount(path):
    call("umount2", path.encode(), 2)


def chroot():
    os.chroot(".")


def become_root():
    os.setresuid(0, 0, 0)
    read("/etc/shadow")


def become_other():
    os.setresuid(12345, 12345, 12345)


def lower_limit():
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))


def compare_with_first_process():
    """What confines this process and the first one of its namespace, and what that one shows."""

    def confinement(process):
        with open(f"/proc/{process}/status") as status, open(f"/proc/{process}/limits") as limits:
            lines = dict(line.split(":", 1) for line in status)
            names = ("CapEff", "CapPrm", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp_filters")
            return [*(lines[name].strip() for name in names), limits.read()]

    with open("/proc/1/environ", "rb") as file:
        shown = file.read().strip(b"\0").decode()
    return confinement("self"), confinement(1), shown, os.listdir("/proc/1/fd")
