"""JupyterLab as ``course lab`` starts it: quiet, on the learner's folder, with this Python."""

import os
import secrets
import sys
from functools import partial
from pathlib import Path

from grader.learner import desk, ports
from grader.warm import PATIENCE_VARIABLE, PROVISIONER, SOCKET_VARIABLE, library_settings
from grader.warm.starter import warm_kernels

FIRST_LESSON = "00_start_here"
LAYOUT = "/lab"
_IMPATIENT = "0.2"  # seconds


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
    page = opening_page(folder)
    return serve(folder, page, environment(folder), port, browser, waits=page == LAYOUT)


def serve(folder, page, variables, port=None, browser=True, waits=True):
    """Run JupyterLab until it is stopped.

    Parameters
    ----------
    folder : pathlib.Path
        What it shows.
    page : str
        What the browser opens, such as "/lab".
    variables : dict
        Added to the environment.
    port, browser
        As `start` has them.
    waits : bool
        Whether the first kernel waits until TensorFlow is imported.

    Returns
    -------
    int or None
        Exit code.
    """
    listener = ports.reserve(port)
    port = listener.getsockname()[1]
    for name in library_settings.DROPPED:
        os.environ.pop(name, None)
    os.environ.update(variables)
    token = os.environ.setdefault("JUPYTER_TOKEN", secrets.token_urlsafe(24))
    arguments = server_arguments(folder, port, page, browser and has_screen())
    if is_root():
        print("You are root: JupyterLab is started with --allow-root.")
        arguments.append("--allow-root")
    address = f"http://127.0.0.1:{port}{page}?token={token}"

    with listener, desk.private_sockets() as sockets, warm_kernels(wait=False) as warmth:
        arguments += sockets
        arguments += warm_arguments(warmth, waits)
        return _run(arguments, listener, partial(_announce, address))


def environment(folder):
    """Return the variables JupyterLab and its kernels need.

    The kernel ``python3`` is the one beside this Python, whatever kernels the user has elsewhere;
    JupyterLab comes without the teacher's side of nbgrader, and asks nobody for news or updates
    unless the user's own settings say so; its layout stays in the learner's folder; TensorFlow
    logs errors only. Settings of libraries that decide about a result or a picture are the
    course's.
    """
    settings = Path(__file__).with_name("jupyter_config")
    return surroundings(folder, settings) | {"COURSE_FOLDER": str(folder)}


def surroundings(folder, settings):
    """Return what any JupyterLab of the course needs of its environment.

    Parameters
    ----------
    folder : pathlib.Path
        What it shows; its layout is kept there.
    settings : pathlib.Path
        A folder of Jupyter's settings that come before the user's own.
    """
    own = library_settings.variables(keras_home=desk.place(folder, "keras"))
    return (
        desk.homes(folder)
        | own
        | {
            "JUPYTER_PATH": _before("JUPYTER_PATH", Path(sys.prefix) / "share" / "jupyter"),
            "JUPYTER_CONFIG_PATH": _before("JUPYTER_CONFIG_PATH", settings),
            "JUPYTERLAB_WORKSPACES_DIR": str(_workspaces(folder)),
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }
    )


def server_arguments(folder, port, page, browser):
    """Return JupyterLab's command line: for this machine only, without extension downloads."""
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.contents_manager_class=grader.learner.contents.KeepingContents",
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
        return LAYOUT
    return f"/lab/tree/{FIRST_LESSON}/{FIRST_LESSON}.ipynb"


def has_screen():
    """Tell whether a browser could show itself (webbrowser would take a text one in a terminal)."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def is_root():
    """Tell whether this is Unix' root user, which Jupyter refuses unless told otherwise."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(arguments, listener, ready):
    """Run JupyterLab on a socket that listens; imported after the environment, which it reads."""
    from jupyterlab.labapp import LabApp, main

    from grader.learner import server

    LabApp.serverapp_class = server.on(listener, ready)
    return main(argv=arguments)


def _announce(address):
    print(f"JupyterLab is ready: {address}")
    print("Open this address if no browser does so by itself. Ctrl-C ends JupyterLab.", flush=True)


def _before(variable, path):
    """Return a search path with this folder in front of what the user has there."""
    return os.pathsep.join(filter(None, (str(path), os.environ.get(variable))))


def _workspaces(folder):
    return folder / ".jupyter" / "workspaces"
