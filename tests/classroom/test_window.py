"""A class of any size needs the memory of a few submissions."""

import time

from fakes import RIGHT, assignment

from grader.classroom.batch import AHEAD, Task, scored
from grader.scoring.submission import read


def test_window(threads, group):
    """Are submissions read only when there is room for them?"""
    group.submit("ada", RIGHT)
    folder = group.submitted / "ada" / assignment().name
    submission = read(folder, assignment().name, assignment().released)
    taken, given, most = 0, 0, 0

    def tasks():
        nonlocal taken
        for number in range(40):
            taken += 1
            yield Task(str(number), submission, number)

    for _ in scored(threads, group.scoring, assignment().released, tasks()):
        given += 1
        most = max(most, taken - given)
    assert given == 40
    assert most <= AHEAD * 2


def test_nothing_stays(threads, group):
    """Does the cluster keep no outcome that has been handed back?"""
    group.submit("ada", RIGHT)
    folder = group.submitted / "ada" / assignment().name
    submission = read(folder, assignment().name, assignment().released)
    tasks = (Task(str(number), submission, number) for number in range(6))
    for _ in scored(threads, group.scoring, assignment().released, tasks):
        pass
    deadline = time.monotonic() + 30
    while threads.run_on_scheduler(_tasks_known) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threads.run_on_scheduler(_tasks_known) == 0


def _tasks_known(dask_scheduler):
    return len(dask_scheduler.tasks)
