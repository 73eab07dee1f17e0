"""The course's own answers are named where they are imported or pasted, and nowhere else."""

import ast
import inspect

import pytest
from independent import DISGUISED, OWN, RIGHT

from grader.classroom.report.borrowed import Sources, aliases, imports
from grader.classroom.report.shape import is_text, own_names
from grader.exercises import all_exercises, find

EXERCISE = "dropout_forward"
STUB = "def dropout_forward(x, rate, rng):\n    raise NotImplementedError()"


@pytest.fixture
def own():
    """The course's own answers to an exercise."""
    return Sources(find(EXERCISE), OWN, STUB, {"reference"})


def pasted(name):
    return inspect.getsource(find(name).reference)


def disguised(text):
    """A text without comments and docstrings, all of whose own names are others."""
    tree = ast.parse(text)
    names = {name for name, stands_for in own_names(tree).items() if stands_for == "v"}
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list):
            node.body = [each for each in node.body if not is_text(each)]
        for field in ("id", "arg"):
            if getattr(node, field, None) in names and not isinstance(node, ast.keyword):
                setattr(node, field, f"my_{getattr(node, field)}")
    return ast.unparse(tree)


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


@pytest.mark.parametrize("name", ["batch_norm_forward", "cutout", "EarlyStopper", "capstone"])
def test_a_long_reference_is_named_without_docstring_and_with_other_names(name):
    """Is it seen when nothing is left of its words?"""
    assert "reference" in Sources(find(name), "", "").how(disguised(pasted(name)))


@pytest.mark.parametrize("name", ["layer_norm", "k_fold", "build_dropout_mlp", "build_l2_model"])
def test_what_many_would_write_is_not_named(name):
    """Is nobody named for a short formula, or a model that the exercise prescribes?"""
    bare = ast.parse(disguised(pasted(name)))
    (function,) = bare.body
    function.body = [each for each in function.body if type(each) is not ast.ImportFrom]
    assert Sources(find(name), "", "").how(ast.unparse(bare)) is None


def test_imports_in_a_function_tell_as_names_do():
    """Is a reference named whose names are all that is left of its words?"""
    assert "reference" in Sources(find("build_l2_model"), "", "").how(
        disguised(pasted("build_l2_model"))
    )


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
