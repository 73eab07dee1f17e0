"""The learner's own leaderboard: what is kept of an attempt, and how it is shown."""

import json

import pytest

from grader.criteria import holds
from grader.learner import progress_file
from grader.learner.attempts import leaderboard, result_of
from grader.verdict import Verdict

TITLE = "Your attempts at capstone:"


def attempt(folder, accuracy, expected, score):
    result = {"accuracy": accuracy, "expected": expected}
    progress_file.record(folder, "capstone", "partial", score, 6.0, result=result)


def test_the_best_attempt_comes_first(mine):
    """Do points count before accuracy, and is the latest attempt told apart?"""
    attempt(mine, 0.85, 0.85, 5.0)
    attempt(mine, 0.90, None, 3.0)
    attempt(mine, 0.87, 0.95, 4.0)
    shown = repr(leaderboard())
    places = [shown.index(words) for words in ("85.0%", "87.0%", "90.0%")]
    assert places == sorted(places)
    assert "+8.0 points" in shown
    assert "nothing" in shown
    assert "Attempts: 3. The latest has place 2." in shown
    record = progress_file.load(mine)["capstone"]
    assert (record["score"], record["attempts"]) == (5.0, 3)


def test_other_exercises_keep_no_results(mine):
    progress_file.record(mine, "fgsm", "passed", 1.0, 1.0)
    assert "results" not in progress_file.load(mine)["fgsm"]
    assert repr(leaderboard("fgsm")).startswith("Your attempts at fgsm:")


def test_old_attempts_make_room(mine, monkeypatch):
    monkeypatch.setattr(progress_file, "RESULTS", 2)
    for accuracy in (0.1, 0.2, 0.3):
        attempt(mine, accuracy, None, 0.0)
    kept = progress_file.load(mine)["capstone"]["results"]
    assert [each["accuracy"] for each in kept] == [0.2, 0.3]


@pytest.mark.parametrize("results", [None, "a", [1, {}, {"accuracy": "x"}], {"accuracy": 0.5}])
def test_a_damaged_list_is_no_trouble(mine, results):
    """Is what cannot be shown left out, and the next attempt kept?"""
    progress_file.record(mine, "capstone", "failed", 0.0, 6.0)
    records = progress_file.load(mine)
    records["capstone"]["results"] = results
    (mine / progress_file.NAME).write_text(json.dumps(records))
    assert repr(leaderboard()).startswith(TITLE)
    attempt(mine, 0.5, 0.5, 1.0)
    assert "Attempts: 1." in repr(leaderboard())


def test_without_a_folder_it_says_so(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "make lab" in repr(leaderboard())


def test_a_result_is_found_among_the_criteria():
    """Is it what the check measured, and nothing where nothing was?"""
    measured = {"accuracy": 0.8, "expected": None}
    criteria = (holds(True, "It is fast"), holds(True, "It is measured", evidence=measured))
    assert result_of(Verdict("capstone", "passed", 6.0, 6.0, "", criteria)) == measured
    assert result_of(Verdict("capstone", "error", 0.0, 6.0, "")) is None
