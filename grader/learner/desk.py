"""Where JupyterLab keeps what is not the learner's work: sockets, settings, histories, caches."""

import contextlib
import os
import tempfile
from pathlib import Path

from grader.warm import private

_HOMES = {
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "MPLCONFIGDIR": "matplotlib",
}
"""Variables of what would be kept at home, and the folders that take its place."""


def homes(folder):
    """Return variables that put into the learner's folder what cannot be kept at home.

    A container's home may be read-only, somebody else's or not there at all.
    """
    home = os.path.expanduser("~")
    if can_be_written(home):
        _close_history(Path(os.environ.get("IPYTHONDIR") or os.path.join(home, ".ipython")))
        return {}
    return {name: str(place(folder, kind)) for name, kind in _HOMES.items()}


def _close_history(folder):
    """Close IPython's history, which has all that was typed, to other accounts.

    It would be made open to all, and its folder too.

    Parameters
    ----------
    folder : pathlib.Path
        IPython's own, which may be there already.
    """
    history = folder / "profile_default" / "history.sqlite"
    with contextlib.suppress(OSError):
        folder.mkdir(0o700, exist_ok=True)
        history.parent.mkdir(0o700, exist_ok=True)
        history.touch(0o600)
        history.chmod(0o600)


def place(folder, kind):
    """The place in the learner's folder for one kind of what is not the learner's work."""
    return folder / ".jupyter" / kind


def can_be_written(path):
    """Tell whether files can be made in a folder (root is refused by some file systems, too)."""
    try:
        with tempfile.TemporaryFile(dir=path):
            return True
    except OSError:
        return False


@contextlib.contextmanager
def private_sockets():
    """Have kernels listen in a private folder instead of on ports, for as long as the server runs.

    What a kernel prints goes to whoever connects, and on a port that is every account.

    Yields
    ------
    list of str
        Arguments for the server's command line.
    """
    if os.name == "nt":  # where kernels know ports only
        yield []
        return
    folder = private.make()
    os.environ["JUPYTER_RUNTIME_DIR"] = str(folder)
    try:
        yield ["--KernelManager.transport=ipc"]
    finally:
        private.release(folder)
