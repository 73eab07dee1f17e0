"""`check` on answers that misbehave: it survives, and says what came."""

import functools
import subprocess
import sys
import warnings

import numpy as np
import pytest

from grader import check
from grader.criteria import close
from grader.exercise import exercise
from grader.exercises import find
from grader.judge import judge
from grader.student import local

CHECK = functools.partial(check, exercise="standardize")
# What answers may call: under its public name the course's own answer refuses.
reference = find("standardize").reference


def recurses(train, test):
    return recurses(train, test)


def leaves(train, test):
    raise SystemExit("bye")


def object_arrays(train, test):
    return train.astype(object), test.astype(object)


def not_numbers(train, test):
    return train * np.nan, test * np.nan


def one_dimension_less(train, test):
    return train.ravel(), test.ravel()


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (recurses, "error", "RecursionError"),
        (leaves, "error", "SystemExit: bye"),
        (lambda train, test: train.missing, "error", "AttributeError"),
        (lambda train: train, "error", "TypeError"),
        (lambda train, test: None, "failed", "did you forget a return?"),
        (lambda train, test: "text", "failed", "the text 'text'"),
        (lambda train, test: object(), "failed", "type object"),
        (object_arrays, "failed", "dtype object"),
        (not_numbers, "failed", "nan"),
        (one_dimension_less, "failed", "got one of shape"),
        (lambda train, test: (train.tolist(), test), "failed", "got a list"),
    ],
)
def test_a_misbehaving_answer_gets_a_reason(answer, status, words):
    """Does the verdict say what came, whatever came?"""
    verdict = CHECK(answer)
    assert verdict.status == status
    assert verdict.score == 0
    assert words in verdict.message


@pytest.mark.parametrize("framework", ["TensorFlow", "PyTorch"])
def test_a_tensor_counts_as_the_array_that_it_holds(framework):
    """Is a right answer right, whichever framework computed it?"""
    if framework == "PyTorch":
        convert = pytest.importorskip("torch", reason="PyTorch is optional").tensor
    else:
        from keras.ops import convert_to_tensor as convert

    def by_tensors(train, test):
        return tuple(map(convert, reference(train, test)))

    assert CHECK(by_tensors).status == "passed"


def test_a_value_too_many_is_named_first_and_costs_little():
    """Are the parts that were asked for judged all the same, and mistakes in them named?"""
    verdict = CHECK(lambda train, test: (*reference(train, test), 1))
    assert verdict.status == "partial"
    assert 0.8 * verdict.points < verdict.score < verdict.points
    assert verdict.message.startswith("Expected 2 values; got a tuple of 3.")
    wrong = CHECK(lambda train, test: (train - train.mean(axis=0), test - test.mean(axis=0), 1))
    assert wrong.message.startswith("Expected 2 values; got a tuple of 3.")
    assert wrong.score < verdict.score


def test_a_value_too_few_earns_nothing_for_what_is_missing():
    """Is no part of a result made up for the points?"""
    verdict = CHECK(lambda train, test: reference(train, test)[0])
    assert verdict.status == "failed"
    assert verdict.score == 0
    assert verdict.message.startswith("Expected a tuple (")


def scaled(x, factor, shift=0.0):
    return factor * x + shift


@exercise(reference=scaled, points=3, hints=())
def scale(student, rng):
    x = rng.normal(size=5)
    yield close(student(x, factor=2.0), 2 * x, "It is scaled")
    yield close(student(x, 2.0, shift=1.0), 2 * x + 1, "It is shifted")


@scale.mistake("The shift comes first.")
def shifts_first(x, factor, shift=0.0):
    return factor * (x + shift)


def test_a_renamed_parameter_is_named_first_and_mistakes_are_recognized():
    """Does an answer with parameters of other names still get its verdict?"""
    verdict = judge(scale, local(lambda x, by, plus=0.0: by * x + plus))
    assert verdict.message.startswith("Expected a parameter named `factor`")
    assert 0.8 * 3 < verdict.score < 3
    wrong = judge(scale, local(lambda x, by, plus=0.0: by * (x + plus)))
    assert wrong.message.startswith("Expected a parameter named `factor`")
    assert "The shift comes first." in wrong.message
    assert wrong.score < verdict.score


def test_a_missing_parameter_is_named_first():
    verdict = judge(scale, local(lambda x, factor: factor * x))
    assert "Expected: it takes the parameters (x, factor, shift=0.0); got TypeError" in str(verdict)


def test_changing_an_argument_is_a_mistake_of_its_own():
    """Does a right result lose points when an argument was changed on the way?"""

    def changes(train, test):
        result = reference(train, test)
        train -= 1.0
        return result

    verdict = CHECK(changes)
    assert verdict.status == "partial"
    assert 0 < verdict.score < verdict.points
    assert "changes its argument `train`" in verdict.message


def test_prints_and_warnings_cost_nothing(capfd):
    """Are they captured and shown, and the answer right all the same?"""

    def chatty(train, test):
        print("on the way")
        print("trouble?", file=sys.stderr)
        warnings.warn("mind the gap", stacklevel=1)
        return reference(train, test)

    verdict = CHECK(chatty)
    assert verdict.status == "passed"
    assert "on the way" in verdict.printed
    assert "trouble?" in verdict.printed
    assert "mind the gap" in verdict.warned
    assert capfd.readouterr() == ("", "")


def test_draws_from_the_global_generator_are_seen():
    """Is a global draw found out even if it was seeded from rng?"""

    def dropout_forward(x, rate, rng, training=True):
        np.random.seed(int(rng.integers(2**31)))
        mask = np.random.random(x.shape) >= (rate if training else 0)
        return x * mask / ((1 - rate) if training else 1), mask

    verdict = check(dropout_forward)
    assert verdict.status == "partial"
    assert "global generator" in verdict.message


def test_an_exercise_is_found_by_what_the_notebook_calls_it():
    """Is a lambda or a wrapped function recognized by its name in the notebook?"""
    names = {"check": check, "reference": reference}
    exec("standardize = lambda a, b: reference(a, b)\nverdict = check(standardize)", names)
    assert names["verdict"].status == "passed"


@pytest.mark.parametrize(
    ("answer", "options", "words"),
    [
        (reference, {"exercise": "standardiz"}, "Did you mean standardize?"),
        (5, {}, "Expected your function itself, as in check(standardize); got 5."),
        (5, {"exercise": "standardize"}, "Expected your function itself"),
        ("standardize", {}, "without quotation marks"),
        (reference, {"exercise": 5}, "Expected the name of an exercise as a text"),
        (reference, {"seed": 5}, "got more arguments than that"),
    ],
)
def test_what_cannot_be_judged_gets_no_points(answer, options, words):
    """Does a call that makes no sense fail closed, with one sentence?"""
    verdict = check(answer, **options)
    assert (verdict.status, verdict.score) == ("error", 0.0)
    assert words in verdict.message


@pytest.mark.parametrize("then", ["", "check(lambda a, b: (a, b), exercise='standardize')"])
def test_checking_numpy_imports_no_heavy_package(then):
    """Are the import of `check` and the first check of a NumPy exercise free of heavy packages?"""
    heavy = "{'tensorflow', 'keras', 'torch', 'sklearn', 'matplotlib', 'scipy'}"
    code = (
        f"import sys; from grader import check; {then}\nprint(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
