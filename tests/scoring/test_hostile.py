"""Hostile submissions gain nothing, see nothing, change nothing, leave nothing, and stop nobody."""

import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from hostility import ALL_RIGHT, ARRAYS, KERAS, POINTS, Homework, cases, released
from mangling import LESSON, lay_out
from surroundings import KNOWN, SECRET, World

from grader.sandbox.policy import MIB, Limits
from grader.sandbox.probing import missing, probe
from grader.scoring.host import Host
from grader.scoring.score import score
from grader.scoring.settings import Settings
from grader.scoring.submission import read

pytestmark = pytest.mark.slow

CASES = cases()
EVERY = 8
SEED = 20261121
SHOWN = {"text/plain", "image/png", "image/jpeg"}
LIMITS = Limits(
    memory=1200 * MIB,
    processes=40,
    threads=400,
    disk=128 * MIB,
    unread=256 * MIB,
    cpu=30,
    wall=30,
)
SETTINGS = Settings(cell=6, check=8, grace=3, output=10**5, flood=24 * MIB, limits=LIMITS)
BRIEF = replace(SETTINGS, cell=1.5, check=3)
PATIENCE = 5


class Honest:
    """A submission that stands between hostile ones."""

    CASE = "nothing"
    EXPECTED = ALL_RIGHT

    @staticmethod
    def attack(homework):
        """Leave it as it is."""


def order(lesson):
    """All cases of a lesson, with honest submissions between them and at the end."""
    names = []
    cases = [name for name, case in CASES.items() if getattr(case, "LESSON", ARRAYS) == lesson]
    for place, name in enumerate(cases):
        names += [f"honest {place}"] * (place % EVERY == 0) + [name]
    return [*names, "honest at last"]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A course with secrets in it."""
    world = World(tmp_path_factory.mktemp("world"))
    yield world
    world.close()


@pytest.fixture(scope="module")
def hosts(world):
    """A host, and one for what hangs; what they were started with holds a secret too."""
    if lacking := missing(probe()):
        pytest.skip(lacking)
    folder = Path(tempfile.mkdtemp(prefix="h"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(world.home))
        patch.setenv("COURSE_PASSWORD", f"{SECRET}-ENVIRONMENT")
        host = Host(folder, settings=SETTINGS)
        host.judge.start()
        world.remember()
        # It shares the warm parent, and has a judge of its own.
        brief = Host(folder, settings=BRIEF)
        yield {False: host, True: brief}
        brief.close()
        host.close()
    shutil.rmtree(folder)


@pytest.fixture
def hand_in(hosts, world, tmp_path):
    """Hand in a case's homework, get the outcome."""

    def hand_in(case):
        lesson = getattr(case, "LESSON", ARRAYS)
        homework = Homework(lesson, world)
        case.attack(homework)
        folder = tmp_path / "submitted" / "mallory" / LESSON
        folder.mkdir(parents=True)
        lay_out(folder, homework.contents())
        host = hosts[getattr(case, "HANGS", False)]
        return score(read(folder, LESSON, released(lesson)), released(lesson), SEED, host)

    return hand_in


def test_there_are_enough_cases():
    """Are there forty at least, each with a description of its own?"""
    assert len({case.CASE for case in CASES.values()}) == len(CASES) >= 40


class TestOnArrays:
    """Submissions of a lesson whose answers take arrays, and need no TensorFlow."""

    @pytest.mark.parametrize("name", order(ARRAYS))
    def test_a_hostile_submission_gains_and_breaks_nothing(self, hand_in, world, name):
        """Is the score what its honest part earns, is nothing seen, changed or left running?"""
        check(hand_in, world, name)


class TestOnModels:
    """Submissions of a lesson in which a model is built."""

    @pytest.mark.parametrize("name", order(KERAS))
    def test_a_hostile_submission_gains_and_breaks_nothing(self, hand_in, world, name):
        """Is the score what its honest part earns, is nothing seen, changed or left running?"""
        check(hand_in, world, name)


def check(hand_in, world, name):
    """Hand in a case, and look at all that it could have changed."""
    case = CASES.get(name, Honest)
    lesson = getattr(case, "LESSON", ARRAYS)
    expected = {"scores": {lesson[1]: POINTS[lesson[1]]}, **getattr(case, "EXPECTED", {})}
    outcome = hand_in(case)
    check_scores(outcome, lesson, expected)
    check_words(outcome, expected)
    check_outputs(outcome)
    check_surroundings(world)


def check_scores(outcome, lesson, expected):
    """The points are the expected ones, in the verdicts and as nbgrader reads them."""
    from nbgrader.utils import determine_grade

    verdicts = {verdict["exercise"]: verdict for verdict in outcome.verdicts}
    assert list(verdicts) == list(lesson)
    for name in lesson:
        cell = next(cell for cell in outcome.notebook.cells if cell.id == f"{name}_check")
        earned = verdicts[name]["score"]
        assert determine_grade(cell) == (earned, POINTS[name])
        if name in expected.get("most", {}):
            assert 0 <= earned <= expected["most"][name]
        else:
            assert earned == expected["scores"].get(name, 0.0), verdicts[name]
        assert expected.get("says", {}).get(name, "") in verdicts[name]["message"]


def check_words(outcome, expected):
    """It says why it ended early, and none of what it must not say."""
    reason = expected.get("reason")
    assert (outcome.reason is None) if reason is None else reason in (outcome.reason or "")
    text = nbformat.writes(outcome.notebook) + repr(outcome.verdicts) + str(outcome.reason)
    for secret in (SECRET, *KNOWN, *expected.get("never", [])):
        assert secret not in without_sources(outcome) + repr(outcome.verdicts)
    assert len(text) < 3 * MIB


def without_sources(outcome):
    """What the notebook shows beside the code that was handed in."""
    bare = nbformat.from_dict(outcome.notebook)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.source = ""
    return nbformat.writes(bare)


def check_outputs(outcome):
    """No output of a student's can hold a script; a check has one output, its verdict."""
    nbformat.validate(outcome.notebook)
    for cell in outcome.notebook.cells:
        graded = "nbgrader" in cell.metadata and cell.metadata.nbgrader.get("grade")
        for output in cell.get("outputs", []):
            assert graded or set(output.get("data", {})) <= SHOWN
            assert "<script" not in output.get("data", {}).get("text/html", "")
        assert not graded or len(cell.outputs) == 1


def check_surroundings(world):
    """Files are as they were, nobody was reached, and nothing runs any more."""
    deadline = time.monotonic() + PATIENCE
    while world.survivors() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert world.survivors() == []
    assert world.changes() == []
    assert world.visitors == []
