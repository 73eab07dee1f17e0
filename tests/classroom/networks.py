"""Machines that are none: network namespaces at one switch, each with an address of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile

PREFIX = "10.87.14."
"""Of the addresses; nobody outside of the namespaces sees them."""


def can_be_made():
    """Whether this user can make network namespaces and mount in them."""
    if not all(map(shutil.which, ("unshare", "nsenter", "ip"))):
        return False
    trial = [
        "unshare",
        "-n",
        "-m",
        "sh",
        "-c",
        "ip link add name switch type bridge && mount -t tmpfs none /mnt",
    ]
    return subprocess.run(trial, capture_output=True).returncode == 0


class Machine:
    """A network namespace, with file systems of its own where folders are hidden.

    Parameters
    ----------
    number : int
        The end of its address; 0 for the switch.
    hidden : tuple of path
        Folders that are empty on this machine.
    """

    def __init__(self, number, hidden=()):
        self.number, self.address = number, f"{PREFIX}{number}"
        self.folder = tempfile.mkdtemp(prefix="machine")
        self._lives = subprocess.Popen(["unshare", "-n", "-m", "sleep", "1000"])
        self._wait_for_namespaces()
        for folder in hidden:
            self.run("mount", "-t", "tmpfs", "hidden", folder)
        self.run("ip", "link", "set", "lo", "up")

    @property
    def pid(self):
        """The process that keeps the namespaces."""
        return self._lives.pid

    def _wait_for_namespaces(self):
        own = os.readlink("/proc/self/ns/mnt")
        while os.readlink(f"/proc/{self.pid}/ns/mnt") == own:
            assert self._lives.poll() is None

    def inside(self, *command):
        """A command as it is run on this machine."""
        return ["nsenter", "-t", str(self.pid), "-n", "-m", *map(str, command)]

    def run(self, *command):
        """Run a command to its end."""
        subprocess.run(self.inside(*command), check=True, capture_output=True)

    @contextlib.contextmanager
    def running(self, *command, **variables):
        """A command that goes on meanwhile, in the machine's own temporary folder."""
        environment = os.environ | {"TMPDIR": self.folder} | variables
        with (
            open(os.path.join(self.folder, "said"), "ab") as said,
            subprocess.Popen(
                self.inside(*command),
                env=environment,
                cwd=self.folder,
                stdout=said,
                stderr=said,
                start_new_session=True,
            ) as process,
        ):
            try:
                yield process
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

    def plug_into(self, switch):
        """Connect it."""
        port = f"port{self.number}"
        there, here = (["name", port, "netns", switch.pid], ["name", "eth0", "netns", self.pid])
        switch.run("ip", "link", "add", *there, "type", "veth", "peer", *here)
        switch.run("ip", "link", "set", port, "master", "switch", "up")
        self.run("ip", "address", "add", f"{self.address}/24", "dev", "eth0")
        self.run("ip", "link", "set", "eth0", "up")

    def cut_off(self):
        """Have nothing of it arrive any more, and tell nobody."""
        self.run("ip", "link", "set", "eth0", "down")

    def close(self):
        self._lives.kill()
        self._lives.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def connected(*machines):
    """Have machines at one switch, until all of them are closed."""
    with contextlib.ExitStack() as stack:
        for machine in machines:
            stack.callback(machine.close)
        switch = Machine(0)
        stack.callback(switch.close)
        switch.run("ip", "link", "add", "name", "switch", "type", "bridge")
        switch.run("ip", "link", "set", "switch", "up")
        for machine in machines:
            machine.plug_into(switch)
        yield
