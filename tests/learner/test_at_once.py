"""Several commands and kernels in one folder at the same time: nothing is dropped."""

import errno
import fcntl
import json
import multiprocessing

import desks
import pytest

from grader.learner import folder, progress_file
from grader.learner.update import lesson

PROCESSES = 4
TIMES = 5


def together(work, *arguments):
    """Run a function in several forks, which all begin at once."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(PROCESSES)

    def run(number):
        barrier.wait()
        work(number, *arguments)

    processes = [context.Process(target=run, args=(number,)) for number in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES


def prepare(number, course, mine):
    """The first half of `make lab`, and some work right after it."""
    folder.copy_missing(course, mine)
    with open(mine / "03_dropout" / "03_dropout.ipynb", "a") as file:
        file.write(f"\nwork of {number}")


def test_labs_that_start_together_overwrite_nothing(course, mine):
    """Does the second keep what was worked on since the first has copied?"""
    together(prepare, course, mine)
    text = (mine / "03_dropout" / "03_dropout.ipynb").read_text()
    assert all(f"work of {number}" in text for number in range(PROCESSES))


def resets(number, course, mine):
    """Reset a lesson again and again."""
    for _ in range(TIMES):
        folder.reset(course, mine, "03_dropout")


def test_resets_at_once_keep_a_backup_each(course, mine):
    """Is the answer in one of them, and each a whole notebook?"""
    desks.at_work(course, mine)
    together(resets, course, mine)
    backups = list((mine / "backups").iterdir())
    assert len(backups) == PROCESSES * TIMES
    assert all(json.loads(path.read_bytes()) for path in backups)
    assert desks.has_work(mine)


def updates(number, course, mine):
    """Update a lesson."""
    lesson.update(course, mine, "03_dropout")


def test_updates_at_once_carry_the_work_over_once(course, mine):
    """Is the answer there a single time, in the new version?"""
    desks.at_work(course, mine)
    desks.release(course, "# Second edition")
    together(updates, course, mine)
    text = (mine / "03_dropout" / "03_dropout.ipynb").read_text()
    assert text.count("# mine") == 1
    assert text.count("# Second edition") == 1
    assert len(list((mine / "backups").iterdir())) == 1


def records(number, mine):
    """Record checks, hints and a quiz."""
    for _ in range(TIMES):
        progress_file.record(mine, "shared", "failed", 0.0, 1.0)
        progress_file.count_hint(mine, "shared")
    progress_file.record_choice(mine, f"quiz {number}", [0], True)


@pytest.mark.parametrize("refused", [False, True])
def test_kernels_at_once_lose_no_record(mine, monkeypatch, refused):
    """Also where the file system refuses locks and files stand for them."""

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    if refused:
        monkeypatch.setattr(fcntl, "flock", refuse)
    together(records, mine)
    found = progress_file.load(mine)["shared"]
    assert (found["attempts"], found["hints"]) == (PROCESSES * TIMES, PROCESSES * TIMES)
    assert len(progress_file.load_choices(mine)) == PROCESSES
