"""A fork becomes a process of its own: session, streams, folder, environment, seeds."""

import atexit
import importlib
import multiprocessing
import os
import random
import signal
import sys
import threading
import time
import traceback
import types

from grader.warm import frames


def run(request, client):
    """Do what a request asks for, and end.

    The interpreter is not taken down module by module, as nothing waits for that and it would copy
    much of what is shared with the parent; whatever is registered for the end is done.

    Parameters
    ----------
    request : dict
        The fields of `grader.warm.client.Request`.
    client : grader.warm.requests.Client
        Whom to tell that it is up, or why not.
    """
    code = 1
    try:
        start(request, client)
        code = 0
    except SystemExit as end:
        code = exit_code(end)
    except BaseException as error:
        if client.connection.fileno() >= 0:
            frames.send(client.connection, {"failed": f"{type(error).__name__}: {error}"})
        traceback.print_exc()
    finally:
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def start(request, client):
    """Settle in, confined from the first moment on where that is asked for, and call ``main``."""
    os.setsid()
    reset_signals()
    lifeline = take_streams(client.descriptors)
    if request["confine"]:
        name, arguments = request["confine"]
        keep = (lifeline, client.connection.fileno())
        resolve(name)(*arguments, keep=keep)
    settle(request)
    reseed()
    threading.Thread(target=end_with, args=(lifeline,), daemon=True).start()

    def up():
        frames.send(client.connection, {"up": True})
        client.connection.close()

    resolve(request["main"])(up, *request["arguments"])


def reset_signals():
    """Handlers and mask as in a Python that has just started."""
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def take_streams(descriptors):
    """Put the three standard streams in place; return the lifeline."""
    lifeline, *streams = descriptors
    for standard, descriptor in enumerate(streams):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    os.set_inheritable(lifeline, False)
    return lifeline


def settle(request):
    """Folder, environment, command line and main module as in a Python that has just started."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.argv = list(request["argv"])
    sys.orig_argv = [sys.executable, *sys.argv]
    sys.modules["__main__"] = types.ModuleType("__main__")
    importlib.invalidate_caches()
    if "MPLBACKEND" in os.environ:  # matplotlib read it when the parent imported it
        importlib.import_module("matplotlib").rcParams["backend"] = os.environ["MPLBACKEND"]


def reseed():
    """Draw other numbers than every other child.

    TensorFlow and Keras need nothing: they seed themselves when they first draw, which the parent
    never did, and so do ``tempfile`` and ``uuid``.
    """
    import numpy as np

    random.seed()
    np.random.seed()
    multiprocessing.current_process().authkey = os.urandom(32)


def end_with(lifeline):
    """Wait until who asked for this process has gone, and end with it, even without the parent."""
    os.read(lifeline, 1)
    os.killpg(0, signal.SIGKILL)


def resolve(name):
    """The function that "package.module:function" names."""
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def exit_code(end):
    """The exit code that the interpreter would give for a SystemExit."""
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)
    return 1
