"""The judge: a process that knows the exercises; no code of a student's runs in it.

A request comes over standard input, a unix socket, together with a connected socket to the process
that is to be asked; the reply is the verdict. It may take no more memory than any check needs, as
what a student's process describes is built here.
"""

import os
import resource
import socket
import sys

from grader.warm import frames

NAME = "grader.scoring.judge_process:main"
MEMORY = 6 * 2**30
"""Bytes of data, beyond what there is at the start."""

DESCRIPTORS = 1


def main(up):
    """Answer requests until nobody asks any more."""
    from grader.exercises import all_exercises

    all_exercises()
    limit_memory()
    control = socket.socket(fileno=0)
    up()
    inbox = frames.Inbox()
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 1 << 16, DESCRIPTORS)
        if not data:
            return
        inbox.feed(data)
        while (request := inbox.take()) is not None:
            with socket.socket(fileno=descriptors.pop(0)) as connection:
                frames.send(control, verdict(request, connection))


def verdict(request, connection):
    """Reach one verdict.

    Parameters
    ----------
    request : dict
        `exercise`, `name` (what the answer is called), `points`, `seed`, `seconds` (for all of it).
    connection : socket.socket
        To the process that is to be asked.

    Returns
    -------
    dict
        See `described`.
    """
    from grader.verdict import problem

    try:
        return described(_judged(request, connection))
    except Exception as error:  # fail closed: what came was not foreseen
        reason = f"It could not be judged ({type(error).__name__}: {str(error)[:200]})."
        return described(problem(request["exercise"], reason, request["points"]))


def _judged(request, connection):
    from grader.exercises import find
    from grader.judge import judge
    from grader.quiet import installed
    from grader.remote.socket_process import SocketProcess
    from grader.student import Student
    from grader.verdict import left_out

    exercise = find(request["exercise"])
    if exercise.needs and not installed(exercise.needs):
        return left_out(exercise)
    asked = SocketProcess(connection, request["seconds"], request["seconds"])
    return judge(exercise, Student(asked, request["name"]), request["seed"])


def described(found):
    """A verdict as plain data, with what it shows."""
    fields = ("exercise", "status", "score", "points", "message", "mistake")
    return {name: getattr(found, name) for name in fields} | {
        "text": repr(found),
        "html": found._repr_html_(),
    }


def limit_memory():
    """Have the kernel refuse more memory than any check needs."""
    with open("/proc/self/statm", encoding="ascii") as file:
        used = int(file.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (used + MEMORY, hard))


if __name__ == "__main__":
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.exit(main(lambda: None))
