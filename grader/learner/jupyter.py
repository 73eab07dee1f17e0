"""JupyterLab as ``course lab`` starts it: quiet, on the learner's folder, with this Python."""

import os
import secrets
import socket
import sys
import threading
import time
from pathlib import Path

from grader.learner import CourseError
from grader.warm import PATIENCE_VARIABLE, PROVISIONER, SOCKET_VARIABLE
from grader.warm.starter import warm_kernels

FIRST_LESSON = "00_start_here"
_LAYOUT = "/lab"
_IMPATIENT = "0.2"  # seconds
_FIRST_PORT = 8888
_PORTS_TO_TRY = 50


def start(folder, port=None, browser=True):
    """Run JupyterLab on the learner's folder until it is stopped.

    Parameters
    ----------
    folder : pathlib.Path
        The learner's folder.
    port : int, optional
        The port to use; without it 8888, or the next one that is free.
    browser : bool
        Whether to open a browser; where there is no screen the address is only printed.
    """
    port = free_port() if port is None else _require_free(port)
    os.environ.update(environment(folder))
    token = os.environ.setdefault("JUPYTER_TOKEN", secrets.token_urlsafe(24))
    page = opening_page(folder)
    arguments = server_arguments(folder, port, page, browser and has_screen())
    if is_root():
        print("You are root: JupyterLab is started with --allow-root.")
        arguments.append("--allow-root")
    address = f"http://127.0.0.1:{port}{page}?token={token}"
    threading.Thread(target=_announce, args=(port, address), daemon=True).start()

    with warm_kernels(wait=False) as variables:
        arguments += warm_arguments(variables, waits=page == _LAYOUT)
        from jupyterlab.labapp import main  # after the environment, which it reads on import

        return main(argv=arguments)


def environment(folder):
    """Return the variables JupyterLab and its kernels need.

    The kernel ``python3`` is the one beside this Python, whatever kernels the user has elsewhere;
    JupyterLab comes without the teacher's side of nbgrader, and asks nobody for news or updates
    unless the user's own settings say so; its layout stays in the learner's folder; TensorFlow
    logs errors only.
    """
    return {
        "COURSE_FOLDER": str(folder),
        "JUPYTER_PATH": _before("JUPYTER_PATH", Path(sys.prefix) / "share" / "jupyter"),
        "JUPYTER_CONFIG_PATH": _before(
            "JUPYTER_CONFIG_PATH", Path(__file__).with_name("jupyter_config")
        ),
        "JUPYTERLAB_WORKSPACES_DIR": str(_workspaces(folder)),
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def server_arguments(folder, port, page, browser):
    """Return JupyterLab's command line: for this machine only, without extension downloads."""
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.default_url={page}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
        "--LabApp.extension_manager=readonly",
    ]


def warm_arguments(variables, waits):
    """Have kernels forked, TensorFlow imported, and tell the server's command line so.

    The provisioner is a setting of this server instead of a variable of the environment, which a
    terminal in JupyterLab would hand on to Jupyters that know no such thing.

    Parameters
    ----------
    variables : dict
        As `grader.warm.starter.warm_kernels` yields them: none where kernels start cold.
    waits : bool
        Whether the first kernel waits until TensorFlow is imported. The first lesson does not need
        it; after that a kernel which waits has Keras sooner than one that begins to import it.
    """
    if SOCKET_VARIABLE not in variables:
        return []
    os.environ[SOCKET_VARIABLE] = variables[SOCKET_VARIABLE]
    if not waits:
        os.environ[PATIENCE_VARIABLE] = _IMPATIENT
    return [f"--KernelProvisionerFactory.default_provisioner_name={PROVISIONER}"]


def opening_page(folder):
    """Return the page to open: the first lesson at first, later the layout that was left."""
    if _workspaces(folder).is_dir():
        return _LAYOUT
    return f"/lab/tree/{FIRST_LESSON}/{FIRST_LESSON}.ipynb"


def free_port():
    """Return the first free port from 8888 on."""
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS_TO_TRY):
        if is_free(port):
            return port
    raise CourseError(f"Ports {_FIRST_PORT} to {port} are all in use: name another with --port.")


def is_free(port):
    """Tell whether a server could listen on this port of the local machine."""
    with socket.socket() as trial:
        if os.name != "nt":  # on Windows the option means that others may share the port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def has_screen():
    """Tell whether a browser could show itself (webbrowser would take a text one in a terminal)."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def is_root():
    """Tell whether this is Unix' root user, which Jupyter refuses unless told otherwise."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _announce(port, address):
    """Print the address once the server answers there, so that it can be clicked at once."""
    while True:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    print(f"JupyterLab is ready: {address}")
    print("Open this address if no browser does so by itself. Ctrl-C ends JupyterLab.", flush=True)


def _require_free(port):
    if not is_free(port):
        raise CourseError(f"Port {port} is in use: choose another, or leave out --port.")
    return port


def _before(variable, path):
    """Return a search path with this folder in front of what the user has there."""
    return os.pathsep.join(filter(None, (str(path), os.environ.get(variable))))


def _workspaces(folder):
    return folder / ".jupyter" / "workspaces"
