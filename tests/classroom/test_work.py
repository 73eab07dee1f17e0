"""What a run has on a machine is gone when it has ended."""

import os

from grader.classroom.work import Scoring


def test_nothing_is_left_of_what_a_killed_worker_left(monkeypatch):
    """Is the run's folder removed, with folders deeper than Python calls in it?"""
    scoring = Scoring.here(sandbox=False)
    folder = scoring.folder()
    monkeypatch.chdir(folder)
    for name in ["w1", *["d"] * 1900]:
        os.mkdir(name)
        os.chdir(name)
    scoring.end()
    assert not folder.exists()
