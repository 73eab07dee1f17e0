"""The same verdict at home and in class: `check` in a kernel, and the judge of `course grade`."""

import socket
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from grader.exercises import all_exercises
from grader.judge import judge
from grader.quiet import installed
from grader.scoring import judge_process, seeds
from grader.student import local

SECONDS = 120
TRAINING = ("capstone",)
"""Exercises whose answers train for half a minute; `test_score` has them."""


class Class:
    """The judge, and a process that is asked as a student's kernel is."""

    def __init__(self, folder):
        self.path = str(folder / "asked")
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(self.path)
        self._listening.listen()
        script = Path(__file__).with_name("answering.py")
        self._kernel = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=sys.stderr, text=True
        )

    def verdict(self, exercise, name, seed):
        """What `course grade` says of an answer of the bank."""
        self._kernel.stdin.write(f"{self.path}\n")
        self._kernel.stdin.flush()
        request = {
            "exercise": exercise.id,
            "name": f"{exercise.id}:{name}",
            "points": exercise.points,
            "seed": str(seed),
            "seconds": SECONDS,
        }
        connection, _ = self._listening.accept()
        with connection:
            return judge_process.verdict(request, connection)

    def close(self):
        self._kernel.kill()
        self._kernel.wait()
        self._kernel.stdin.close()
        self._listening.close()


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    opened = Class(tmp_path_factory.mktemp("class"))
    yield opened
    opened.close()


def chosen(exercise, models):
    """The last alternative and mistakes at both ends of the list; of models, the last mistake."""
    mistakes = [mistake.answer for mistake in exercise.mistakes]
    most = [exercise.alternatives[-1], mistakes[0], mistakes[-1]]
    return dict.fromkeys(most[2:] if models else most)


def cases():
    for exercise in all_exercises().values():
        if exercise.id in TRAINING or (exercise.needs and not installed(exercise.needs)):
            continue
        models = "_models" in exercise.reference.__module__ or exercise.needs or exercise.weights
        marks = [pytest.mark.slow] if models else []
        yield pytest.param(exercise, exercise.reference, "reference", id=exercise.id, marks=marks)
        for answer in chosen(exercise, models):
            name = answer.__name__
            yield pytest.param(exercise, answer, name, id=f"{exercise.id}-{name}", marks=marks)


@pytest.mark.parametrize(("exercise", "answer", "name"), list(cases()))
def test_the_verdict_is_the_same(classroom, monkeypatch, exercise, answer, name):
    """Are status, score, message, mistake and card the same to the letter, on the same inputs?"""
    seed = zlib.crc32(exercise.id.encode())
    monkeypatch.setattr(seeds, "derived", lambda of_class, exercise: [int(of_class)])
    here = judge_process.described(judge(exercise, local(answer), seed))
    assert classroom.verdict(exercise, name, seed) == here
