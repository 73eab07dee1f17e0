"""Kernels from the warm parent, wherever jupyter_client starts one.

The provisioner is named by ``JUPYTER_DEFAULT_PROVISIONER_NAME`` (or jupyter_client's setting
``KernelProvisionerFactory.default_provisioner_name``) and the parent by ``COURSE_WARM_SOCKET``; the
kernelspec stays the ordinary one. See https://jupyter-client.readthedocs.io/en/stable/provisioning.html
"""

import asyncio
import contextlib
import os
import subprocess
import sys

from jupyter_client.provisioning import LocalProvisioner

from grader.warm import (
    INTERPRETER_OPTIONS,
    PATIENCE_VARIABLE,
    PROVISIONER_VARIABLE,
    SOCKET_VARIABLE,
    client,
    kernel,
)

LAUNCHERS = (["-m", "ipykernel_launcher"], ["-m", "ipykernel"])
_KNOWN = {"cwd", "env", "stdin", "stdout", "stderr", "extra_arguments", "kernel_id"}


class WarmProvisioner(LocalProvisioner):
    """Forks this environment's Python kernel; any other kernel, or where it fails, starts cold."""

    async def launch_kernel(self, cmd, **kwargs):
        """Start a kernel; `cmd` and `kwargs` are what `subprocess.Popen` would get."""
        # Both would lead a Jupyter of another environment, started in the kernel, astray.
        path = kwargs["env"].pop(SOCKET_VARIABLE, None)
        kwargs["env"].pop(PROVISIONER_VARIABLE, None)
        arguments = kernel_arguments(cmd)
        if arguments is not None:
            try:
                self._adopt(await asyncio.to_thread(start, path, arguments, kwargs), kwargs)
                return self.connection_info
            except client.NotWarm as reason:
                self.log.warning("The kernel starts cold: %s.", reason)
        return await super().launch_kernel(cmd, **kwargs)

    def _adopt(self, process, kwargs):
        self.process = process
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd") or os.getcwd()

    async def send_signal(self, signum):
        """Send a signal to the kernel's process group, and none to whoever has its number next."""
        if isinstance(self.process, client.Forked):
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)


def kernel_arguments(cmd):
    """The arguments of ipykernel in a command, None where it is another kernel's.

    Only this environment's Python counts, without options that the parent was not started with.
    """
    if os.path.abspath(cmd[0]) != os.path.abspath(sys.executable):
        return None
    rest = [word for word in cmd[1:3] if word not in INTERPRETER_OPTIONS] + cmd[3:]
    return rest[2:] if rest[:2] in LAUNCHERS else None


def start(path, arguments, kwargs):
    """Have a kernel forked.

    Parameters
    ----------
    path : str or None
        The parent's socket.
    arguments : list of str
        Of ipykernel.
    kwargs : dict
        As of `subprocess.Popen`.

    Raises
    ------
    grader.warm.client.NotWarm
    """
    if not (hasattr(os, "fork") and hasattr(os, "pidfd_open")):
        raise client.NotWarm("this system cannot fork a process safely")
    if not path:
        raise client.NotWarm(f"{SOCKET_VARIABLE} names no parent")
    if unknown := kwargs.keys() - _KNOWN:
        raise client.NotWarm(f"a fork takes no {', '.join(sorted(unknown))}")
    request = client.Request(
        main=kernel.NAME,
        argv=[_launcher(), *arguments],
        folder=os.path.abspath(kwargs.get("cwd") or os.getcwd()),
        environment=dict(kwargs["env"]),
    )
    with contextlib.ExitStack() as files:
        streams = [
            _descriptor(kwargs.get(f"std{name}"), name, files) for name in ("in", "out", "err")
        ]
        patience = float(os.environ.get(PATIENCE_VARIABLE, client.PATIENCE))
        return client.fork(path, request, streams, patience)


def _descriptor(stream, name, files):
    """What `subprocess.Popen` would have connected: nothing to read, our own streams otherwise."""
    if stream == subprocess.DEVNULL or (stream is None and name == "in"):
        return files.enter_context(open(os.devnull, "r+b")).fileno()
    if stream is None:
        return {"out": 1, "err": 2}[name]
    if stream in (subprocess.PIPE, subprocess.STDOUT):
        raise client.NotWarm(f"a fork gives no pipe for std{name}")
    return stream if isinstance(stream, int) else stream.fileno()


def _launcher():
    import ipykernel_launcher

    return ipykernel_launcher.__file__
