"""The audit itself: what it runs, what it keeps, what it says."""

import numpy as np
import pytest
from rich.console import Console

from audit import __main__ as command
from audit import code as codes
from audit import finding, keeping, running, showing
from audit.code import code_of
from grader.lab.experiment import HOLDS, OPEN, TURNS, experiment, verdict
from grader.lab.tuning import at_best_rate


@pytest.fixture
def width():
    """An experiment whose conclusion turns where `steps` is 10."""
    ran = []

    @experiment({"3 x": {"steps": 3}, "10 x": {"steps": 10}})
    def width(units=16, steps=1):
        ran.append(steps)
        return np.array([1.0, 1.1, 0.9]) * (1 if steps < 10 else -1)

    width.ran = ran
    width.__module__ = "grader.lab.overfitting.imagined"

    @width.concludes("Wide wins", quote="wide wins", exceptions={"10 x": TURNS})
    def wide(result):
        return result

    return width


@pytest.mark.parametrize(
    ("differences", "said"),
    [
        ([1.0, 1.1, 0.9], HOLDS),
        ([-1.0, -1.1, -0.9], TURNS),
        ([1.0, -1.0, 0.5], OPEN),
        ([np.nan, 1.0, 1.0], OPEN),
        (2.0, HOLDS),
        (-2.0, TURNS),
        (0.0, OPEN),
    ],
)
def test_a_conclusion_holds_beyond_its_interval(differences, said):
    """Do mean and interval decide, and the sign where something is exact?"""
    assert verdict(differences)[2] == said


def test_the_interval_is_that_of_the_mean():
    """Is it the 95 % interval by Student's t?"""
    mean, half, _ = verdict([1.0, 2.0, 3.0])
    assert mean == 2.0
    assert half == pytest.approx(4.302653 / np.sqrt(3), rel=1e-6)


def test_an_experiment_runs_with_the_lessons_parameters(width):
    """Is it still the function that it was?"""
    np.testing.assert_array_equal(width(), width(steps=1))
    assert width.ran == [1, 1]
    assert width.topic == "overfitting"


def test_every_condition_is_run_once(width, tmp_path, monkeypatch):
    """Does an audit that was stopped go on where it was, and begin anew when code changed?"""
    monkeypatch.setattr(keeping, "FOLDER", tmp_path)
    code = code_of(width)
    command._keep(width, code, "3 x", running.run(width, "3 x"))
    known = keeping.load("overfitting")["width"]
    assert running.missing(width, known, code) == [running.LESSON, "10 x"]
    assert running.missing(width, known, "other code") == [running.LESSON, "3 x", "10 x"]
    command._run([width])
    assert width.ran == [3, 1, 10]
    command._run([width])
    assert width.ran == [3, 1, 10]


TEXT = """'''What it is.'''
import numpy as np
from grader.lab.thing import other


@experiment({})
def width(steps=1):
    \"\"\"Run it.\"\"\"
    return np.ones(steps)  # as it should


@width.concludes("It wins", quote="it wins, always", exceptions={})
def _(result):
    return result
"""


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("What it is", "What it was", False),
        ("Run it.", "Run it well.", False),
        ("it wins, always", "it wins often", False),
        ("exceptions={}", 'exceptions={"3 x": OPEN}', False),
        (", exceptions={}", "", False),
        ("exceptions={}", "exceptions={},", False),
        ("import other", "import more, other", False),
        ("return result", "return (\n        result\n    )", False),
        ("np.ones", "np.zeros", True),
        ("return result", "return -result", True),
        ("steps=1", "steps=2", True),
    ],
)
def test_only_words_may_change_without_a_new_run(tmp_path, monkeypatch, width, old, new, counts):
    """Do results go stale with the code that they come from, an imported module included?"""
    monkeypatch.setattr(codes, "ROOT", tmp_path)
    folder = tmp_path / "grader" / "lab" / "overfitting"
    folder.mkdir(parents=True)
    (folder / "imagined.py").write_text(TEXT)
    (folder.parent / "thing.py").write_text("other = 1\n")
    before = code_of(width)
    (folder / "imagined.py").write_text(TEXT.replace(old, new))
    assert (code_of(width) != before) is counts
    (folder / "imagined.py").write_text(TEXT)
    assert code_of(width) == before
    (folder.parent / "thing.py").write_text("other = 2\n")
    assert code_of(width) != before


def test_a_table_says_where_it_holds_and_what_the_lesson_does_not_say(width):
    """Is a result that the lesson does not count on marked, and told in a sentence?"""
    conditions = {name: running.run(width, name) for name in running.conditions_of(width)}
    known = {"conditions": conditions}
    assert list(showing.surprises(width, known)) == []
    conditions["3 x"]["Wide wins"]["verdict"] = OPEN
    (sentence,) = showing.surprises(width, known)
    assert sentence == ('overfitting, width, 3 x: "Wide wins" open, and the lesson says: holds.')
    console = Console(width=200, record=True, file=None, quiet=False)
    with console.capture() as shown:
        console.print(showing.table(width, known))
    text = shown.get()
    assert "✓ +1 ±" in text
    assert "✗ turns -1 ±" in text
    assert "? open (!)" in text


def test_an_unknown_name_is_refused():
    """Is it told which there are?"""
    with pytest.raises(LookupError, match="got nonsense"):
        finding.experiments(["nonsense"])


def test_the_best_rate_has_the_best_mean_and_broken_ones_lose():
    """Is a rate at which a seed diverged never the best?"""
    scores = {0.1: [0.5, 0.6], 0.2: [0.7, 0.8], 0.4: [np.nan, 0.99]}
    trained = at_best_rate(lambda rate: {"rate": rate}, lambda one: scores[one["rate"]], scores)
    assert trained == {"rate": 0.2}
