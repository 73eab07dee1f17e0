"""The course's own answers are named where they are imported or pasted, and nowhere else."""

import inspect

import pytest
from independent import DISGUISED, OWN, RIGHT

from grader.classroom.report.borrowed import Sources, aliases, imports
from grader.exercises import all_exercises, find

EXERCISE = "dropout_forward"
STUB = "def dropout_forward(x, rate, rng):\n    raise NotImplementedError()"


@pytest.fixture
def own():
    """The course's own answers to an exercise."""
    return Sources(find(EXERCISE), OWN, STUB, {"reference"})


def pasted(name):
    return inspect.getsource(find(name).reference)


@pytest.mark.parametrize(
    "text",
    [
        "from grader.reference.dropout import dropout_forward",
        "import grader.reference.dropout as d\ndropout_forward = d.dropout_forward",
        "from grader import (\n    notebook,\n    reference,\n)\n",
        "import grader . exercises",
        "dropout_forward = reference.dropout_forward",
        "def dropout_forward(x, rate, rng):\n    return reference . dropout_forward(x, rate, rng)",
        "import inspect\nprint(inspect.getsource(f))",
        'm = __import__("grader.reference.dropout")',
    ],
)
def test_an_import_is_named(own, text):
    """Is whoever takes the reference named, however it is imported?"""
    assert "imports or calls" in own.how(text)


def test_a_name_of_another_lesson_is_named():
    """Is the reference seen by the name that lessons give it, also where this one has none?"""
    text = "def standardize(train, test):\n    return reference.standardize(train, test)"
    assert "imports or calls" in Sources(find("standardize"), "", "").how(text)


def test_what_grading_refused_is_named(own):
    """Does the verdict's word on it suffice?"""
    said = "NotHere: dropout_forward is not there while a class is graded"
    assert "imports or calls" in own.how("f = getattr(m, 'dr' + 'opout')", said)


@pytest.mark.parametrize("name", ["dropout_forward", "monte_carlo_dropout", "standardize"])
def test_a_pasted_reference_is_named(name):
    """Is it seen with a comment on top and a word changed?"""
    sources = Sources(find(name), "", "")
    changed = f"# mine\n{pasted(name)}\n"
    assert "reference" in sources.how(changed)


def test_independent_answers_are_not_named(own):
    """Is nobody named who writes as the reference is written, or uses a word of it?"""
    for text in [*RIGHT, DISGUISED, "# as in grader.reference\n" + RIGHT[4]]:
        assert own.how(text) is None
    assert own.how("reference = x.mean(axis=0)\ny = x - reference.copy()") is None
    assert own.how("references = {}\ny = references.get(1)\npreference.x = 1") is None


def test_other_styles_of_the_bank_are_not_named():
    """Are all right answers in other styles left alone, unless they call the reference?"""
    for exercise in all_exercises().values():
        sources = Sources(exercise, "", "", {"reference"})
        for answer in exercise.alternatives:
            text = inspect.getsource(answer)
            if "reference." not in text:
                assert sources.how(text) is None, (exercise.id, answer.__name__)


def test_a_lessons_own_import_is_known():
    """Are the names found under which the lesson imports the references?"""
    lines = "import numpy\nfrom grader.reference import dropout as reference\n"
    assert aliases([lines, "x = 1"]) == {"reference"}
    assert not imports("import numpy as reference")
