"""nbgrader's command as a user types it, forked from a process that has imported nbgrader."""

import json
import os
import runpy
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

STREAMS = ("stdout", "stderr")


def nbgrader(folder, *arguments, environment=None):
    """Type a command in a folder.

    Parameters
    ----------
    folder : path
    *arguments : str
    environment : dict, optional
        Variables in place of this process'. What Python itself reads when it starts has no effect.

    Returns
    -------
    subprocess.CompletedProcess
        With text.
    """
    with tempfile.TemporaryDirectory() as place:
        request = {
            "folder": str(folder),
            "arguments": arguments,
            "environment": dict(os.environ if environment is None else environment),
            "place": place,
        }
        parent = _parent()
        parent.stdin.write(json.dumps(request) + "\n")
        parent.stdin.flush()
        code = int(parent.stdout.readline())
        said = [Path(place, stream).read_text("utf-8") for stream in STREAMS]
    return subprocess.CompletedProcess(["nbgrader", *arguments], code, *said)


@cache
def _parent():
    """The process that forks; it ends with this one, whose end closes its input."""
    command = [sys.executable, "-P", __file__]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def _serve():
    """Fork for each request; return in the child, which is to do what it asks."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            return json.loads(line)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(code, flush=True)
    sys.exit()


def _begin(folder, arguments, environment, place):
    """Become what ``python -m nbgrader`` is when it starts."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, stream in enumerate(STREAMS, start=1):
        os.dup2(os.open(os.path.join(place, stream), os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.argv = ["nbgrader", *arguments]


if __name__ == "__main__":
    import nbgrader.apps.nbgraderapp  # noqa: F401

    _begin(**_serve())
    runpy.run_module("nbgrader", run_name="__main__", alter_sys=True)
