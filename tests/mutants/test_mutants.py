"""The checks notice small changes in right answers; and the tool notices checks that do not."""

import functools
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from grader.criteria import holds
from grader.exercise import Exercise
from grader.exercises import TOPICS, all_exercises
from mutants import campaign, judging, report, workers
from mutants.equivalents import Listed, load, topic_of
from mutants.making import mutants

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_sample_of_mutants_is_rejected_or_listed():
    """Does every check of NumPy code notice changes, and are right ones listed, with a reason?"""
    command = [sys.executable, "-m", "mutants", "--fast", "--processes", "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "tests")}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("topic", TOPICS)
def test_the_lists_name_mutants_that_are_made(topic):
    """Is no line of a list left over from an answer that has changed since?"""
    reasons = load(topic)
    for exercise in all_exercises().values():
        if exercise.id in reasons:
            listed = Listed(reasons[exercise.id], [m.id for m in mutants(exercise)[0]])
            assert not listed.stale(killed=())


def double(x):
    return 2 * x


def outcome(check, listed=(), answer=double):
    """What becomes of the mutants of a small exercise."""
    exercise = Exercise(check, answer, 1, (), "double")
    made, skipped = mutants(exercise)
    listed = Listed(dict.fromkeys(listed, "A reason."), [m.id for m in made])
    found = campaign.Outcome(exercise, made, skipped, listed)
    found.results = {key: judge() for key, judge in found.judgments.items()}
    return found


def strict(student, rng):
    x = rng.normal()
    yield holds(student(x) == 2 * x, "It doubles")


def weak(student, rng):
    x = abs(rng.normal())
    yield holds(student(x) > 0, "It is positive")


def test_a_strict_check_lets_no_mutant_pass(capsys):
    """Are all mutants rejected, and is all well then?"""
    found = outcome(strict)
    assert len(found.mutants) > 5
    assert not found.survivors
    assert report.show([found])


def test_a_weak_check_is_noticed(capsys):
    """Are mutants that pass shown with old and new line?"""
    found = outcome(weak)
    assert "reference | another number | return 2 * x -> return 3 * x" in found.survivors
    assert "reference | statement dropped | return 2 * x -> pass" not in found.survivors
    assert not report.show([found])
    assert (
        '"reference | another number | return 2 * x -> return 3 * x" = ' in capsys.readouterr().out
    )


def test_a_check_that_rejects_the_answer_itself_is_noticed(capsys):
    """Does a check that lets nothing pass not count as a strict one?"""
    found = outcome(lambda student, rng: iter([holds(False, "No")]))
    assert found.refused == ["reference"]
    assert not report.show([found])


def test_what_is_listed_does_not_count(capsys):
    """Is a listed mutant told apart from one that survived, and nothing stale?"""
    survivors = outcome(weak).survivors
    found = outcome(weak, listed=survivors)
    assert found.ids(survived=True, listed=True) == survivors
    assert report.show([found])


def test_a_stale_list_is_noticed(capsys):
    """Is it told that a listed mutant is rejected, or no longer made?"""
    rejected = "reference | another number | return 2 * x -> return 3 * x"
    found = outcome(strict, listed=[rejected, "reference | another age | *"])
    assert found.stale == ["not made: reference | another age | *", f"rejected: {rejected}"]
    assert not report.show([found])
    assert "the list is stale, rejected: reference" in capsys.readouterr().out


def test_a_star_stands_for_any_text_and_brackets_for_themselves():
    """Can ids, which are full of brackets, be written as they are?"""
    ids = ["a | x[0] -> x[1]", "a | x[0] -> x0", "b | x[0] * y -> x", "b | x[0] / y -> x"]
    assert Listed({"* | x[0] -> *": "Why."}, ids).ids == set(ids[:2])
    assert Listed({"b | x[0] * y -> x": "Why."}, ids).ids == {ids[2]}


@pytest.mark.parametrize("text", ['[mixup]\n"a" = ""', '[mixup]\n"a" = 1', '[mixdown]\n"a" = "b"'])
def test_a_list_gives_reasons_for_known_exercises(text, tmp_path):
    """Is a line without a reason refused, and a table of no exercise?"""
    (tmp_path / "augmentation").mkdir()
    (tmp_path / "augmentation" / "mutants.toml").write_text(text)
    with pytest.raises(ValueError, match=r"needs a reason|has no exercise"):
        load("augmentation", tmp_path)


def test_an_answer_that_hangs_is_stopped(monkeypatch):
    """Is it told apart from one that is rejected, and quickly?"""
    monkeypatch.setattr(judging, "SECONDS", 0.2)

    def hangs(x):
        while True:
            pass

    exercise = Exercise(strict, double, 1, (), "double")
    began = time.monotonic()
    assert judging.judged(exercise, lambda: hangs) == judging.SLOW
    assert time.monotonic() - began < 20


def test_judging_leaves_no_trace(capsys):
    """Do prints, warnings and draws of an answer stay with it?"""

    def noisy(x):
        print("hello")
        np.random.random()
        return 2 * x + np.float64(0) * np.log(1.0)

    before = np.random.get_state()[1].tolist()
    exercise = Exercise(strict, double, 1, (), "double")
    assert judging.judged(exercise, lambda: noisy) == judging.SURVIVED
    assert np.random.get_state()[1].tolist() == before
    assert capsys.readouterr() == ("", "")


def test_an_answer_that_changes_its_argument_is_rejected():
    """Do bad habits count as well as criteria?"""

    def in_place(x):
        x *= 2
        return x

    def check(student, rng):
        x = rng.normal(size=3)
        yield holds(np.array_equal(student(x), 2 * x), "It doubles")

    exercise = Exercise(check, double, 1, (), "double")
    assert judging.judged(exercise, lambda: double) == judging.SURVIVED
    assert judging.judged(exercise, lambda: in_place) == judging.REJECTED


def test_a_process_that_dies_takes_one_mutant_with_it():
    """Do the others get their results?"""
    judgments = [
        (i, functools.partial(os._exit, 1) if i == 1 else lambda: "fine") for i in range(4)
    ]
    found = dict(workers.results(judgments, processes=1))
    assert found == {0: "fine", 1: judging.LOST, 2: "fine", 3: "fine"}


def test_topics_are_told_by_the_module():
    """Does every exercise belong to a topic?"""
    assert {topic_of(e) for e in all_exercises().values()} == set(TOPICS)
