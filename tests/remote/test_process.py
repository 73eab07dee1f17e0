"""An answer in another process: calls, objects that stay there, and a process that is lost."""

import numpy as np
import pytest

from grader.exercises import find
from grader.judge import judge
from grader.remote.process import Lost, Process
from grader.student import AnswerRaised, Student

ANSWERS = """
import os, time
import numpy as np

print("noise on standard output")

class Counter:
    def __init__(self, start):
        self.value = start
    def add(self, values):
        self.value += float(np.sum(values))
        values[0] = -1.0
        return self.value

def draws(rng, n):
    return rng.random(n)

def fails(x):
    y = x + 1
    return y.nothing

def dies(*args):
    os._exit(3)

def sleeps(*args):
    time.sleep(60)
"""


@pytest.fixture
def process(tmp_path):
    path = tmp_path / "answers.py"
    path.write_text(ANSWERS)
    process = Process(path, timeout=20)
    yield process
    process.close()


def test_an_object_stays_there_and_answers(process):
    """Can a class be used over the wire, and is a change to an argument reported?"""
    counter = Student(process, "Counter")(2.0)
    values = np.ones(3)
    assert counter.add(values) == 5.0
    assert counter.member("value") == 5.0
    assert (values == 1).all()
    assert counter.notes.changed == ["values"]


def test_a_generator_moves_on_here_as_there(process):
    """Do two calls with one generator draw one sequence?"""
    rng, twin = np.random.default_rng(3), np.random.default_rng(3)
    student = Student(process, "draws")
    drawn = np.concatenate([student(rng, 4), student(rng, n=5)])
    assert np.array_equal(drawn, twin.random(9))


def test_an_exception_is_reported_with_its_line(process):
    """Are type, message and the student's own line known here?"""
    with pytest.raises(AnswerRaised, match=r"AttributeError: .*in the line `return y\.nothing`"):
        Student(process, "fails")(1)


def test_a_process_that_dies_costs_the_points_and_nothing_else(process):
    """Is an answer that ends its process an error with a reason?"""
    verdict = judge(find("standardize"), Student(process, "dies"))
    assert (verdict.status, verdict.score) == ("error", 0.0)
    assert "the process that ran it ended" in verdict.message


def test_an_answer_that_never_returns_is_given_up(process):
    """Is the time limit kept, and the process ended?"""
    Student(process, "draws")(np.random.default_rng(0), 1)
    process.timeout = 0.5
    with pytest.raises(Lost, match=r"longer than 0\.5 seconds"):
        Student(process, "sleeps")()
    assert process._child.poll() is not None
