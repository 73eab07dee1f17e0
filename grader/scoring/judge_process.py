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
        `exercise`, `name` (what the answer is called), `points` (of the cell), `seed` (of the
        assignment), `seconds` (for all of it).
    connection : socket.socket
        To the process that is to be asked.

    Returns
    -------
    dict
        See `described`.
    """
    from grader.verdict import problem

    try:
        if left_out := _left_out(request):
            return described(left_out) | {"left_out": True}
        return described(_judged(request, connection))
    except Exception as error:  # fail closed: what came was not foreseen
        reason = f"It could not be judged ({type(error).__name__}: {str(error)[:200]})."
        return described(problem(request["exercise"], reason, request["points"]))


def _left_out(request):
    """The verdict where a package is missing; None where the answer can be judged."""
    from grader.exercises import find
    from grader.quiet import installed
    from grader.scoring.weighing import not_judged

    exercise = find(request["exercise"])
    missing = exercise.needs and not installed(exercise.needs)
    return not_judged(exercise, request["points"]) if missing else None


def _judged(request, connection):
    from grader.exercises import find
    from grader.scoring.patience import Patient
    from grader.scoring.seeds import derived
    from grader.scoring.several import judge_on
    from grader.scoring.weighing import weighed
    from grader.student import Student

    exercise = find(request["exercise"])
    asked, seeds = Patient(connection, request["seconds"]), derived(request["seed"], exercise)
    found = judge_on(exercise, Student(asked, request["name"]), seeds, asked.goes_on)
    return weighed(found, request["points"])


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
